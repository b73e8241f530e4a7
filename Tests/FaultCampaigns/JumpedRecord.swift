import Foundation
import IncidentModel
import Journal

/// What the journal and the report say of a console whose wall clock jumped.
struct JumpedRecord {
    /// In how many rounds it jumped.
    let rounds: Int

    /// Compares the times of all events with the clock that nobody sets, and looks at the report.
    func problems(
        of console: TmuxConsole, program: String, _ report: inout CampaignReport
    ) throws -> [String] {
        let ids = try FileManager.default.contentsOfDirectory(atPath: console.incidents)
        guard let id = ids.first, ids.count == 1 else { return ["\(ids.count) incidents"] }
        let store = try JournalStore(
            folder: .find(root: console.incidents, id: id), readOnly: true)
        defer { store.close() }
        let events = try store.events(from: 1, limit: .max)
        report.count("events", events.count)
        var found = times(of: events)
        found += lengths(in: events)
        let file = console.folder + "/report.md"
        try ChildProgram.run(
            [program, "incidents", "report", id], output: file,
            environment: ["XDG_STATE_HOME": console.folder + "/state"])
        let text = try String(contentsOfFile: file, encoding: .utf8)
        // Nothing in the drill takes an hour: whoever says so counted a jump; that the clock was set is
        // an entry of its own.
        for line in text.split(separator: "\n")
        where !line.contains("the wall clock was set")
            && line.contains(/\b\d+ ?(h|hours?|d|days?)\b/)
        {
            found.append("the report counts a jump: \(line)")
        }
        if !text.contains("Clock drill") { found.append("the report is not that of the drill") }
        return found
    }

    /// Journal time against the monotonic clock, from each event to the next.
    private func times(of events: [JournalEvent]) -> [String] {
        zip(events, events.dropFirst()).compactMap { first, second in
            let shown = (second.at - first.at).wholeNanoseconds
            let passed = second.monotonic - first.monotonic
            guard abs(shown - passed) > 700_000_000 else { return nil }
            return "from event \(first.sequence) to the next \(shown / 1_000_000) ms are recorded,"
                + " \(passed / 1_000_000) ms passed"
        }
    }

    /// Each step, gate and hold of each round took as long as it ought to.
    private func lengths(in events: [JournalEvent]) -> [String] {
        var (found, ended, met, released): ([String], Int, Int, Int) = ([], 0, 0, 0)
        var (start, holding, held): (JournalEvent?, JournalEvent?, JournalEvent?)
        func compare(_ name: String, _ from: JournalEvent?, _ to: JournalEvent, _ length: Double) {
            guard let from else { return }
            let took = Double(to.monotonic - from.monotonic) / 1e9
            if took < length - 2 || took > length + 3 {
                found.append("the \(name) that ended with event \(to.sequence) took \(took) s")
            }
        }
        for event in events {
            switch event.body {
            case .stepStarted: start = event
            case .stepEnded(_, _, let end, let took):
                ended += 1
                if end != .timedOut { found.append("a step ended with \(end)") }
                if abs(Double(took.wholeMilliseconds) / 1e3 - ClockCampaign.Length.timeout) > 2 {
                    found.append("a step is said to have taken \(took)")
                }
                compare("step", start, event, ClockCampaign.Length.timeout)
            case .gateChanged(_, .holding):
                // It is told once a hold; later ones only say how much is left.
                if holding == nil { holding = event }
            case .gateChanged(_, .met):
                met += 1
                compare("gate", holding, event, ClockCampaign.Length.gate)
                holding = nil
            case .gateChanged: holding = nil
            case .serviceHeld: held = event
            case .serviceReleased:
                released += 1
                compare("hold", held, event, ClockCampaign.Length.hold)
            default: break
            }
        }
        for (name, count) in [("steps", ended), ("gates", met), ("holds", released)]
        where count < rounds {
            found.append("\(count) \(name) ended in \(rounds) rounds")
        }
        return found
    }
}
