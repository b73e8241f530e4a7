import IncidentModel
import SafeText

@testable import Probes

/// What is really broken, and so what each probe will say: the model that a board is compared with.
struct BoardWorld {
    /// What is wrong with a service itself, as one of its probes sees it.
    enum Fault: Hashable {
        case none
        case slow
        case warning(FailureClass)
        case broken(FailureClass)

        var level: ServiceLevel {
            switch self {
            case .none: .healthy
            case .slow, .warning: .degraded
            case .broken: .failing
            }
        }

        var failure: FailureClass? {
            switch self {
            case .none: nil
            case .slow: .slow
            case .warning(let failure), .broken(let failure): failure
            }
        }
    }

    /// What each service needs: any member of every group.
    let groups: [[[Int]]]
    let thresholds: [[ProbeThresholds]]
    /// Those that work without what they say they need.
    let loners: Set<Int>
    private(set) var faults: [[Fault]]
    private(set) var blind: Set<Int> = []
    /// How well each service really is, what it needs included.
    private(set) var levels: [ServiceLevel]

    init(size: Int, maxProbes: Int, generator: inout SeededGenerator) {
        groups = (0..<size).map { child in Self.groups(below: child, &generator) }
        thresholds = (0..<size).map { _ in
            (0..<generator.pick(1...maxProbes)).map { _ in
                ProbeThresholds(
                    fall: generator.pick(1...3), rise: generator.pick(1...3),
                    slowAfter: .seconds(2))
            }
        }
        loners = Set((0..<size).filter { _ in generator.one(in: 10) })
        faults = thresholds.map { $0.map { _ in .none } }
        levels = thresholds.map { _ in .healthy }
    }

    /// A plain world of chains and stars: all of one probe.
    init(groups: [[[Int]]], thresholds: ProbeThresholds = ProbeThresholds()) {
        self.groups = groups
        self.thresholds = groups.map { _ in [thresholds] }
        loners = []
        faults = groups.map { _ in [.none] }
        levels = groups.map { _ in .healthy }
    }

    private static func groups(below child: Int, _ generator: inout SeededGenerator) -> [[Int]] {
        var groups: [[Int]] = []
        for parent in 0..<child where generator.one(in: 3) {
            if !groups.isEmpty, generator.one(in: 3) {
                groups[groups.count - 1].append(parent)
            } else {
                groups.append([parent])
            }
        }
        return groups
    }

    var services: Range<Int> { groups.indices }

    /// Those that are broken or slow themselves.
    var faulty: Set<Int> { Set(services.filter { faults[$0].contains { $0 != .none } }) }

    func makeBoard() -> StatusBoard {
        StatusBoard(
            services.map { service in
                let needs = groups[service].map { group in
                    group.count == 1 ? Need.one(Self.id(group[0])) : .any(group.map(Self.id))
                }
                return (Self.id(service), needs, thresholds[service])
            })
    }

    static func id(_ service: Int) -> ServiceID { ServiceID(DisplayText("s\(service)")) }

    mutating func setFaults(_ change: (inout [[Fault]]) -> Void) {
        change(&faults)
        for service in services {
            let own = faults[service].map(\.level).max() ?? .healthy
            levels[service] = max(own, inherited(service))
        }
    }

    mutating func setBlind(_ services: Set<Int>) { blind = services }

    /// How bad a service is only for what it needs.
    private func inherited(_ service: Int) -> ServiceLevel {
        if loners.contains(service) { return .healthy }
        return groups[service].map { $0.map { levels[$0] }.min() ?? .healthy }.max() ?? .healthy
    }

    /// In what way a probe fails now, and how badly.
    func look(_ service: Int, _ probe: Int) -> (level: ServiceLevel, failure: FailureClass?) {
        let (fault, above) = (faults[service][probe], inherited(service))
        if above > fault.level { return (above, above == .failing ? .serverError : .slow) }
        return (fault.level, fault.failure)
    }

    /// What a probe that begins now will say.
    func reading(_ service: Int, _ probe: Int, at second: Int64) -> Reading {
        var reading = Reading.made(of: "s\(service)", probe: probe, at: second, .up)
        if blind.contains(service) {
            (reading.outcome, reading.failure) = (.unknown, .local)
            return reading
        }
        let look = look(service, probe)
        reading.failure = look.failure
        switch look.level {
        case .failing: reading.outcome = .down
        // Half of what is degraded is for the board to find out.
        case .degraded where look.failure == .slow: reading.duration = .seconds(3)
        case .degraded: reading.outcome = .degraded
        case .healthy, .unknown: break
        }
        if look.level == .degraded, look.failure == .slow { reading.failure = nil }
        return reading
    }
}
