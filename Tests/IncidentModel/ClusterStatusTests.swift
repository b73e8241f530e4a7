import IncidentModel
import SafeText
import Testing

@Suite struct ClusterStatusTests {
    @Test func countsAddUpBySeverity() {
        var counts = SeverityCounts()
        counts[.error] += 2
        counts[.critical] += 1
        counts[.info] += 5
        #expect(counts.total == 8)
        #expect(counts.errors == 3)
        #expect(counts[.warning] == 0)
    }

    @Test func worstIsTheMostSeriousThatOccurs() {
        var counts = SeverityCounts()
        #expect(counts.worst == .unknown)
        counts[.debug] += 1
        #expect(counts.worst == .debug)
        counts[.warning] += 1
        #expect(counts.worst == .warning)
    }

    @Test func severityOfAClusterIsItsWorst() {
        var cluster = ClusterStatus(
            id: ClusterID(1), template: "x", firstSeen: Timestamp(seconds: 1))
        cluster.counts[.error] += 1
        cluster.counts[.info] += 9
        #expect(cluster.severity == .error)
    }

    @Test func scalesRunFromMildToSeriousAndFromUrgentToLater() {
        #expect(Severity.allCases == Severity.allCases.sorted())
        #expect(Priority.allCases == Priority.allCases.sorted())
        #expect(Priority.p0.label == "P0")
        #expect(IncidentSeverity.p4.label == "P4")
    }
}
