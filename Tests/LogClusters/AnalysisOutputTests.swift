import Foundation
import IncidentModel
import LogClusters
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
}
