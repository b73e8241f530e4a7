import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// What a filter asks for, and what it says when it cannot be read.
struct QueryTests {
    static func kept(_ typed: String) -> [Int] {
        let query = ListQuery(typed: typed, hasFields: true)
        return Fixture.markedClusters.filter {
            query.keeps($0, text: ClusterList.text(of:))
        }.map(\.id.number)
    }

    @Test(arguments: [
        ("upstream", [2]), ("sev:error", [1, 2, 3]), ("sev:err", [1, 2, 3]),
        (">=warning", [1, 2, 3, 4, 5]), ("sev:>=warning", [1, 2, 3, 4, 5]), ("<notice", [6, 7]),
        ("svc:worker", [5, 9]), ("!svc:backend sev:error", [2]), ("svc:lb !upstream", [7]),
        ("!sev:error >=warning", [4, 5]), ("keyerror", [3]), ("again", [4]), ("pinned", [3]),
        ("~time|slow", [5]), ("/^p0 .*upstream/", [2]), ("!~.", []), ("~<\\*> ms", [5, 9]),
        ("svc:backend /exit|key/", [3, 4]), ("cron ran", [9]), ("/healthz", [7]),
        ("<*> ms", [5, 9]),
    ])
    func termsAllHaveToHold(typed: String, numbers: [Int]) {
        #expect(Self.kept(typed) == numbers)
    }

    @Test(arguments: [
        (
            "sev:eror",
            "eror is no severity; known are critical, error, warning, notice, info, debug, unknown."
        ),
        (
            "sev:",
            "A severity is missing; known are critical, error, warning, notice, info, debug, unknown."
        ),
        ("=>", nil), ("><error", ">< compares nothing: use >=, >, <=, < or =."),
        ("~(a", "The ( is not closed."), ("/a[b/", "The [ is not closed."),
        ("~*", "The * has nothing to repeat."), ("~a)", "The ) has no ( before it."),
    ])
    func badFilterSaysWhatIsWrong(typed: String, sentence: String?) {
        #expect(ListQuery(typed: typed, hasFields: true).error == sentence)
    }

    @Test func badFilterLeavesNothingOutAndIsNotAccepted() {
        var state = Fixture.marked()
        state.type("/~(")
        #expect(ClusterList.rows(of: state).count == 6)
        state.press(keys: .enter)
        #expect(state.prompt != nil)
        #expect(state.flash?.text == "The ( is not closed.")
        state.press(keys: .escape)
        #expect(state.prompt == nil)
        #expect(state.clusterView.query.isEmpty)
    }

    @Test func severityIsOnlyTextWhereRowsHaveNone() {
        var state = Fixture.outage()
        state.type("1/sev:error")
        #expect(state.serviceView.query.error == nil)
        #expect(ServiceList.rows(of: state).isEmpty)
    }

    @Test func expressionsFilterEveryPane() {
        var state = Fixture.outage()
        state.type("1/~^(auth|web)")
        #expect(ServiceList.rows(of: state).map(\.id.name) == ["auth", "websocket"])
    }
}

/// Filters on clusters whose texts and counts move.
struct ClusterMatchesTests {
    @Test func changedTextIsLookedAtAgain() {
        var state = Fixture.outage()
        state.type("2/~key.rror")
        #expect(ClusterList.rows(of: state).isEmpty)
        var logs = Fixture.logs
        logs.clusters[3].exception = ExceptionSummary(type: "KeyError", message: "")
        state.tell(.logsChanged(logs))
        #expect(ClusterList.rows(of: state).map(\.id.number) == [4])
    }

    @Test func changedCountsAreLookedAtAgain() {
        var state = Fixture.outage()
        state.type("2/sev:critical")
        #expect(ClusterList.rows(of: state).isEmpty)
        var logs = Fixture.logs
        logs.clusters[4].counts[.critical] = 1
        state.tell(.logsChanged(logs))
        #expect(ClusterList.rows(of: state).map(\.id.number) == [5])
    }

    @Test func rangeLetsGoOfWhatIsTooOld() {
        var state = Fixture.marked()
        var logs = Fixture.markedLogs
        for index in logs.clusters.indices { logs.clusters[index].trend = [] }
        state.tell(.logsChanged(logs))
        state.type("t")
        #expect(!ClusterList.rows(of: state).isEmpty)
        state.tell(.ticked(Fixture.now + .seconds(301)))
        #expect(ClusterList.rows(of: state).isEmpty)
    }
}
