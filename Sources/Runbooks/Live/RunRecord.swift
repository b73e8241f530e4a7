import Foundation
import IncidentModel

/// What is on disk about a run, so that another console can follow it to its true end and knows what it
/// left; no value of a variable is in it.
struct RunRecord: Codable, Equatable {
    /// The step.
    var step: StepID
    /// When it was put together, in milliseconds since 1970, made unique: later runs have larger ones.
    var number: Int64
    /// The run whose folder and variables it started with; nil for none.
    var basis: String?
    /// Its commands in order.
    var commands: [Command]

    /// How one command has to end.
    struct Command: Codable, Equatable {
        /// The line of the file, from 1.
        var line: Int
        /// Exit statuses that let the next command run, sorted.
        var expectedStatuses: [Int]
        /// A text that its output must contain.
        var expectedOutput: String?
        /// How often it is tried at most.
        var attempts: Int
        /// The wait between two attempts, in milliseconds.
        var pauseMilliseconds: Int64
        /// The variable that takes its standard output.
        var capture: String?
        /// True when the folder it ends in is not that of the next one.
        var hasOwnFolder: Bool
        /// True when the next one does not wait for it.
        var isBackground: Bool
    }

    private static let fileName = "run.json"

    /// The folder of one attempt of one command of a run.
    static func commandFolder(_ folder: String, _ index: Int, attempt: Int = 1) -> String {
        "\(folder)/\(index + 1)" + (attempt == 1 ? "" : ".\(attempt)")
    }

    /// Its file, by name.
    var files: [String: [UInt8]] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { [Self.fileName: [UInt8]($0)] } ?? [:]
    }

    /// Makes the run's folder (0700), its parents too, and writes the record (0600).
    ///
    /// - Throws: An error of Foundation that says what failed.
    func write(to folder: String) throws {
        let owner: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: owner)
        for (name, bytes) in files {
            let made = FileManager.default.createFile(
                atPath: folder + "/" + name, contents: Data(bytes),
                attributes: [.posixPermissions: 0o600])
            if !made { throw CocoaError(.fileWriteUnknown) }
        }
    }

    /// Reads a record; nil when there is none.
    static func read(from folder: String) -> RunRecord? {
        guard let data = FileManager.default.contents(atPath: folder + "/" + fileName) else {
            return nil
        }
        return try? JSONDecoder().decode(RunRecord.self, from: data)
    }
}

extension RunRecord.Command {
    /// The wait between two attempts when the block says none.
    private static let usualPause = Duration.seconds(5)

    init(_ attributes: CommandAttributes, line: Int) {
        self.line = line
        expectedStatuses = attributes.expectedStatuses.sorted()
        expectedOutput = attributes.expectedOutput
        attempts = attributes.retries + 1
        pauseMilliseconds = (attributes.pause ?? Self.usualPause).wholeMilliseconds
        capture = attributes.capture
        hasOwnFolder = attributes.workingDirectory != nil
        isBackground = attributes.isBackground
    }

    /// The statuses as a sentence names them.
    var expectedWords: String { expectedStatuses.map(String.init).joined(separator: " or ") }
}
