import Foundation

/// A real terminal: one tmux server with one window, a shell in it, and what a person would type.
final class TmuxScreen {
    /// What the test waited for and did not see.
    struct NotSeen: Error, CustomStringConvertible {
        var description: String
    }

    private let folder: String
    private let socket: String

    /// Opens a window in which a plain `sh` waits for input.
    init(columns: Int = 140, rows: Int = 42, term: String = "tmux-256color") throws {
        folder = NSTemporaryDirectory() + "quell-e2e-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        socket = folder + "/tmux"
        let shell =
            "env TERM=\(term) LANG=C.UTF-8 XDG_STATE_HOME=\(folder)/state"
            + " XDG_CONFIG_HOME=\(folder)/config PS1='ready> ' sh"
        try tmux(
            "new-session", "-d", "-x", String(columns), "-y", String(rows), shell)
        try tmux("set-option", "-g", "status", "off")
        try tmux("resize-window", "-x", String(columns), "-y", String(rows))
        try wait(for: "ready>")
    }

    /// The folder for this terminal's files; removed by `close`.
    var workFolder: String { folder }

    /// Ends the server and removes the folder.
    func close() {
        if let server = (try? query("#{pid}")).flatMap(Int32.init) {
            kill(server, SIGTERM)
            for _ in 0..<100 where kill(server, 0) == 0 { usleep(20_000) }
            kill(server, SIGKILL)
        }
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Types text followed by Enter.
    func command(_ text: String) throws {
        try type(text)
        try press("Enter")
    }

    /// Types text as it is.
    func type(_ text: String) throws {
        try tmux("send-keys", "-l", text)
    }

    /// Presses keys by their tmux names.
    func press(_ keys: String...) throws {
        for key in keys { try tmux("send-keys", key) }
    }

    /// Changes the size of the window.
    func resize(columns: Int, rows: Int) throws {
        try tmux("resize-window", "-x", String(columns), "-y", String(rows))
    }

    /// What the screen shows now.
    func text() throws -> String { try tmux("capture-pane", "-p") }

    /// A tmux format such as `#{alternate_on}`.
    func query(_ format: String) throws -> String {
        try tmux("display-message", "-p", format).trimmingCharacters(in: .newlines)
    }

    /// Waits until the screen shows a text; throws with the screen when it does not come.
    @discardableResult
    func wait(for wanted: String, seconds: Double = 30) throws -> String {
        try wait(seconds: seconds, what: "'\(wanted)'") { $0.contains(wanted) }
    }

    /// Waits until the screen satisfies a condition; throws with the screen when it does not.
    @discardableResult
    func wait(
        seconds: Double = 30, what: String, _ isSatisfied: (String) -> Bool
    ) throws -> String {
        let end = Date(timeIntervalSinceNow: seconds)
        var seen = ""
        repeat {
            seen = try text()
            if isSatisfied(seen) { return seen }
            usleep(100_000)
        } while Date() < end
        throw NotSeen(description: "waited \(seconds) s for \(what); the screen shows:\n\(seen)")
    }

    @discardableResult
    private func tmux(_ words: String...) throws -> String {
        try Tool.run("tmux", ["-S", socket, "-f", "/dev/null"] + words)
    }
}

/// Programs the tests call.
enum Tool {
    /// A program that ended with a status other than 0.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// Runs a program of the path to its end and returns its output.
    ///
    /// A server that the program leaves behind, as tmux does, must hold neither its output nor the
    /// descriptor by which Foundation notices the end: output goes to a file, and a shell closes the rest.
    @discardableResult
    static func run(
        _ name: String, _ arguments: [String], environment: [String: String] = [:],
        in folder: String? = nil
    ) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", closing, "bash", name] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        let file = NSTemporaryDirectory() + "/quell-output-" + UUID().uuidString
        _ = FileManager.default.createFile(atPath: file, contents: nil)
        defer { try? FileManager.default.removeItem(atPath: file) }
        let output = FileHandle(forWritingAtPath: file)
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try? output?.close()
        let text = String(
            decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
        guard process.terminationStatus == 0 else {
            throw Failure(
                description: "\(name) \(arguments.joined(separator: " ")) ended with"
                    + " \(process.terminationStatus): \(text)")
        }
        return text
    }

    private static let closing = #"""
        for descriptor in /proc/$$/fd/*; do
            number=${descriptor##*/}
            if [ "$number" -gt 2 ]; then eval "exec $number>&-"; fi
        done
        exec "$@"
        """#

    /// The ids of all processes whose command line holds a text.
    static func processes(mentioning text: String) -> [Int32] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap(Int32.init).filter { id in
            guard let line = FileManager.default.contents(atPath: "/proc/\(id)/cmdline") else {
                return false
            }
            return String(decoding: line, as: UTF8.self).contains(text)
        }
    }
}

/// The built program under test.
enum Program {
    /// The path of `quell` beside the test bundle; `QUELL_BINARY` wins.
    static var path: String {
        if let given = ProcessInfo.processInfo.environment["QUELL_BINARY"] { return given }
        var folder = Bundle.main.bundleURL
        for candidate in [folder, folder.deletingLastPathComponent()] {
            let path = candidate.appendingPathComponent("quell").path
            if FileManager.default.isExecutableFile(atPath: path) { return path }
        }
        folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        return folder.appendingPathComponent("quell").path
    }
}
