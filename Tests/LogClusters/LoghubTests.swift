import Foundation
import IncidentModel
import SafeText
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

    /// One line: its message, its true group and its true template.
    struct Row {
        var content: String
        var event: String
        var template: String
    }

    /// All lines of a set.
    static func rows(_ set: String) throws -> [Row] {
        guard let folder else { return [] }
        let file = folder.appending(path: "\(set)/\(set)_2k.log_structured_corrected.csv")
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        var rows = table(text)
        guard let header = rows.first, let content = header.firstIndex(of: "Content"),
            let event = header.firstIndex(of: "EventId"),
            let template = header.firstIndex(of: "EventTemplate")
        else { return [] }
        rows.removeFirst()
        return rows.filter { $0.count > max(content, event, template) }
            .map { Row(content: $0[content], event: $0[event], template: $0[template]) }
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
    /// The share of lines in exact clusters (GA), and the F1 of exact clusters (FGA).
    private func grouping(_ rows: [LoghubData.Row], _ assignments: [Int32]) -> (Double, Double) {
        var truth: [String: Set<Int>] = [:]
        var found: [Int32: Set<Int>] = [:]
        for (index, row) in rows.enumerated() {
            truth[row.event, default: []].insert(index)
            found[assignments[index], default: []].insert(index)
        }
        let right = found.values.filter { lines in
            lines.first.map { truth[rows[$0].event] == lines } ?? false
        }
        let lines = right.reduce(0) { $0 + $1.count }
        return (
            Double(lines) / Double(max(rows.count, 1)),
            2 * Double(right.count) / Double(max(truth.count + found.count, 1))
        )
    }

    /// The F1 of templates of which every line has that very template (FTA).
    private func templates(_ rows: [LoghubData.Row], _ analysis: LogAnalysis) -> Double {
        var texts: [Int32: String] = [:]
        for cluster in analysis.status.clusters {
            texts[Int32(cluster.id.number)] = cluster.template.string
        }
        var truths: [String: Set<String>] = [:]
        for (index, row) in rows.enumerated() {
            truths[texts[analysis.assignments[index]] ?? "", default: []].insert(row.template)
        }
        let right = truths.count { $0.value == [$0.key] }
        let total = truths.count + Set(rows.map(\.template)).count
        return 2 * Double(right) / Double(max(total, 1))
    }

    @Test(
        "messages are grouped and named as people did it",
        .enabled(if: LoghubData.folder != nil, "the shared data is not here"))
    func readsMessagesLikePeople() throws {
        let sets = LoghubData.sets
        var sums = (0.0, 0.0, 0.0)
        for set in sets {
            let rows = try LoghubData.rows(set)
            let text = rows.map(\.content).joined(separator: "\n") + "\n"
            let analysis = LogText(text, format: .message).analysis
            let (lines, clusters) = grouping(rows, analysis.assignments)
            sums.0 += lines / Double(sets.count)
            sums.1 += clusters / Double(sets.count)
            sums.2 += templates(rows, analysis) / Double(sets.count)
        }
        #expect(sets.count == 8)
        #expect(sums.0 >= 0.99)
        #expect(sums.1 >= 0.97)
        #expect(sums.2 >= 0.8)
    }

    @Test(
        "raw files are grouped as people grouped them",
        .enabled(if: LoghubData.folder != nil, "the shared data is not here"))
    func groupsRawFilesLikePeople() throws {
        var raw: [Double] = []
        for set in LoghubData.sets {
            let rows = try LoghubData.rows(set)
            let folder = try #require(LoghubData.folder)
            let file = folder.appending(path: "\(set)/\(set)_2k.log").path
            var options = LogAnalysis.Options()
            options.keepsAssignments = true
            let analysis = try LogAnalysis.analyse(files: [file], options: options)
            try #require(analysis.assignments.count >= rows.count)
            raw.append(grouping(rows, analysis.assignments).0)
        }
        #expect(raw.reduce(0, +) / 8 >= 0.985, "\(raw)")
    }
}
