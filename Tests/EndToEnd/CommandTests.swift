import Foundation
import Testing

/// Commands without a screen: plain text, one clear sentence on failure, honest exit statuses.
struct CommandTests {
    @Test func consoleWithoutATerminalSaysSo() {
        let failure = #expect(throws: Tool.Failure.self) { try Tool.run(Program.path, ["demo"]) }
        #expect(failure?.description.contains("needs a terminal") == true)
    }

    @Test func withoutAConfigurationThePersonIsToldWhatToDo() throws {
        let failure = #expect(throws: Tool.Failure.self) {
            try Tool.run(
                Program.path, [], environment: ["XDG_CONFIG_HOME": "/nonexistent"], in: "/")
        }
        #expect(failure?.description.contains("quell init --discover") == true)
        #expect(failure?.description.contains("quell demo") == true)
    }

    @Test(arguments: [
        ("services:\n  - {name: dead, probes: [{tcp: \"127.0.0.1:1\"}]}", "ended with 2"),
        ("services:\n  - {name: slow, probes: [{exec: \"exit 1\"}]}", "ended with 1"),
        ("services:\n  - {name: odd, probes: [{exec: \"exit 3\"}]}", "ended with 3"),
        ("services: nonsense", "expected"),
    ])
    func checkExitStatusTellsTheWorstVerdict(text: String, words: String) throws {
        let file = NSTemporaryDirectory() + "/quell-check-" + UUID().uuidString + ".yaml"
        defer { try? FileManager.default.removeItem(atPath: file) }
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        let failure = #expect(throws: Tool.Failure.self) {
            try Tool.run(Program.path, ["check", "--config", file])
        }
        #expect(failure?.description.contains(words) == true)
    }

    @Test func everyCommandExplainsItself() throws {
        for command in [
            "open", "demo", "init", "check", "logs", "runbook", "incidents", "theme",
        ] {
            #expect(try Tool.run(Program.path, [command, "--help"]).contains("USAGE"))
        }
    }
}
