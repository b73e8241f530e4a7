import Foundation
import Glibc
public import IncidentModel
import SafeText

/// Reads runbooks.
///
/// Not for the screen's thread: a hostile file of the permitted size takes seconds.
public enum RunbookLoader {
    /// Reads a file of at most 1 MB.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - id: The runbook's id; nil makes it from the file's name.
    ///   - variables: Names of variables that commands are going to see beside this program's own.
    /// - Returns: The runbook.
    /// - Throws: `RunbookError` when the file cannot be read or is too large.
    public static func load(
        path: String, id: RunbookID? = nil, variables: Set<String> = []
    ) throws -> Runbook {
        let own = ProcessInfo.processInfo.environment.keys
        return try RunbookParser.parse(
            read(path), path: path, id: id, variables: variables.union(own))
    }

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - text: The Markdown text, at most 1 MB.
    ///   - path: What to call it in messages.
    ///   - id: The runbook's id; nil makes it from the path.
    ///   - variables: Names of variables that commands are going to see.
    /// - Returns: The runbook.
    /// - Throws: `RunbookError` when it is too large.
    public static func parse(
        text: String, path: String, id: RunbookID? = nil, variables: Set<String> = []
    ) throws -> Runbook {
        try RunbookParser.parse(Array(text.utf8), path: path, id: id, variables: variables)
    }

    /// Reads only the title of a file and when it fits: no phase, no command.
    ///
    /// It costs no more than the file's front matter, so that a whole shelf can be looked through.
    ///
    /// - Parameter path: The file.
    /// - Returns: A plan without phases.
    /// - Throws: An error of one sentence when the file cannot be read.
    public static func cover(path: String) throws -> RunbookPlan {
        RunbookParser.cover(try read(path), path: path)
    }

    /// Reads only the title of a text and when it fits: no phase, no command.
    ///
    /// - Parameters:
    ///   - text: The Markdown text.
    ///   - path: What to call it in messages.
    /// - Returns: A plan without phases.
    public static func cover(text: String, path: String) -> RunbookPlan {
        RunbookParser.cover(Array(text.utf8), path: path)
    }

    /// The hash of what a file holds now; nil when it cannot be read.
    ///
    /// - Parameter path: The file.
    /// - Returns: What `RunbookPlan.contentHash` would be; of no use beyond 1 MB.
    public static func contentHash(path: String) -> String? {
        (try? read(path)).map(RunbookParser.contentHash)
    }

    private static func read(_ path: String) throws -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw failure(path) }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        // One byte more than allowed is enough to know that it is too large.
        while bytes.count <= RunbookParser.byteLimit {
            let count = Glibc.read(file, &buffer, buffer.count)
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw failure(path)
            }
            bytes += buffer[..<count]
        }
        return bytes
    }

    private static func failure(_ path: String) -> RunbookError {
        RunbookError(path: path, reason: "cannot be read: \(String(cString: strerror(errno)))")
    }
}
