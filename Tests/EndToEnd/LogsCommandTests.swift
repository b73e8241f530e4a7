import Foundation
import Testing

/// `quell logs`: clusters without a screen.
struct LogsCommandTests {
    private static let log = """
        2026-11-21T02:33:10Z INFO api started
        2026-11-21T02:33:11Z ERROR api disk full on volume 1
        2026-11-21T02:33:12Z ERROR api disk full on volume 2
        2026-11-21T02:40:00Z WARNING api queue is long

        """

    @Test func filtersAreCountedInTheWorklog() throws {
        let worklog = try logs([
            "--severity", "error", "--since", "2026-11-21T02:33:00Z", "--until",
            "2026-11-21T02:35:00Z",
        ])
        #expect(worklog.contains("disk full on volume <*>"))
        #expect(!worklog.contains("queue is long"))
        #expect(worklog.contains("Lines read: 4; left out: 2"))
    }

    @Test func jsonTellsValuesAndCounts() throws {
        let text = try logs(["--output", "json"])
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let clusters = try #require(object["clusters"] as? [[String: Any]])
        #expect(clusters.count == 3)
        let disk = try #require(
            clusters.first { ($0["template"] as? String)?.hasPrefix("disk full") == true })
        #expect(disk["records"] as? Int == 2)
        #expect(disk["values"] != nil)
    }

    @Test func assignmentsNameEveryLine() throws {
        let rows = try logs(["--output", "assignments"]).split(separator: "\n")
        #expect(rows.count == 4)
        #expect(rows[1].split(separator: "\t")[1] == rows[2].split(separator: "\t")[1])
        #expect(rows[0].hasPrefix("1\t"))
    }

    @Test(arguments: [
        (["--severity", "loud"], "--severity loud"), (["--since", "yesteryear"], "--since"),
        (["--format", "klingon"], "klog"),
    ])
    func badValuesGetOneSentence(_ arguments: [String], _ words: String) throws {
        let failure = #expect(throws: Tool.Failure.self) { _ = try logs(arguments) }
        #expect(failure?.description.contains(words) == true)
    }

    private func logs(_ arguments: [String]) throws -> String {
        let file = NSTemporaryDirectory() + "/quell-logs-" + UUID().uuidString + ".log"
        defer { try? FileManager.default.removeItem(atPath: file) }
        try Self.log.write(toFile: file, atomically: true, encoding: .utf8)
        return try Tool.run(Program.path, ["logs"] + arguments + [file])
    }
}
