import Foundation

/// A real git repository in a folder.
struct TestRepository {
    struct Failed: Error, CustomStringConvertible {
        var description: String
    }

    let path: String

    init(_ path: String) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try git("init", "-q", "-b", "main")
    }

    /// Makes a commit with nothing in it; a time in seconds, else now.
    func commit(_ subject: String, by author: String = "Ada", at seconds: Int64? = nil) throws {
        try git(
            "commit", "-q", "--allow-empty", "--cleanup=verbatim", "-m", subject,
            "--author=\(author) <x@example.test>", at: seconds)
    }

    /// Runs git to its end.
    @discardableResult
    func git(_ arguments: String..., at seconds: Int64? = nil) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git", "-C", path] + arguments
        var environment = ProcessInfo.processInfo.environment
        environment["GIT_CONFIG_GLOBAL"] = "/dev/null"
        environment["GIT_COMMITTER_NAME"] = "Test"
        environment["GIT_COMMITTER_EMAIL"] = "x@example.test"
        environment["GIT_AUTHOR_NAME"] = "Test"
        environment["GIT_AUTHOR_EMAIL"] = "x@example.test"
        if let seconds {
            environment["GIT_COMMITTER_DATE"] = "\(seconds) +0000"
            environment["GIT_AUTHOR_DATE"] = "\(seconds) +0000"
        }
        process.environment = environment
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let text = String(decoding: data, as: UTF8.self)
        guard process.terminationStatus == 0 else { throw Failed(description: text) }
        return text
    }
}
