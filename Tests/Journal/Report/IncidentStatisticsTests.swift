import Foundation
import IncidentModel
import SafeText
import Testing

@testable import Journal

@Suite struct IncidentStatisticsTests {
    private let day = Timestamp(seconds: 1_796_256_000)  // 2026-12-03

    @Test func medianAndNinetiethPercentileAreNearestRanks() {
        let times = (1...10).map { Duration.seconds($0) }
        #expect(times.nearestRank(percent: 50) == .seconds(5))
        #expect(times.nearestRank(percent: 90) == .seconds(9))
        #expect([Duration.seconds(7)].nearestRank(percent: 90) == .seconds(7))
        #expect([Duration]().nearestRank(percent: 50) == nil)
    }

    @Test func figuresOverSeveralIncidents() throws {
        let (state, events) = StagingOutage.replayed()
        let short = IncidentAccount(state: state, events: events, utcOffsetSeconds: 0)
        let empty = IncidentAccount(state: IncidentState(), events: [], utcOffsetSeconds: 0)
        let figures = IncidentStatistics(
            [StagingOutage.account(), short, empty], now: day, utcOffsetSeconds: 0)
        let json = try JSONSerialization.jsonObject(with: Data(figures.json.utf8)) as? [String: Any]
        #expect(json?["incidents"] as? Int == 2, "a record without an incident is none")
        #expect((json?["bySeverity"] as? [String: Int])?["P0"] == 2)
        #expect((json?["byStatus"] as? [String: Int])?["open"] == 1)
        let times = json?["times"] as? [String: [String: Any]]
        #expect(times?["resolve"]?["measured"] as? Int == 1)
        #expect(times?["resolve"]?["median"] as? Int == 2640)
        let actions = json?["actions"] as? [String: Int]
        #expect(actions == ["open": 2, "overdue": 1, "done": 1])
        let roots = json?["roots"] as? [[String: Any]]
        #expect(roots?.first?["name"] as? String == "backend")
    }

    @Test func tablesTellTheSame() {
        let figures = IncidentStatistics([StagingOutage.account()], now: day, utcOffsetSeconds: 0)
        let text = figures.markdown
        #expect(text.hasPrefix("# Incidents: 1\n"))
        #expect(
            text.contains(
                "| Time to resolve | from the onset (else the detection) to the resolution that stands | 1 of 1 | 44 min | 44 min |"
            ))
        #expect(text.contains("- **Overdue:** 1"))
        #expect(text.contains("| `ModuleNotFoundError: No module named <*>` | 1 |"))
    }

    @Test func actionItemIsOverdueFromTheDayAfter() {
        let dueDay = Timestamp(seconds: 1_796_079_599)  // 2026-11-30 23:39:59
        let onTheDay = IncidentStatistics(
            [StagingOutage.account()], now: dueDay, utcOffsetSeconds: 0)
        #expect(onTheDay.actionsOverdue == 0)
    }

    @Test func noIncidentsAreSaid() {
        let figures = IncidentStatistics([], now: day, utcOffsetSeconds: 0)
        #expect(
            figures.markdown.contains(
                "| Time to detect | from the onset to the detection | 0 of 0 | not recorded | not recorded |"
            ))
        #expect(figures.markdown.contains("None."))
    }
}
