import Foundation
import IncidentModel
import Processes
import Testing

@testable import LogClusters

@Suite("What feeds ask for and how they read the answer")
struct FeedTests {
    private func take(_ feed: inout some LogFeed, _ line: String, errors: Bool = false) -> FeedLine
    {
        Array(line.utf8).withUnsafeBytes {
            feed.take($0, isError: errors)
        }
    }

    /// The feed after its place was stored and read back into a fresh one.
    private func stored<Feed: LogFeed>(_ feed: Feed, into fresh: Feed) throws -> Feed {
        var writer = CheckpointWriter()
        feed.write(to: &writer)
        var reader = CheckpointReader(writer.bytes)
        var fresh = fresh
        try fresh.resume(from: &reader)
        #expect(reader.isAtEnd)
        return fresh
    }

    @Test("journald is asked behind the cursor of the last entry")
    func asksBehindCursor() throws {
        let definition = JournalDefinition(units: ["a.service", "b"], namespace: "shop")
        var feed = JournalFeed(definition)
        let first = feed.ask()
        #expect(first.executable == "journalctl")
        #expect(first.arguments.contains("--unit=a.service"))
        #expect(first.arguments.contains("--namespace=shop"))
        #expect(first.arguments.contains("--since=-10min"))
        let entry =
            #"{"MESSAGE":"x","__REALTIME_TIMESTAMP":"1700000000000001","__CURSOR":"s=1;i=2"}"#
        #expect(
            take(&feed, entry) == .log(text: 0, stamp: 1_700_000_000_000_001_000, lane: []))
        #expect(take(&feed, "Failed to open journal", errors: true) == .remark)
        var resumed = try stored(feed, into: JournalFeed(definition))
        #expect(resumed.ask().arguments.contains("--after-cursor=s=1;i=2"))
        #expect(!feed.ask().arguments.contains("--since=-10min"))
    }

    @Test("entries that journald left out are counted")
    func countsSuppressed() {
        var feed = JournalFeed(JournalDefinition())
        _ = take(
            &feed, #"{"MESSAGE":"Suppressed 17 messages","N_DROPPED":"17","__CURSOR":"s=1"}"#)
        #expect(feed.missed == 17)
    }

    @Test("docker's own words are no log lines, and both outputs have their own seam")
    func readsContainer() throws {
        var feed = ContainerFeed(container: "web")
        #expect(feed.ask().arguments.suffix(4) == ["--since", "10m", "--", "web"])
        let line = "2026-11-21T06:00:05.000000001Z GET /"
        #expect(
            take(&feed, line)
                == .log(text: 31, stamp: 1_795_240_805_000_000_001, lane: Array("stdout".utf8)))
        guard case .log = take(&feed, line, errors: true) else {
            Issue.record("the same moment on the other output is another line")
            return
        }
        #expect(take(&feed, "Error: No such container: web", errors: true) == .remark)
        var resumed = try stored(feed, into: ContainerFeed(container: "web"))
        #expect(resumed.ask().arguments.contains("2026-11-21T06:00:04.000000001Z"))
        #expect(take(&resumed, line) == .duplicate)
    }

    @Test("pods are told apart by their prefix, and a seam drops what came")
    func readsPods() throws {
        let definition = PodDefinition(target: .selector("app=shop"), namespace: "prod")
        var feed = PodFeed(definition, stallLimit: 1)
        let arguments = feed.ask().arguments
        #expect(arguments.contains("--since=10m"))
        #expect(arguments.contains("--all-containers"))
        #expect(arguments.contains("--selector=app=shop"))
        let one = "[pod/shop-1/app] 2026-11-21T06:00:05.1Z hello"
        let two = "[pod/shop-2/app] 2026-11-21T06:00:07.1Z hello"
        #expect(
            take(&feed, one)
                == .log(
                    text: 40, stamp: 1_795_240_805_100_000_000, lane: Array("pod/shop-1/app".utf8)))
        guard case .log = take(&feed, two) else {
            Issue.record("another pod's line is a line")
            return
        }
        #expect(take(&feed, "error: you must be logged in", errors: true) == .remark)
        var resumed = try stored(feed, into: PodFeed(definition, stallLimit: 1))
        #expect(
            resumed.ask().arguments.contains { $0.hasPrefix("--since-time=2026-11-21T06:00:0") })
        #expect(take(&resumed, one) == .duplicate)
        #expect(take(&resumed, two) == .duplicate)
    }

    @Test("Cloud Logging is asked with an overlap; a full page is continued at its end")
    func readsCloud() throws {
        func entry(_ second: Int, _ id: Int) -> String {
            let time = InternetTime.text(1_795_240_800_000_000_000 + Int64(second) * 1_000_000_000)
            return "{\"insertId\":\"i\(id)\",\"timestamp\":\"\(time)\"}"
        }
        let definition = CloudDefinition(filter: "severity>=ERROR OR x", project: "shop")
        var feed = CloudFeed(definition, now: { 1_795_241_400_000_000_000 })
        #expect(
            feed.ask().arguments[2]
                == "(severity>=ERROR OR x) AND timestamp>=\"2026-11-21T06:00:00.000000000Z\"")
        for number in 0..<1_000 {
            guard case .log = take(&feed, entry(100 + number / 10, number)) else {
                Issue.record("entry \(number) is new")
                return
            }
        }
        #expect(feed.hasMore)
        #expect(feed.ask().arguments[2].hasSuffix("\"2026-11-21T06:03:19.000000000Z\""))
        #expect(take(&feed, entry(199, 999)) == .duplicate)
        #expect(take(&feed, entry(199, 1_000)) != .duplicate)
        #expect(!feed.hasMore)
        var resumed = try stored(feed, into: CloudFeed(definition, now: { 0 }))
        #expect(resumed.ask().arguments[2].hasSuffix("\"2026-11-21T06:02:19.000000000Z\""))
        #expect(take(&resumed, entry(199, 1_000)) == .duplicate)
        #expect(take(&resumed, entry(150, 500)) == .duplicate)
        #expect(take(&resumed, entry(150, 2_000)) != .duplicate)
    }

    @Test("pages of entries that all bear one stamp come to an end")
    func passesFullMoment() {
        var feed = CloudFeed(CloudDefinition(), now: { 1_795_240_800_000_000_000 })
        let time = InternetTime.text(1_795_240_700_000_000_000)
        var asked: Set<String> = []
        for _ in 0..<3 {
            asked.insert(feed.ask().arguments[2])
            for number in 0..<1_000 {
                _ = take(&feed, "{\"insertId\":\"\(number)\",\"timestamp\":\"\(time)\"}")
            }
        }
        #expect(asked.count == 3)
    }
}
