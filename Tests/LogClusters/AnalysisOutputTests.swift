import Foundation
import IncidentModel
import LogClusters
import SafeText
import Testing

@Suite("Logs without a screen")
struct AnalysisOutputTests {
    private func analyse(_ text: String) throws -> LogAnalysis {
        let file = FileManager.default.temporaryDirectory.appending(
            path: "quell-analysis-\(UUID().uuidString).log")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(text.utf8).write(to: file)
        var options = LogAnalysis.Options()
        options.keepsAssignments = true
        return try LogAnalysis.analyse(files: [file.path], options: options)
    }

    private static let text = """
        2026-11-21T02:32:40Z ERROR Request 1 failed
        2026-11-21T02:32:41Z ERROR Request 2 failed
        2026-11-21T02:32:42Z INFO All is ``` well

        """

    @Test("assignments name line, cluster and template")
    func writesAssignments() throws {
        #expect(
            try analyse(Self.text).assignmentTable()
                == "1\t1\tRequest <*> failed\n2\t1\tRequest <*> failed\n3\t2\tAll is ``` well\n")
    }

    @Test("the worklog tells range, counts, priorities and time line")
    func writesWorklog() throws {
        let worklog = try analyse(Self.text).worklog()
        #expect(worklog.contains("Time range: 2026-11-21 02:32:40 UTC to 2026-11-21 02:32:42 UTC"))
        #expect(worklog.contains("3 lines, 3 records, 2 clusters"))
        #expect(worklog.contains("2 error, 1 info"))
        #expect(worklog.contains("| all | | 3 | 3 |"))
        #expect(worklog.contains("````\nAll is ``` well\n````"))
    }

    @Test("the JSON form can be read back")
    func writesJSON() throws {
        let json = try analyse(Self.text).json()
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        #expect(object?["lines"] as? Int == 3)
        let clusters = object?["clusters"] as? [[String: Any]]
        #expect(clusters?.first?["template"] as? String == "Request <*> failed")
        #expect(clusters?.first?["records"] as? Int == 2)
    }

    @Test("a file that is not there is named in one sentence")
    func namesMissingFile() throws {
        let error = #expect(throws: LogAnalysisError.self) {
            try LogAnalysis.analyse(files: ["/nowhere/x.log"])
        }
        #expect(error?.description == "cannot read /nowhere/x.log: No such file or directory")
    }

    @Test("nothing gives an empty worklog, not a failure")
    func toleratesEmptyInput() throws {
        let analysis = try analyse("")
        #expect(analysis.status.lines == 0)
        #expect(analysis.worklog().contains("0 lines"))
        #expect(analysis.assignmentTable().isEmpty)
    }

    @Test("compressed files are read as what they hold, and a cut one says so")
    func readsCompressedFiles() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "quell-analysis-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "app.log")
        let text = String(repeating: Self.text, count: 500)
        try Data(text.utf8).write(to: file)
        let gzip = Process()
        gzip.executableURL = URL(filePath: "/bin/gzip")
        gzip.arguments = [file.path]
        try gzip.run()
        gzip.waitUntilExit()
        let packed = try Data(contentsOf: folder.appending(path: "app.log.gz"))
        let whole = try LogAnalysis.analyse(files: [file.path + ".gz"])
        #expect(whole.status.lines == 1_500)
        #expect(whole.status.sources.first?.detail == .empty)
        try packed.prefix(packed.count - 20).write(to: file)
        let cut = try LogAnalysis.analyse(files: [file.path])
        #expect(cut.worklog().contains("ends before its compressed data does"))
    }

    @Test("each file is read in its own format")
    func detectsEachFile() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "quell-analysis-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let plain = folder.appending(path: "plain.log")
        let json = folder.appending(path: "json.log")
        try Data(Self.text.utf8).write(to: plain)
        let lines = (0..<20).map {
            "{\"time\":\"2026-11-21T02:33:\(10 + $0)Z\",\"level\":\"error\",\"msg\":\"disk is full\"}\n"
        }
        try Data(lines.joined().utf8).write(to: json)
        let analysis = try LogAnalysis.analyse(files: [plain.path, json.path])
        #expect(analysis.status.sources.map(\.lines) == [3, 20])
        #expect(analysis.status.sources.last?.format == "slog")
        let templates = analysis.status.clusters.map(\.template)
        #expect(
            templates.contains { $0.string.hasPrefix("disk is full") }, "\(templates)")
    }
}
