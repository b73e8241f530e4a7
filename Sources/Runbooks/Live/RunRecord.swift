import Foundation

/// What is on disk about a run of several commands, so that another console can tell how it ended.
struct RunRecord: Codable, Equatable {
    /// Exit statuses that each command may end with, in order.
    var expectedStatuses: [[Int]]

    private static func path(_ folder: String) -> String { folder + "/run.json" }

    /// The folder of one command of a run.
    static func commandFolder(_ folder: String, _ index: Int) -> String { "\(folder)/\(index + 1)" }

    /// Makes the run's folder (0700), its parents too, and writes the record (0600).
    ///
    /// - Throws: An error of Foundation that says what failed.
    func write(to folder: String) throws {
        let owner: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: owner)
        let made = FileManager.default.createFile(
            atPath: Self.path(folder), contents: try JSONEncoder().encode(self),
            attributes: [.posixPermissions: 0o600])
        if !made { throw CocoaError(.fileWriteUnknown) }
    }

    /// Reads a record; nil when there is none.
    static func read(from folder: String) -> RunRecord? {
        guard let data = FileManager.default.contents(atPath: path(folder)) else { return nil }
        return try? JSONDecoder().decode(RunRecord.self, from: data)
    }
}
