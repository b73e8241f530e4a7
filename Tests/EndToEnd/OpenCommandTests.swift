import Foundation
import Testing

/// `quell open`: an incident from the command line, and one sentence for what cannot be meant.
@Suite(.serialized) struct OpenCommandTests {
    @Test(arguments: [
        (
            ["--title", "t", "--severity", "P7"],
            "--severity P7: expected one of P0, P1, P2, P3, P4"
        ),
        (["--title", " "], "--title is empty"),
        (["--severity", "P1"], "--severity needs --title"),
        (["--impact", "all"], "--impact needs --title"),
        (["--title", "t", "--detected", "soon"], "--detected soon: expected a time such as 21:48"),
        (["--title", "t", "--detected", "2199-01-01T00:00"], "is still to come"),
        (["--title", "t", "--read-only"], "--read-only writes nothing"),
    ])
    func wrongValueGetsOneSentence(options: [String], sentence: String) {
        let failure = #expect(throws: Tool.Failure.self) {
            try Tool.run(Program.path, ["open"] + options)
        }
        let text = failure?.description ?? ""
        #expect(text.contains(sentence), "\(text)")
        #expect(text.contains("ended with 1: quell: "), "\(text)")
        #expect(text.filter { $0 == "\n" }.count == 1, "\(text)")
    }

    @Test func withoutAConfigurationATitleIsEnough() throws {
        let screen = try TmuxScreen(columns: 140, rows: 30)
        defer { screen.close() }
        try screen.command(
            "cd \(screen.workFolder); '\(Program.path)' open --incident INC-9"
                + " --title 'Shop is down' --severity P0 --impact 'nobody can pay' --detected '10m ago'"
        )
        // It was detected before it was opened, so its age counts from then.
        try screen.wait(what: "the open incident") {
            $0.contains("P0") && $0.contains("Shop is down") && $0.contains("10:0")
        }
        try screen.press("q")
        try screen.wait(for: "The incident stays open")
        try screen.press("y")
        try screen.wait(for: "Recorded as INC-9")
        let shown = try Tool.run(
            Program.path, ["incidents", "show", "INC-9"],
            environment: ["XDG_STATE_HOME": screen.workFolder + "/state"])
        #expect(shown.contains("Shop is down"))
    }
}
