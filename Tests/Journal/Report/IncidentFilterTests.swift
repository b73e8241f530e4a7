import IncidentModel
import SafeText
import Testing

@testable import Journal

@Suite struct IncidentFilterTests {
    private let account = StagingOutage.account()

    private func line(_ status: IncidentStatus?, _ severity: IncidentSeverity?, at second: Int64)
        -> IncidentSummary
    {
        var summary = IncidentSummary(
            id: "INC-1", severity: severity, startedAt: Timestamp(seconds: second), standing: .ended
        )
        summary.status = status
        return summary
    }

    @Test func withoutConditionsEverythingIsKept() {
        #expect(IncidentFilter().keeps(line(nil, nil, at: 0)))
        #expect(IncidentFilter().keeps(account, id: "x"))
        #expect(!IncidentFilter().needsRecords)
    }

    @Test func statusesAndSeveritiesAreSets() {
        var filter = IncidentFilter()
        filter.statuses = [.open, .mitigated]
        #expect(filter.keeps(line(.mitigated, .p0, at: 0)))
        #expect(!filter.keeps(line(.resolved, .p0, at: 0)))
        #expect(!filter.keeps(line(nil, nil, at: 0)))
        filter.severities = [.p1]
        #expect(!filter.keeps(line(.open, .p0, at: 0)))
        #expect(filter.keeps(line(.open, .p1, at: 0)))
    }

    @Test func rangeHoldsItsBeginningAndNotItsEnd() {
        var filter = IncidentFilter()
        filter.since = Timestamp(seconds: 10)
        filter.until = Timestamp(seconds: 20)
        #expect(
            [9, 10, 19, 20].map { filter.keeps(line(.open, .p0, at: $0)) } == [
                false, true, true, false,
            ])
    }

    @Test func openMeansAnIncidentThatIsNotResolved() {
        var filter = IncidentFilter()
        filter.isOpenOnly = true
        #expect(filter.keeps(line(.mitigated, .p0, at: 0)))
        #expect(!filter.keeps(line(.resolved, .p0, at: 0)))
        #expect(!filter.keeps(line(nil, nil, at: 0)))
    }

    @Test(arguments: [("backend", true), ("BACKEND", true), ("back", false), ("cache", false)])
    func servicesAreThoseThatWereNotUp(name: String, isKept: Bool) {
        var filter = IncidentFilter()
        filter.service = name
        #expect(filter.needsRecords)
        #expect(filter.keeps(account, id: "x") == isKept)
    }

    @Test(arguments: [
        ("all of it", true), ("arr", true), ("MODULENOTFOUND", true), ("cloud sql", true),
        ("critical modules", true), ("bold", true), ("INC-7", true), ("cassandra", false),
    ])
    func textsAreSearchedInWhatPeopleWroteAndLogsSaid(text: String, isKept: Bool) {
        var filter = IncidentFilter()
        filter.text = text
        #expect(filter.keeps(account, id: "INC-7") == isKept)
    }
}
