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
        let file = try Self.configuration(text)
        defer { try? FileManager.default.removeItem(atPath: file) }
        let failure = #expect(throws: Tool.Failure.self) {
            try Tool.run(Program.path, ["check", "--config", file])
        }
        #expect(failure?.description.contains(words) == true)
    }

    @Test func checkInThreePassesTellsTheTimesOfEach() throws {
        let file = try Self.configuration(
            "services:\n  - {name: fine, probes: [{exec: \"true\"}]}\n  - {name: other, probes: [{exec: \"true\"}]}"
        )
        defer { try? FileManager.default.removeItem(atPath: file) }
        let table = try Tool.run(Program.path, ["check", "--full", "fine", "--config", file])
        let rows = table.split(separator: "\n")
        #expect(rows.first?.hasPrefix("fine     up") == true, "\(table)")
        #expect(rows.first?.split(separator: "/").count == 3, "\(table)")
        #expect(rows.count == 2, "one service and its one probe: \(table)")
    }

    @Test func environmentCheckSendsNothing() throws {
        let file = try Self.configuration(
            "services: [{name: app, probes: [{tcp: \"127.0.0.1:1\"}, {env: [PATH]}]}]")
        defer { try? FileManager.default.removeItem(atPath: file) }
        let text = try Tool.run(
            Program.path, ["check", "--env-check", "--json", "--config", file])
        let json = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        #expect(json?["exit"] as? Int == 0)
        let services = json?["services"] as? [[String: Any]]
        let readings = services?.first?["readings"] as? [[String: Any]]
        #expect(readings?.map { $0["kind"] as? String } == ["env"])
    }

    private static func configuration(_ text: String) throws -> String {
        let file = NSTemporaryDirectory() + "/quell-check-" + UUID().uuidString + ".yaml"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        return file
    }

    @Test func everyCommandExplainsItself() throws {
        for command in [
            "open", "demo", "init", "check", "logs", "runbook", "incidents", "theme",
        ] {
            #expect(try Tool.run(Program.path, [command, "--help"]).contains("USAGE"))
        }
    }
}
