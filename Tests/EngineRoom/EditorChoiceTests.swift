import Foundation
import Testing

@testable import EngineRoom

/// Which editor is started, and how its command is read.
struct EditorChoiceTests {
    @Test(arguments: [
        (["VISUAL": "emacs", "EDITOR": "vi"], "emacs"), (["EDITOR": "vim -u NONE"], "vim -u NONE"),
        (["VISUAL": "  ", "EDITOR": "ed"], "ed"), ([:], "nano"),
    ])
    func environmentWins(environment: [String: String], expected: String) {
        #expect(EditorChoice.command(in: environment) { $0 == "nano" } == expected)
    }

    @Test func withoutAnyEditorThereIsNone() {
        #expect(EditorChoice.command(in: [:]) { _ in false } == nil)
        #expect(
            EditorTurn(text: "x", environment: ["PATH": "/nowhere"]).run()
                == .failed("no editor was found: set EDITOR to one, or write here with i"))
    }

    @Test func commandIsSplitByTheShellAndTheFileIsNot() throws {
        let script = EditorChoice.script(for: "printf '%s|' -u NONE", file: "/tmp/a b'c $x")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", script]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(String(decoding: data, as: UTF8.self) == "-u|NONE|/tmp/a b'c $x|")
    }
}
