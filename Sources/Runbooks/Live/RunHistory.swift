import Foundation
import IncidentModel
import Processes

/// What the runs of an incident left to the steps after them, also those of an earlier console.
struct RunHistory {
    private let stateFolder: String
    private var records: [String: RunRecord] = [:]
    private var states: [String: CarriedState] = [:]

    /// Runs that build on each other are followed this far.
    private static let depthLimit = 1000

    /// - Parameter stateFolder: The folder with one folder for each run.
    init(stateFolder: String) {
        self.stateFolder = stateFolder
    }

    /// The newest run of the last step before one that ran at all.
    ///
    /// - Parameters:
    ///   - step: The step.
    ///   - isIncluded: True when a run of the step itself counts too.
    ///   - running: Names of runs that have not left anything yet.
    /// - Returns: The run's name; nil when no step before it ran.
    mutating func newest(
        before step: StepID, orOfIt isIncluded: Bool, except running: Set<String>
    ) -> String? {
        readNewRecords()
        return records.filter { name, record in
            record.step.runbook == step.runbook && !running.contains(name)
                && (record.step < step || isIncluded && record.step == step)
        }.max { ($0.value.step, $0.value.number) < ($1.value.step, $1.value.number) }?.key
    }

    /// What a run left; for one that goes on, what its commands so far have.
    mutating func carried(of run: String) -> CarriedState { carried(of: run, depth: 0) }

    /// Remembers what a run left, so that it need not be read.
    mutating func keep(_ carried: CarriedState, of run: String) { states[run] = carried }

    private mutating func readNewRecords() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: stateFolder)) ?? []
        for name in names where records[name] == nil {
            // A run that was only prepared has no folder, one that just begins may lack its record.
            records[name] = RunRecord.read(from: stateFolder + "/" + name)
        }
    }

    private mutating func carried(of run: String, depth: Int) -> CarriedState {
        if let known = states[run] { return known }
        let folder = stateFolder + "/" + run
        guard depth < Self.depthLimit, let record = records[run] ?? RunRecord.read(from: folder)
        else { return CarriedState() }
        var state = record.basis.map { carried(of: $0, depth: depth + 1) } ?? CarriedState()
        for (index, command) in record.commands.enumerated() where !command.isBackground {
            let attempts = (1...max(1, command.attempts)).lazy.map {
                RunRecord.commandFolder(folder, index, attempt: $0)
            }
            let last = attempts.prefix { FileManager.default.fileExists(atPath: $0) }.last
            guard let last, let status = StepHandle(folder: last).status(), status.state == .ended
            else { return state }
            if let carryOver = status.carryOver {
                state.take(carryOver, movesFolder: !command.hasOwnFolder)
            }
            if let name = command.capture, let text = CapturedText.read(from: last) {
                state.set(name, text)
            }
        }
        states[run] = state
        return state
    }
}
