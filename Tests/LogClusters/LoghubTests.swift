import Foundation
import Testing

@testable import LogClusters

/// Labelled real logs, kept outside the project; without them these tests say so and are skipped.
enum LoghubData {
    static let folder: URL? = {
        let named = ProcessInfo.processInfo.environment["QUELL_SHARED_DATA"].map {
            URL(filePath: $0)
        }
        let root = URL(filePath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let beside = root.deletingLastPathComponent().appending(path: "shared/data")
        return [named, beside].compactMap { $0?.appending(path: "loghub") }.first {
            FileManager.default.fileExists(atPath: $0.path)
        }
    }()

    static var sets: [String] {
        guard let folder else { return [] }
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
            .filter { !$0.contains(".") && $0 != "LICENSE" }.sorted()
    }

    /// Message and true group of each line.
    static func rows(_ set: String) throws -> [(content: String, event: String)] {
        guard let folder else { return [] }
        let file = folder.appending(path: "\(set)/\(set)_2k.log_structured_corrected.csv")
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        var rows = table(text)
        guard let header = rows.first, let content = header.firstIndex(of: "Content"),
            let event = header.firstIndex(of: "EventId")
        else { return [] }
        rows.removeFirst()
        return rows.filter { $0.count > max(content, event) }.map { ($0[content], $0[event]) }
    }

    /// Comma-separated values with quotes (RFC 4180).
    private static func table(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if isQuoted {
                if byte == 34 { isQuoted = false } else { field.append(byte) }
            } else if byte == 34 {
                if previous == 34, !field.isEmpty || row.count > 0 { field.append(34) }
                isQuoted = true
            } else if byte == 44 || byte == 10 {
                row.append(String(decoding: field, as: UTF8.self))
                field = []
                if byte == 10 {
                    rows.append(row)
                    row = []
                }
            } else if byte != 13 {
                field.append(byte)
            }
            previous = byte
        }
        return rows
    }
}

@Suite("Accuracy on labelled logs")
struct LoghubTests {
    /// The share of lines whose cluster holds exactly the lines of their true group.
    private func groupingAccuracy(_ rows: [String], _ assignments: [Int32]) -> Double {
        var truth: [String: Set<Int>] = [:]
        var found: [Int32: Set<Int>] = [:]
        for (index, event) in rows.enumerated() {
            truth[event, default: []].insert(index)
            found[assignments[index], default: []].insert(index)
        }
        let right = found.values.filter { lines in
            lines.first.map { truth[rows[$0]] == lines } ?? false
        }
        return Double(right.reduce(0) { $0 + $1.count }) / Double(max(rows.count, 1))
    }

    @Test(
        "messages and raw files are grouped as people grouped them",
        .enabled(if: LoghubData.folder != nil, "the shared data is not here"))
    func groupsLikePeople() throws {
        var messages: [Double] = []
        var raw: [Double] = []
        for set in LoghubData.sets {
            let rows = try LoghubData.rows(set)
            let text = rows.map(\.content).joined(separator: "\n") + "\n"
            messages.append(
                groupingAccuracy(
                    rows.map(\.event), LogText(text, format: .message).analysis.assignments))
            let folder = try #require(LoghubData.folder)
            let file = folder.appending(path: "\(set)/\(set)_2k.log").path
            var options = LogAnalysis.Options()
            options.keepsAssignments = true
            let analysis = try LogAnalysis.analyse(files: [file], options: options)
            try #require(analysis.assignments.count >= rows.count)
            raw.append(groupingAccuracy(rows.map(\.event), analysis.assignments))
        }
        #expect(messages.count == 8)
        #expect(messages.reduce(0, +) / 8 >= 0.985, "\(messages)")
        #expect(raw.reduce(0, +) / 8 >= 0.985, "\(raw)")
    }
}
