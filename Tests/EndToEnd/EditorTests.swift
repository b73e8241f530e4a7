import Foundation
import Testing

/// A status update in a person's own editor, in a real terminal.
@Suite(.serialized) struct EditorTests {
    /// A console with an open incident whose editor is a shell script; the draft is on the screen.
    private func start(editor: String) throws -> TmuxScreen {
        let screen = try TmuxScreen(columns: 110, rows: 34)
        let folder = screen.workFolder
        try "#!/bin/sh\n\(editor)\n".write(
            toFile: folder + "/my editor", atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o700], ofItemAtPath: folder + "/my editor")
        try "services:\n  - {name: web, probes: [{exec: \"exit 1\"}]}\n".write(
            toFile: folder + "/quell.yaml", atomically: true, encoding: .utf8)
        try screen.command("cd \(folder); mkdir tmp; export TMPDIR=\(folder)/tmp")
        try screen.command("VISUAL= EDITOR=\"'\(folder)/my editor' --flag\" '\(Program.path)'")
        try screen.wait(for: "1 Services")
        try screen.press("T")
        try screen.wait(for: "Open an incident: title")
        try screen.type("web does not answer")
        try screen.press("Enter")
        try screen.wait(for: "Open an incident: severity")
        try screen.press("Enter")
        try screen.wait(for: "Open an incident: impact")
        try screen.press("Enter")
        try screen.wait(for: "Open an incident: detected at")
        try screen.press("Enter")
        try screen.wait(for: "change or open")
        try screen.press("Enter")
        try screen.wait(for: "The incident is open")
        try screen.press("u")
        try screen.wait(for: "Status update for")
        try screen.press("Enter")
        try screen.wait(for: "draft, not sent")
        return screen
    }

    private func files(_ screen: TmuxScreen) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: screen.workFolder + "/tmp")
            .filter { $0.hasPrefix("quell-editor") }
    }

    @Test func editedTextComesBackAndIsRecordedOnlyWhenItLeaves() throws {
        let screen = try start(
            editor:
                "stat -c %a \"$2\" > mode; test \"$1\" = --flag && echo 'from my editor' > \"$2\"")
        defer { screen.close() }
        try screen.press("e")
        let seen = try screen.wait(for: "changed, not sent")
        #expect(seen.contains("from my editor"))
        let mode = try String(contentsOfFile: screen.workFolder + "/mode", encoding: .utf8)
        #expect(mode == "600\n")
        #expect(try files(screen).isEmpty)
        try screen.press("w")
        try screen.wait(for: "Write the update to a file")
        try screen.press("Enter")
        try screen.wait(for: "update sent to engineering")
        let written = try Tool.run("sh", ["-c", "cat \(screen.workFolder)/update-*.md"])
        #expect(written.contains("from my editor"))
    }

    @Test func failingEditorLeavesTheDraftAsItWas() throws {
        let screen = try start(editor: "echo broken > \"$2\"; exit 3")
        defer { screen.close() }
        try screen.press("e")
        try screen.wait(for: "exit 3: the text is as it was; Enter returns")
        try screen.press("Enter")
        let seen = try screen.wait(for: "draft, not sent")
        #expect(!seen.contains("broken"))
        #expect(try files(screen).isEmpty)
    }
}
