import Foundation

/// Programs that are run to their end.
enum ChildProgram {
    /// Runs one.
    ///
    /// - Parameter words: The program's path, or its name on the search path, and its arguments.
    /// - Throws: `CampaignFailure` when it cannot be started or fails.
    static func run(_ words: [String]) throws {
        let child = Process()
        child.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        child.arguments = words
        child.standardInput = FileHandle.nullDevice
        child.standardOutput = FileHandle.nullDevice
        child.standardError = FileHandle.nullDevice
        try child.run()
        child.waitUntilExit()
        guard child.terminationStatus == 0 else {
            throw CampaignFailure(
                "\(words.joined(separator: " ")) ended with \(child.terminationStatus)")
        }
    }
}
