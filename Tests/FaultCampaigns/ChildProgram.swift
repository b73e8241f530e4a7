import Foundation

/// Programs that are run to their end.
enum ChildProgram {
    /// Runs one.
    ///
    /// Its output goes to a file and never to a pipe: a server that it leaves behind, as tmux does, must
    /// not hold whoever waits. For the same reason a shell closes the other descriptors first.
    ///
    /// - Parameters:
    ///   - words: The program's path, or its name on the search path, and its arguments.
    ///   - output: A file for its output; without one it goes nowhere.
    ///   - environment: Variables beside the own ones.
    /// - Throws: `CampaignFailure` when it cannot be started or fails.
    static func run(
        _ words: [String], output: String? = nil, environment: [String: String] = [:]
    ) throws {
        let child = Process()
        child.executableURL = URL(fileURLWithPath: "/bin/bash")
        child.arguments = ["-c", closing, "bash"] + words
        child.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        child.standardInput = FileHandle.nullDevice
        child.standardError = FileHandle.nullDevice
        var file = FileHandle.nullDevice
        if let output {
            _ = FileManager.default.createFile(atPath: output, contents: nil)
            file = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        }
        child.standardOutput = file
        try child.run()
        child.waitUntilExit()
        if output != nil { try file.close() }
        guard child.terminationStatus == 0 else {
            throw CampaignFailure(
                "\(words.joined(separator: " ")) ended with \(child.terminationStatus)")
        }
    }

    private static let closing = #"""
        for descriptor in /proc/$$/fd/*; do
            number=${descriptor##*/}
            if [ "$number" -gt 2 ]; then eval "exec $number>&-"; fi
        done
        exec "$@"
        """#
}
