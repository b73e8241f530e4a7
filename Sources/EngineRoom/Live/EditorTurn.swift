import Foundation
import Glibc
import Processes

/// A turn of a person's own editor in the foreground: for whoever has the terminal, and has left it.
public struct EditorTurn: Sendable {
    /// The most bytes that are read back; an update is not a book.
    public static let byteLimit = 65_536

    /// What came of it.
    public enum Outcome: Sendable, Equatable {
        /// The text as it was left.
        case edited(String)
        /// Nothing was changed.
        case unchanged
        /// The text is as it was; one sentence says why.
        case failed(String)
    }

    private let text: String
    private let environment: [String: String]

    /// A turn for a text; the editor is that of the environment.
    public init(text: String) {
        self.init(text: text, environment: ProcessInfo.processInfo.environment)
    }

    init(text: String, environment: [String: String]) {
        self.text = text
        self.environment = environment
    }

    /// What to say before it runs.
    public var notice: String {
        "quell: your editor has the terminal; the screen comes back when it ends"
    }

    /// Runs the editor on a file that only this user can read, waits for its end, and removes the file.
    public func run() -> Outcome {
        guard let command = EditorChoice.command(in: environment, isInstalled: isInstalled) else {
            return .failed("no editor was found: set EDITOR to one, or write here with i")
        }
        guard let folder = Self.makeFolder() else {
            return .failed("no temporary file could be made for the editor")
        }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = folder + "/update.md"
        guard Self.write(text, to: file) else {
            return .failed("the text could not be written for the editor")
        }
        switch run(command, on: file) {
        case .exited(0): return readBack(file)
        case .exited(let status):
            return .failed("the editor ended with exit \(status): the text is as it was")
        case .signalled(let signal):
            return .failed("signal \(signal) ended the editor: the text is as it was")
        case .couldNotStart(let reason):
            return .failed("the editor could not be started: \(reason)")
        case .timedOut, .cancelled, .unknown:
            return .failed("the end of the editor was not seen: the text is as it was")
        }
    }

    private func run(_ command: String, on file: String) -> Processes.StepEnd {
        let shell = StepInterpreter.program(executable: "sh", arguments: ["-c"])
        let script = EditorChoice.script(for: command, file: file)
        let order = ForegroundOrder(
            run: "editor", commands: [.init(script: script, interpreter: shell)],
            workingDirectory: FileManager.default.currentDirectoryPath)
        return ForegroundRun.run(order).end
    }

    private func readBack(_ file: String) -> Outcome {
        guard let handle = FileHandle(forReadingAtPath: file) else {
            return .failed("the editor left no file: the text is as it was")
        }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: Self.byteLimit + 1) else {
            return .failed("what the editor left could not be read: the text is as it was")
        }
        if data.count > Self.byteLimit {
            let limit = Self.byteLimit / 1_024
            return .failed("the editor left more than \(limit) KB: the text is as it was")
        }
        let edited = String(decoding: data, as: UTF8.self)
        // Editors end the last line.
        let isSame = edited == text || edited == text + "\n"
        return isSame ? .unchanged : .edited(edited)
    }

    private func isInstalled(_ program: String) -> Bool {
        (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
        }
    }

    /// A folder of its own, so that what an editor leaves beside the file goes with it.
    private static func makeFolder() -> String? {
        let place = FileManager.default.temporaryDirectory.path + "/quell-editor-XXXXXX"
        var name = Array(place.utf8CString)
        guard mkdtemp(&name) != nil else { return nil }
        return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func write(_ text: String, to file: String) -> Bool {
        FileManager.default.createFile(
            atPath: file, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    }
}
