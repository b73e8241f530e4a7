import ArgumentParser
import FaultCampaigns
import Foundation
import IncidentModel
import Journal

/// `quell-bench faults large`: an incident of a million events.
struct FaultsLargeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "large", abstract: "An incident of 1,000,000 events: opening, pages, keys.")

    @Option(help: "How many events.") var events = 1_000_000
    @Option(help: "What the events are drawn from.") var seed: UInt64 = 1
    @Option(help: "How often each is measured; the median counts.") var rounds = 9
    @Option(help: "How many keys of each kind.") var keys = 200
    @Option(help: "The quell program; the one beside this benchmark without it.")
    var program: String?

    private static let id = "INC-LARGE"

    func run() throws {
        let scratch = try CampaignFolder()
        let root = scratch.path + "/quell/incidents"
        let folder = try IncidentFolder.create(root: root, id: Self.id)
        let making = try milliseconds {
            let store = try JournalStore(folder: folder)
            defer { store.close() }
            var incident = LargeIncident(seed: seed)
            try incident.write(events, to: store)
        }
        print("made\t\(events) events in \((making / 1_000).fixed(1)) s, \(size(folder)) MB")
        var rows = try opening(folder)
        rows += try pages(folder)
        rows += try keyLatencies(scratch.path)
        FigureRow.show("incident of \(events) events", rows)
        if rows.contains(where: { row in row.limit.map { row.value > $0 } ?? false }) {
            throw ExitCode(1)
        }
    }

    private func opening(_ folder: IncidentFolder) throws -> [FigureRow] {
        let store = try median {
            let store = try JournalStore(folder: folder)
            defer { store.close() }
            guard try store.state().lastSequence >= events else {
                throw BenchmarkFailure("the state does not hold all events")
            }
        }
        let room = try median { FaultRoom(folder: folder).stop() }
        return [
            FigureRow(title: "open and state ms, median", value: store, limit: 300),
            FigureRow(title: "room opened and closed ms, median", value: room),
        ]
    }

    private func pages(_ folder: IncidentFolder) throws -> [FigureRow] {
        let store = try JournalStore(folder: folder, readOnly: true)
        defer { store.close() }
        var rows: [FigureRow] = []
        for (name, offset) in [("newest", 0), ("middle", events / 2), ("oldest", events - 200)] {
            let time = try median {
                let page = try store.page(offset: offset, count: 200)
                guard page.events.count == 200 else { throw BenchmarkFailure("a short page") }
            }
            rows.append(FigureRow(title: "page of 200, \(name) ms, median", value: time))
        }
        let filters = [
            ("filtered, first", TimelineFilter(including: ["pool", "ana"])),
            ("filtered, again", TimelineFilter(including: ["pool", "ana"])),
            ("filtered, nothing found", TimelineFilter(including: ["no such text"])),
        ]
        for (name, filter) in filters {
            let time = try milliseconds {
                _ = try store.page(offset: 0, count: 200, filter: filter)
            }
            rows.append(FigureRow(title: "page of 200, \(name) ms", value: time))
        }
        return rows
    }

    /// Moves through the timeline of a real console, and times each key to the changed frame.
    private func keyLatencies(_ state: String) throws -> [FigureRow] {
        try "theme: dark\n".write(
            toFile: state + "/quell.yaml", atomically: true, encoding: .utf8)
        let terminal = try PseudoTerminal(
            path: program ?? FollowMeasure.sibling("quell"),
            arguments: ["open", "--config", state + "/quell.yaml", "--incident", Self.id],
            environment: [
                "TERM": "xterm-256color", "LANG": "C.UTF-8", "XDG_STATE_HOME": state,
                "HOME": state, "XDG_CONFIG_HOME": state,
            ])
        defer { terminal.end() }
        guard let paint = terminal.milliseconds(until: "Everything is slow", limit: 60) else {
            throw BenchmarkFailure("the console did not show the incident")
        }
        for key in ["5", "+"] {
            _ = terminal.watch(seconds: 0.5)
            terminal.type(key)
        }
        _ = terminal.watch(seconds: 1)
        var rows = [FigureRow(title: "console, start to title ms", value: paint)]
        // The newest entry is the first. Back by a few fewer: at the end a key changes nothing, and
        // nothing would be timed.
        let kinds = [
            ("j", "j", keys), ("k", "k", keys - 5), ("page down", "\u{1B}[6~", keys),
            ("page up", "\u{1B}[5~", keys - 5),
        ]
        for (name, key, count) in kinds {
            var times: [Double] = []
            for number in 0..<count {
                if let time = terminal.milliseconds(toAnswer: key, limit: 1) { times.append(time) }
                // Uneven waits, so that keys do not fall into step with the console's own ticks.
                _ = terminal.watch(seconds: 0.03 + Double(number * 37 % 50) / 1_000)
            }
            guard times.count * 2 > count else { throw BenchmarkFailure("\(name) does nothing") }
            rows.append(FigureRow(title: "\(name), p50 ms", value: times.median))
            rows.append(FigureRow(title: "\(name), p99 ms", value: times.quantile(0.99), limit: 10))
        }
        return rows
    }

    private func median(_ body: () throws -> Void) throws -> Double {
        try (0..<rounds).map { _ in try milliseconds(body) }.median
    }

    private func milliseconds(_ body: () throws -> Void) rethrows -> Double {
        let start = DispatchTime.now().uptimeNanoseconds
        try body()
        return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6
    }

    private func size(_ folder: IncidentFolder) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: folder.journalPath)
        return (attributes?[.size] as? Int ?? 0) / 1_000_000
    }
}
