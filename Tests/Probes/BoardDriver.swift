import IncidentModel
import SafeText

@testable import Probes

extension Reading {
    /// A reading of a probe at a second, with an outcome.
    static func made(
        of service: String = "a", probe: Int = 0, at second: Int64 = 0, _ outcome: Outcome,
        took: Duration = .milliseconds(10), failure: FailureClass? = nil
    ) -> Reading {
        Reading(
            probe: ProbeID(service: ServiceID(DisplayText(service)), index: probe), kind: "test",
            startedAt: Timestamp(seconds: second), duration: took, outcome: outcome,
            reason: outcome == .up ? .empty : "it is \(outcome.rawValue)", failure: failure)
    }
}

/// Drives a board by names with a manual clock, as the engine would.
struct BoardDriver {
    private(set) var board: StatusBoard
    let names: [String]
    var second: Int64 = 1000
    private(set) var changes: [String] = []
    private(set) var events: [EventBody] = []
    private(set) var last = BoardUpdate()

    /// Services in configuration order, each with the names of those it needs.
    init(
        _ services: [(name: String, needs: [String])],
        thresholds: ProbeThresholds = ProbeThresholds(), probes: Int = 1
    ) {
        names = services.map(\.name)
        board = StatusBoard(
            services.map { service in
                (
                    ServiceID(DisplayText(service.name)),
                    service.needs.map { Need.one(ServiceID(DisplayText($0))) },
                    Array(repeating: thresholds, count: probes)
                )
            })
    }

    init(needs: [(name: String, needs: [Need])], thresholds: ProbeThresholds = ProbeThresholds()) {
        names = needs.map(\.name)
        board = StatusBoard(
            needs.map { (ServiceID(DisplayText($0.name)), $0.needs, [thresholds]) })
    }

    func position(_ name: String) -> Int { names.firstIndex(of: name) ?? -1 }

    mutating func start() -> ProbeTick { board.probeStarted() }

    /// Makes one reading of one service; it begins now unless a start is given.
    mutating func read(
        _ name: String, _ outcome: Outcome, _ failure: FailureClass? = nil, probe: Int = 0,
        started: ProbeTick? = nil
    ) {
        let tick = started ?? board.probeStarted()
        let reading = Reading.made(of: name, probe: probe, at: second, outcome, failure: failure)
        note(board.readingEnded(reading, of: position(name), started: tick))
        second += 1
    }

    mutating func hold(_ name: String, _ kind: Hold.Kind) {
        let hold = Hold(kind: kind, until: nil, reason: "work", by: "ada@host")
        note(board.setHold(hold, of: position(name)))
    }

    mutating func release(_ name: String) { note(board.setHold(nil, of: position(name))) }

    mutating func setLocalTrouble(since second: Int64?) {
        let trouble = second.map {
            LocalTrouble(since: Timestamp(seconds: $0), reason: "no route", failing: 3)
        }
        note(board.setLocalTrouble(trouble))
    }

    private mutating func note(_ update: BoardUpdate) {
        last = update
        changes += update.changes.map(\.headline.string)
        events += update.events
    }

    mutating func read(_ name: String, _ outcome: Outcome, times: Int) {
        for _ in 0..<times { read(name, outcome) }
    }

    subscript(_ name: String) -> ServiceStatus { board.records[position(name)].status }

    /// Names that the last update wants probed afresh.
    var asked: [String] {
        last.actions.map { action in
            switch action {
            case .probeAfresh(let position): names[position]
            }
        }
    }
}

extension Cause {
    static func by(_ name: String) -> Cause { .blocked(by: ServiceID(DisplayText(name))) }
}
