import Foundation
import Testing

/// However the program ends, the person gets a usable terminal back.
@Suite(.serialized) struct TerminalRestoreTests {
    @Test(arguments: ["TERM", "HUP", "INT", "SEGV", "ILL", "ABRT", "BUS", "QUIT"])
    func terminalIsUsableAfterSignal(signal: String) throws {
        let screen = try TmuxScreen(columns: 100, rows: 30)
        defer { screen.close() }
        try screen.command("stty -a > \(screen.workFolder)/before")
        try screen.command("'\(Program.path)' demo")
        try screen.wait(for: "1 Services")
        #expect(try screen.query("#{alternate_on}") == "1")
        let id = try console(of: screen)
        kill(id, try #require(Self.numbers[signal]))
        try expectUsable(screen)
    }

    @Test func terminalIsUsableAfterQuitting() throws {
        let screen = try TmuxScreen(columns: 100, rows: 30)
        defer { screen.close() }
        try screen.command("stty -a > \(screen.workFolder)/before")
        try screen.command("'\(Program.path)' demo")
        try screen.wait(for: "INC-")
        try screen.press("q")
        try screen.wait(for: "Leave Quell?")
        try screen.press("y")
        try expectUsable(screen)
    }

    @Test func suspendAndResumeRedrawsTheScreen() throws {
        let screen = try TmuxScreen(columns: 100, rows: 30)
        defer { screen.close() }
        try screen.command("bash --norc --noprofile")
        try screen.command("'\(Program.path)' demo")
        try screen.wait(for: "1 Services")
        try screen.press("C-z")
        try screen.wait(for: "Stopped")
        #expect(try screen.query("#{alternate_on}") == "0")
        try screen.command("fg")
        try screen.wait(for: "1 Services")
        #expect(try screen.query("#{alternate_on}") == "1")
    }

    private func expectUsable(_ screen: TmuxScreen) throws {
        try screen.wait(seconds: 20, what: "the normal screen") { _ in
            (try? screen.query("#{alternate_on}")) == "0"
        }
        try screen.command("stty -a > \(screen.workFolder)/after; echo us''able")
        try screen.wait(for: "usable")
        #expect(try screen.query("#{cursor_flag}") == "1")
        let settings = try ["before", "after"].map {
            try String(contentsOfFile: screen.workFolder + "/" + $0, encoding: .utf8)
        }
        #expect(settings[0] == settings[1])
    }

    /// The console's process: the child of the window's shell.
    private func console(of screen: TmuxScreen) throws -> Int32 {
        let shell = try screen.query("#{pane_pid}")
        let children = try Tool.run("pgrep", ["-P", shell])
        return try #require(Int32(children.split(separator: "\n").first ?? ""))
    }

    private static let numbers: [String: Int32] = [
        "TERM": SIGTERM, "HUP": SIGHUP, "INT": SIGINT, "SEGV": SIGSEGV, "ILL": SIGILL,
        "ABRT": SIGABRT, "BUS": SIGBUS, "QUIT": SIGQUIT,
    ]
}
