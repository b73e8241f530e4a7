import Foundation

/// A folder with one runbook, and the built program run over it without a terminal.
final class HeadlessRunbook {
    /// The folder in which its commands start.
    let folder: String
    private let name: String

    init(_ text: String, name: String = "drill.md", configuration: String? = nil) throws {
        folder = NSTemporaryDirectory() + "quell-headless-" + UUID().uuidString.prefix(8)
        self.name = name
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try write(text, to: name)
        if let configuration { try write(configuration, to: "quell.yaml") }
    }

    /// Takes everything away.
    func close() { try? FileManager.default.removeItem(atPath: folder) }

    /// `quell runbook run` with these words; output of both kinds, then `status N` on its own line.
    func run(_ words: String...) throws -> String {
        try quell(["runbook", "run", name] + words)
    }

    /// The program with these words; output of both kinds, then `status N` on its own line.
    func quell(_ words: [String], environment: [String: String] = [:]) throws -> String {
        var variables = [
            "XDG_STATE_HOME": folder + "/state", "XDG_CONFIG_HOME": folder + "/config",
        ]
        variables.merge(environment) { $1 }
        return try Tool.run(
            "bash", ["-c", "\"$@\"; echo \"status $?\"", "bash", Program.path] + words,
            environment: variables, in: folder)
    }

    /// Writes a file beside the runbook.
    func write(_ text: String, to file: String) throws {
        try text.write(toFile: folder + "/" + file, atomically: true, encoding: .utf8)
    }

    /// A file beside the runbook; nil when there is none.
    func text(of file: String) -> String? {
        try? String(contentsOfFile: folder + "/" + file, encoding: .utf8)
    }

    /// The id under which a run said that it is recorded.
    static func record(in output: String) -> String? {
        output.firstMatch(of: /recorded as (INC-[0-9-]+)/).map { String($0.1) }
    }
}
