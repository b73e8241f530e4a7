import IncidentModel
import SafeText
import Testing

@testable import Probes

/// What a board says beside verdict and cause: also broken itself, and a dependency contradicted.
@Suite struct StatusBoardHintTests {
    private func blocked(
        _ child: FailureClass?, under parent: FailureClass?
    ) -> ServiceStatus {
        var driver = BoardDriver([("db", []), ("app", ["db"])])
        for name in driver.names { driver.read(name, .up) }
        for _ in 0..<3 { driver.read("db", .down, parent) }
        driver.read("app", .down, child)
        #expect(driver["app"].cause == .by("db"))
        return driver["app"]
    }

    @Test(arguments: [FailureClass.serverError, .timeout, .slow, .content, .local])
    func whatABrokenDependencyCausesIsExplainedByAnyFailure(_ child: FailureClass) {
        for parent in FailureClass.allCases { #expect(child.isExplained(by: parent)) }
    }

    @Test func theSameClassIsExplained() {
        for failure in FailureClass.allCases { #expect(failure.isExplained(by: failure)) }
    }

    @Test func nobodyThereIsExplainedByWhatTakesTheHostAlong() {
        let above = FailureClass.allCases.filter { FailureClass.unreachable.isExplained(by: $0) }
        #expect(Set(above) == [.unreachable, .timeout, .state])
    }

    @Test(arguments: [FailureClass.name, .tls, .rejected, .state])
    func whatIsItsOwnIsExplainedOnlyByTheSame(_ child: FailureClass) {
        #expect(FailureClass.allCases.filter { child.isExplained(by: $0) } == [child])
    }

    @Test func aBlockedServiceThatFailsInAnotherWayIsAlsoBroken() {
        #expect(blocked(.tls, under: .unreachable).isAlsoBroken)
        #expect(!blocked(.serverError, under: .unreachable).isAlsoBroken)
        #expect(!blocked(.tls, under: .tls).isAlsoBroken)
    }

    @Test func nothingIsClaimedWhereAClassIsNotKnown() {
        #expect(!blocked(nil, under: .unreachable).isAlsoBroken)
        #expect(!blocked(.tls, under: nil).isAlsoBroken)
    }

    @Test func theNearestFailingParentIsComparedNotTheRoot() {
        var driver = BoardDriver([("db", []), ("auth", ["db"]), ("app", ["auth"])])
        for name in driver.names { driver.read(name, .up) }
        driver.read("db", .down, .tls)
        driver.read("auth", .down, .serverError)
        driver.read("db", .down, .tls)
        driver.read("app", .down, .tls)
        driver.read("auth", .down, .serverError)
        #expect(driver["app"].cause == .by("db"))
        #expect(driver["app"].isAlsoBroken)
        driver.read("auth", .down, .tls)
        #expect(!driver["app"].isAlsoBroken, "its parent fails in the same way now")
    }

    @Test func itIsOverWhenTheServiceAnswersAgain() {
        var driver = BoardDriver([("db", []), ("app", ["db"])])
        for name in driver.names { driver.read(name, .up) }
        for _ in 0..<3 { driver.read("db", .down, .unreachable) }
        for _ in 0..<3 { driver.read("app", .down, .rejected) }
        #expect(driver["app"].isAlsoBroken)
        driver.read("app", .up)
        #expect(driver["app"].cause == .by("db"))
        #expect(!driver["app"].isAlsoBroken)
    }

    @Test func aServiceUpUnderAFailedOneContradictsIt() {
        var driver = BoardDriver([("db", []), ("app", ["db"])])
        for name in driver.names { driver.read(name, .up) }
        let early = driver.start()
        driver.read("db", .down, times: 2)
        driver.read("app", .up)
        #expect(driver["app"].contradicts.isEmpty, "it is only suspected so far")
        driver.read("db", .down)
        #expect(driver["app"].contradicts.isEmpty, "its reading began before that")
        driver.read("app", .up, started: early)
        #expect(driver["app"].contradicts.isEmpty)
        driver.read("app", .up)
        #expect(driver["app"].contradicts == [ServiceID("db")])
        #expect(driver["app"].cause == .none)
    }

    @Test func contradictionEndsWhenTheParentAnswersOrTheChildFails() {
        var driver = BoardDriver([("db", []), ("app", ["db"])])
        for name in driver.names { driver.read(name, .up) }
        driver.read("db", .down, times: 3)
        driver.read("app", .up)
        driver.read("app", .down)
        #expect(driver["app"].contradicts.isEmpty)
        driver.read("app", .up)
        #expect(driver["app"].contradicts == [ServiceID("db")])
        driver.read("db", .up)
        #expect(driver["app"].contradicts.isEmpty)
        #expect(driver.last.moved == [0, 1], "the child looks different, too")
        driver.read("db", .down)
        #expect(driver["app"].contradicts.isEmpty, "not since it is down again")
        driver.read("app", .up)
        #expect(driver["app"].contradicts == [ServiceID("db")])
    }

    @Test func anyOfAGroupIsContradictedOnlyWhenAllOfItIsDown() {
        let members = ["one", "two"].map { ServiceID(DisplayText($0)) }
        var driver = BoardDriver(needs: [("one", []), ("two", []), ("app", [.any(members)])])
        for name in driver.names { driver.read(name, .up) }
        driver.read("one", .down, times: 3)
        driver.read("app", .up)
        #expect(driver["app"].contradicts.isEmpty)
        driver.read("two", .down, times: 3)
        driver.read("app", .up)
        #expect(driver["app"].contradicts == members)
    }
}
