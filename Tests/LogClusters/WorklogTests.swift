import Foundation
import IncidentModel
import SafeText
import Testing

@testable import LogClusters

@Suite("The worklog")
struct WorklogTests {
    private let outage = LogText((0..<3).map { DemoLogTests.minute($0) }.joined()).analysis

    @Test("it tells the outage, where to look first, and what follows from it")
    func tellsTheOutage() {
        let worklog = outage.worklog()
        #expect(worklog.contains("Looks like an outage"))
        #expect(
            worklog.contains(
                "- Look first at cluster 1, `ModuleNotFoundError: No module named"
                    + " 'app.services.monitoring'`: 3 of the others look like its symptoms"))
        #expect(worklog.contains("## Relations\n\nProposed from the log"))
        #expect(worklog.contains("none is certain"))
        #expect(worklog.contains("its text names backend"))
        #expect(worklog.contains("- Looks like a symptom of cluster 1: "))
    }

    @Test("the totals add up to the lines read, the others among them")
    func addsUp() throws {
        let text = (0..<50).map { number in
            let word = String(repeating: "abcdefghij".randomLetter(number), count: 3 + number / 10)
            return "2026-11-21T02:32:40Z ERROR \(word)\(word) broke the \(word) thing\n"
        }.joined()
        let worklog = LogText(text).analysis.worklog()
        let rows = worklog.split(separator: "\n").filter { $0.hasPrefix("| ") }
            .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
        let all = try #require(rows.last)
        let parts = rows.dropFirst(2).dropLast()
        #expect(parts.reduce(0) { $0 + (Int($1[3]) ?? 0) } == Int(all[3]))
        #expect(all[3] == "50")
    }

    @Test("it is the same for the same input")
    func isDeterministic() {
        let again = LogText((0..<3).map { DemoLogTests.minute($0) }.joined()).analysis
        #expect(outage.worklog() == again.worklog())
    }

    @Test("secrets stay hidden and foreign text cannot become markup")
    func quotesForeignText() {
        let worklog = LogText(
            """
            2026-11-21T02:32:40Z ERROR login failed password=hunter2secret ```<script> # x
            2026-11-21T02:32:41Z ERROR login failed password=hunter3secret ```<script> # x

            """
        ).analysis.worklog()
        #expect(!worklog.contains("hunter2secret"))
        for line in worklog.split(separator: "\n") where line.contains("<script>") {
            let isQuoted = line.contains("````") || !line.hasPrefix("#") && !line.hasPrefix("<")
            #expect(isQuoted, "\(line)")
        }
        #expect(worklog.contains("````\n"))
    }

    @Test("values, exception and state of a cluster are told")
    func tellsClusterFacts() {
        var analysis = outage
        analysis.status.clusters[0].values = [
            VariableValues(
                top: [.init(text: "a`b", count: 7), .init(text: "c", count: 2)], distinct: 9,
                isManyMore: true, looked: 9)
        ]
        analysis.status.clusters[0].exception = ExceptionSummary(
            type: "KeyError", message: "no 'x'")
        analysis.status.clusters[0].isSpiking = true
        let worklog = analysis.worklog()
        #expect(worklog.contains("- Value 1: ``a`b`` × 7, `c` × 2; more than 9 different"))
        #expect(worklog.contains("- Exception: `KeyError`: `no 'x'`"))
        #expect(worklog.contains("- State: far more often than before"))
    }

    @Test("the JSON form bears relation, values, exception, share and what was left out")
    func writesFullJSON() throws {
        let data = Data(try outage.json().utf8)
        let object = try #require(
            try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(object["linesRead"] as? Int == outage.linesRead)
        #expect((object["leftOut"] as? [String: Any])?["lines"] as? Int == 0)
        let clusters = try #require(object["clusters"] as? [[String: Any]])
        let symptom = clusters.first { $0["symptomOf"] != nil }?["symptomOf"] as? [String: Any]
        #expect(symptom?["cluster"] as? Int == 1)
        #expect((symptom?["evidence"] as? [String])?.isEmpty == false)
        #expect(clusters.allSatisfy { $0["share"] is Double && $0["isSpiking"] is Bool })
    }

    @Test("progress is told after a second, not too often, in one short line")
    func tellsProgress() {
        var line = ProgressLine()
        var progress = AnalysisProgress()
        progress.bytes = 50
        progress.totalBytes = 200
        progress.lines = 3_000_000
        #expect(line.text(progress, after: .milliseconds(900)) == nil)
        #expect(!line.isShown)
        #expect(
            line.text(progress, after: .seconds(2))
                == "reading: 25 %, 3.0 M lines, 1.5 M lines/s")
        #expect(line.isShown)
        #expect(line.text(progress, after: .milliseconds(2_100)) == nil)
        progress.totalBytes = nil
        #expect(
            line.text(progress, after: .seconds(3)) == "reading: 3.0 M lines, 1.0 M lines/s")
    }
}

extension String {
    /// One of its letters.
    fileprivate func randomLetter(_ number: Int) -> Character {
        self[index(startIndex, offsetBy: number % count)]
    }
}
