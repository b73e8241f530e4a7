import IncidentModel
import SafeText
import Testing

@testable import Probes

@Suite struct StatusBoardTests {
    private let chain: [(name: String, needs: [String])] = [
        ("backend", []), ("auth", ["backend"]), ("websocket", ["auth"]), ("frontend", []),
    ]

    private func healthy() -> BoardDriver {
        var driver = BoardDriver(chain)
        for name in driver.names { driver.read(name, .up) }
        return driver
    }

    @Test func firstFailureOfAChildAsksItsParents() {
        var driver = healthy()
        driver.read("auth", .down)
        #expect(driver.asked == ["backend"])
        #expect(driver["auth"].cause == .pending)
        driver.read("auth", .down)
        #expect(driver.asked.isEmpty)
    }

    @Test func childIsItsOwnCauseOnlyAfterAFreshGoodReadingOfTheParent() {
        var driver = healthy()
        let early = driver.start()
        driver.read("auth", .down)
        driver.read("backend", .up, started: early)
        #expect(driver["auth"].cause == .pending)
        driver.read("backend", .up)
        #expect(driver["auth"].cause == .own)
    }

    @Test func childOfFailedServiceIsBlocked() {
        var driver = healthy()
        driver.read("auth", .down)
        driver.read("backend", .down)
        #expect(driver["auth"].cause == .by("backend"))
        #expect(driver["backend"].cause == .own)
    }

    @Test func blockedNamesTheRootThroughAChain() {
        var driver = healthy()
        driver.read("websocket", .down)
        driver.read("auth", .down)
        #expect(driver["websocket"].cause == .pending)
        driver.read("backend", .down)
        #expect(driver["websocket"].cause == .by("backend"))
        #expect(driver["auth"].cause == .by("backend"))
    }

    @Test func beingBlockedKeepsTheRawReading() {
        var driver = healthy()
        driver.read("backend", .down, times: 3)
        driver.read("auth", .down)
        #expect(driver["auth"].cause == .by("backend"))
        #expect(driver["auth"].latest.map(\.outcome) == [.down])
        #expect(driver["auth"].reason == "it is down")
    }

    @Test func outageBeganWithItsFirstFailingReading() {
        var driver = healthy()
        let first = driver.second
        driver.read("backend", .down, times: 4)
        #expect(driver["backend"].verdict == .down)
        #expect(driver["backend"].since == Timestamp(seconds: first))
        #expect(driver["backend"].firstBad?.startedAt == Timestamp(seconds: first))
        #expect(driver["backend"].lastGood?.outcome == .up)
    }

    @Test func childIsReleasedAfterItsParentByAFreshReading() {
        var driver = healthy()
        driver.read("backend", .down, times: 3)
        driver.read("auth", .down, times: 3)
        driver.read("backend", .up)
        driver.read("auth", .up, times: 4)
        #expect(driver["auth"].verdict == .down, "its parent is not released yet")
        let early = driver.start()
        driver.read("backend", .up)
        #expect(driver["backend"].verdict == .up)
        #expect(driver.asked == ["auth"])
        #expect(driver["auth"].cause == .pending)
        #expect(driver["auth"].transition == .recovering)
        driver.read("auth", .up, started: early)
        #expect(driver["auth"].verdict == .down, "that reading began before the release")
        driver.read("auth", .up)
        #expect(driver["auth"].verdict == .up)
        #expect(driver["auth"].cause == .none)
    }

    @Test func childThatStaysDownAfterItsParentCameBackIsBlamedAfterItsOwnThreshold() {
        var driver = healthy()
        driver.read("backend", .down, times: 3)
        driver.read("auth", .down, times: 3)
        driver.read("backend", .up, times: 2)
        driver.read("auth", .down, times: 2)
        #expect(driver["auth"].cause == .pending)
        driver.read("auth", .down)
        #expect(driver["auth"].cause == .own)
        #expect(driver["auth"].transition == .steady)
    }

    @Test func aReadingThatBeganBeforeTheParentCameBackBlamesNobody() {
        var driver = healthy()
        driver.read("backend", .down, times: 3)
        let early = driver.start()
        driver.read("backend", .up, times: 2)
        driver.read("auth", .down, started: early)
        driver.read("backend", .up)
        #expect(driver["auth"].cause == .pending, "it saw the backend that was down")
        driver.read("auth", .down, times: 3)
        #expect(driver["auth"].cause == .own)
    }

    @Test func firstGoodReadingOfABlockedChildAsksItsFailingParents() {
        var driver = healthy()
        driver.read("backend", .down, times: 3)
        driver.read("auth", .down, times: 3)
        driver.read("auth", .up)
        #expect(driver.asked == ["backend"])
        driver.read("auth", .up)
        #expect(driver.asked.isEmpty)
    }

    @Test func childThatWorksUnderAFailedParentIsUp() {
        var driver = healthy()
        driver.read("backend", .down, times: 3)
        driver.read("auth", .down, times: 3)
        driver.read("auth", .up, times: 2)
        #expect(driver["auth"].verdict == .down, "its parent was not looked at since")
        driver.read("backend", .down)
        driver.read("auth", .up)
        #expect(driver["auth"].verdict == .up)
        #expect(driver["backend"].verdict == .down)
    }

    @Test func slowParentExplainsASlowChildButNotAFailedOne() {
        var driver = healthy()
        driver.read("backend", .degraded, times: 3)
        driver.read("auth", .degraded)
        driver.read("backend", .degraded)
        #expect(driver["auth"].cause == .by("backend"))
        driver.read("auth", .down)
        #expect(driver["auth"].cause == .pending, "failing is another trouble than being slow")
        #expect(driver.asked == ["backend"])
        driver.read("backend", .degraded)
        #expect(driver["auth"].cause == .own)
    }

    @Test func ownSideFailureIsLocalAndBlamesNobody() {
        var driver = BoardDriver(chain)
        driver.read("backend", .unknown)
        #expect(driver["backend"].cause == .local)
        #expect(driver["backend"].verdict == .unknown)
    }

    @Test func aParentLostFromSightWhileDownClearsNobodyBelow() {
        var driver = healthy()
        driver.read("backend", .down, times: 3)
        driver.read("auth", .down, times: 3)
        driver.read("backend", .unknown, times: 3)
        driver.read("auth", .down)
        #expect(driver["backend"].cause == .local)
        #expect(driver["auth"].cause == .pending)
        driver.read("backend", .down)
        #expect(driver["auth"].cause == .by("backend"))
    }

    @Test func anyOfAGroupIsEnough() {
        let members = ["one", "two"].map { ServiceID(DisplayText($0)) }
        var driver = BoardDriver(needs: [("one", []), ("two", []), ("app", [.any(members)])])
        for name in driver.names { driver.read(name, .up) }
        driver.read("one", .down, times: 3)
        driver.read("app", .down)
        driver.read("two", .up)
        #expect(driver["app"].cause == .own)
        driver.read("two", .down)
        #expect(driver["app"].cause == .by("one"))
    }

    @Test func theEarlierRootIsNamed() {
        var driver = BoardDriver([("db", []), ("cache", []), ("app", ["db", "cache"])])
        for name in driver.names { driver.read(name, .up) }
        driver.read("cache", .down, times: 3)
        driver.read("db", .down, times: 3)
        driver.read("app", .down)
        #expect(driver["app"].cause == .by("cache"))
    }

    @Test func theJournalHearsOfVerdictsAndSettledCauses() {
        var driver = healthy()
        driver.read("auth", .down, times: 1)
        driver.read("backend", .down, times: 3)
        driver.read("auth", .down, times: 2)
        driver.read("backend", .up, times: 2)
        driver.read("auth", .up, times: 2)
        #expect(
            driver.changes.dropFirst(4) == [
                "backend DOWN", "auth blocked by backend", "backend UP", "auth UP",
            ])
    }

    @Test func aBlipIsNoNews() {
        var driver = healthy()
        driver.read("backend", .down, times: 2)
        driver.read("backend", .up)
        #expect(driver.changes.count == 4)
        #expect(driver["backend"].firstBad == nil)
        #expect(driver["backend"].cause == .none)
    }

    @Test func theWorstProbeDecides() {
        var driver = BoardDriver([("app", [])], probes: 2)
        driver.read("app", .up, probe: 0)
        #expect(driver["app"].verdict == .unknown)
        driver.read("app", .up, probe: 1)
        #expect(driver["app"].verdict == .up)
        for _ in 0..<3 { driver.read("app", .down, probe: 1) }
        driver.read("app", .up, probe: 0)
        #expect(driver["app"].verdict == .down)
        #expect(driver["app"].deciding?.probe.index == 1)
        #expect(driver["app"].lastGood?.probe.index == 1)
    }

    @Test func historyMarksTheWorstOfARoundAndIsBounded() {
        var driver = BoardDriver([("app", [])], probes: 2)
        for _ in 0..<100 {
            driver.read("app", .up, probe: 0)
            driver.read("app", .down, probe: 1)
        }
        #expect(driver["app"].history.count == ServiceStatus.historyLimit)
        #expect(driver["app"].history.allSatisfy { $0.outcome == .down })
    }

    @Test func paceFollowsTheState() {
        var driver = healthy()
        #expect(driver.board.pace(of: 1, probe: 0) == .settled)
        driver.read("auth", .down)
        #expect(driver.board.pace(of: 1, probe: 0) == .transition)
        #expect(driver.board.pace(of: 0, probe: 0) == .transition, "its child waits for it")
        driver.read("backend", .up)
        driver.read("auth", .down, times: 2)
        #expect(driver.board.pace(of: 1, probe: 0) == .down)
        #expect(driver.board.pace(of: 0, probe: 0) == .settled)
    }
}
