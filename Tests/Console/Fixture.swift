import CellGrid
import IncidentModel
import SafeText

@testable import Console

/// The outage of the seeds, at one fixed moment: 2025-09-15T22:35:15Z.
enum Fixture {
    static let now = Timestamp(seconds: 1_757_975_715)
    static let down = at("21:48:03")
    static let sizes = [
        Size(columns: 140, rows: 42), Size(columns: 100, rows: 30), Size(columns: 80, rows: 24),
        Size(columns: 50, rows: 15), Size(columns: 40, rows: 10),
    ]
    static let serviceNames: [DisplayText] = ["backend", "auth", "websocket", "frontend"]

    /// A moment of the evening of the outage.
    static func at(_ clock: String) -> Timestamp {
        let parts = clock.split(separator: ":").compactMap { Int64($0) }
        let midnight: Int64 = 1_757_894_400
        return Timestamp(seconds: midnight + parts[0] * 3_600 + parts[1] * 60 + parts[2])
    }

    static var setup: ConsoleSetup {
        ConsoleSetup(
            title: "Staging", services: serviceNames.map { ServiceID($0) },
            workingFolder: "/srv/staging")
    }

    /// A console that was told its setup, its size and the time.
    static func console(
        _ setup: ConsoleSetup = setup, size: Size = Size(columns: 140, rows: 42)
    ) -> ConsoleState {
        var state = ConsoleState(setup: setup)
        state.tell(.configured(setup), .input(.resized(size)), .ticked(now))
        return state
    }

    /// The console in the middle of the outage.
    static func outage(
        _ setup: ConsoleSetup = setup, size: Size = Size(columns: 140, rows: 42)
    ) -> ConsoleState {
        var state = console(setup, size: size)
        state.tell(
            .servicesChanged(services), .logsChanged(logs), .runbooksLoaded([runbook]),
            .recorded(events), .gatesJudged(gates), .ticked(now))
        return state
    }

    /// The outage with step 1.2 running.
    static func running(
        _ setup: ConsoleSetup = setup, size: Size = Size(columns: 140, rows: 42)
    ) -> ConsoleState {
        var state = outage(setup, size: size)
        let run = RunID("run-7")
        let step = StepID(runbook: runbook.id, phase: 1, step: 2)
        let event = JournalEvent(
            sequence: 12, at: at("22:35:03"), monotonic: 12, actor: "nora@laptop",
            body: .stepStarted(
                step: step, title: "Deploy the fixed image", run: run,
                command: "./deploy backend --force-rebuild"))
        state.tell(.recorded([event]), .outputArrived(output(run: run, step: step)), .ticked(now))
        return state
    }

    static func output(run: RunID, step: StepID) -> OutputPage {
        let lines: [OutputLine] = [
            OutputLine(stream: .standardOutput, text: "building image backend:7f3c2d1"),
            OutputLine(stream: .standardOutput, text: "layer 1/12 cached"),
            OutputLine(stream: .standardOutput, text: "layer 2/12 cached"),
            OutputLine(stream: .standardError, text: "warning: .dockerignore was changed"),
            OutputLine(stream: .standardOutput, text: "layer 7/12 copying app/services/monitoring"),
        ]
        return OutputPage(run: run, step: step, totalLines: lines.count, lines: lines)
    }
}

extension ConsoleState {
    /// Takes in some messages; what they ask for is given back.
    @discardableResult
    mutating func tell(_ messages: ConsoleMessage...) -> [ConsoleEffect] {
        messages.flatMap { update(&self, $0) }
    }

    /// Presses keys, one for each character; what they ask for is given back.
    @discardableResult
    mutating func type(_ text: String) -> [ConsoleEffect] {
        text.flatMap { update(&self, .input(.key(.character($0)))) }
    }

    /// Presses keys; what they ask for is given back.
    @discardableResult
    mutating func press(keys: Key...) -> [ConsoleEffect] {
        keys.flatMap { update(&self, .input(.key($0))) }
    }
}
