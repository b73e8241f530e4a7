import Foundation

/// A writing process, watched from outside through the pipe on which it says what is on disk.
final class WriterProcess {
    private let process = Process()
    private let output = Pipe()
    private var rest: [UInt8] = []
    private(set) var notes = AcknowledgedNotes()
    private(set) var acknowledged = 0
    private(set) var refused = 0
    private(set) var unopened = 0
    private(set) var isOpen = false

    /// Starts one.
    ///
    /// - Parameters:
    ///   - command: The program's path and its arguments.
    ///   - environment: Variables beside the own ones.
    /// - Throws: What Foundation says when it cannot be started.
    init(_ command: [String], environment: [String: String] = [:]) throws {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        try process.run()
        // The writer's own end must be the only one, so that its death ends the pipe.
        try output.fileHandleForWriting.close()
    }

    /// Reads until a condition holds or the pipe ends; false at the end.
    @discardableResult
    func read(until isSatisfied: (WriterProcess) -> Bool) -> Bool {
        while !isSatisfied(self) {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { return false }
            take(data)
        }
        return true
    }

    /// Ends it at once, and takes what it said before.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        finish()
    }

    /// Reads to the end of the pipe and waits for the end of the process.
    ///
    /// - Returns: Its status; that of a signal is the signal's number.
    @discardableResult
    func finish() -> Int32 {
        read { _ in false }
        process.waitUntilExit()
        return process.terminationStatus
    }

    private func take(_ data: Data) {
        rest += data
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = String(decoding: rest[..<end], as: UTF8.self)
            rest.removeSubrange(...end)
            take(line.split(separator: " ").map(String.init))
        }
    }

    private func take(_ words: [String]) {
        switch words.first {
        case "open": isOpen = true
        case "ack" where words.count >= 3:
            acknowledged += 1
            guard let run = Int(words[1]), let number = Int(words[2]) else { return }
            notes.take(
                RecordedNote(run: run, number: number),
                sequence: words.count > 3 ? Int(words[3]) : nil)
        case "refused": refused += 1
        case "unopened": unopened += 1
        default: break
        }
    }
}

extension AcknowledgedNotes {
    /// Takes in what another process said.
    mutating func merge(_ other: AcknowledgedNotes) {
        for (note, sequence) in other.sequences { take(note, sequence: sequence) }
    }
}
