import IncidentModel
import SafeText
import Testing

@testable import Probes

@Suite struct StatusBoardHoldTests {
    private func healthy() -> BoardDriver {
        var driver = BoardDriver([("db", []), ("app", ["db"]), ("web", ["app"])])
        for name in driver.names { driver.read(name, .up) }
        return driver
    }

    @Test func maintenanceIsJudgedAndExplainsButTellsNothing() {
        var driver = healthy()
        driver.hold("db", .maintenance)
        let told = driver.changes.count
        driver.read("db", .down, times: 3)
        #expect(driver["db"].verdict == .down)
        #expect(driver["db"].cause == .own)
        #expect(driver.changes.count == told)
        driver.read("app", .down, times: 3)
        #expect(driver["app"].cause == .by("db"))
        #expect(driver.changes.last == "app blocked by db")
    }

    @Test func whatHappenedDuringMaintenanceIsToldAtItsEnd() {
        var driver = healthy()
        driver.hold("db", .maintenance)
        driver.read("db", .down, times: 3)
        driver.release("db")
        #expect(driver.changes.last == "db DOWN")
        #expect(driver.last.moved == [0])
        #expect(driver.last.actions.isEmpty)
    }

    @Test func whatPassedDuringMaintenanceIsNoNews() {
        var driver = healthy()
        driver.hold("db", .maintenance)
        driver.read("db", .down, times: 3)
        driver.read("db", .up, times: 2)
        driver.release("db")
        #expect(driver.changes.count == 3)
    }

    @Test func flappingDuringMaintenanceIsToldAtItsEnd() {
        var driver = healthy()
        driver.hold("db", .maintenance)
        for _ in 0..<6 {
            driver.read("db", .down)
            driver.read("db", .up)
        }
        #expect(driver["db"].isFlapping)
        #expect(driver.events.isEmpty)
        driver.release("db")
        #expect(driver.events == [.flappingChanged(service: ServiceID("db"), isFlapping: true)])
    }

    @Test func aPausedServiceIsUnknownAndNobodysFault() {
        var driver = healthy()
        driver.read("db", .down, times: 3)
        driver.hold("db", .paused)
        #expect(driver.board.isPaused(0))
        #expect(driver["db"].verdict == .unknown)
        #expect(driver["db"].cause == .none)
        #expect(driver["db"].latest.isEmpty)
        #expect(!driver["db"].history.isEmpty)
        #expect(driver.changes.last == "db DOWN", "being paused is no verdict")
    }

    @Test func thoseBelowAPausedServiceAreJudgedWithoutIt() {
        var driver = healthy()
        driver.read("db", .down, times: 3)
        driver.read("app", .down, times: 3)
        #expect(driver["app"].cause == .by("db"))
        driver.hold("db", .paused)
        #expect(driver["app"].cause == .own)
        driver.read("web", .down)
        #expect(driver["web"].cause == .by("app"))
        driver.read("app", .up, times: 2)
        #expect(driver["app"].verdict == .up, "nobody above it must be released first")
    }

    @Test func aPausedMemberOfAGroupIsPassedOver() {
        let members = ["one", "two"].map { ServiceID(DisplayText($0)) }
        var driver = BoardDriver(needs: [("one", []), ("two", []), ("app", [.any(members)])])
        for name in driver.names { driver.read(name, .up) }
        driver.hold("two", .paused)
        driver.read("one", .down, times: 3)
        driver.read("app", .down)
        #expect(driver["app"].cause == .by("one"))
    }

    @Test func aReadingUnderWayWhenAServiceIsPausedOrReleasedSaysNothing() {
        var driver = healthy()
        let early = driver.start()
        driver.hold("db", .paused)
        driver.read("db", .down, started: early)
        #expect(driver.last.readings.isEmpty)
        #expect(driver["db"].latest.isEmpty)
        let meanwhile = driver.start()
        driver.release("db")
        driver.read("db", .down, started: meanwhile)
        #expect(driver["db"].latest.isEmpty)
    }

    @Test func aReleasedServiceBeginsAnewAtOnce() {
        var driver = healthy()
        driver.read("db", .down, times: 3)
        driver.read("app", .down, times: 3)
        driver.hold("db", .paused)
        driver.release("db")
        #expect(driver.asked == ["db"])
        #expect(driver["app"].cause == .pending, "nothing is known of what it needs")
        #expect(driver.changes.last != "db UNKNOWN")
        driver.read("db", .down)
        #expect(driver["app"].cause == .by("db"))
        driver.read("db", .up)
        #expect(driver["db"].verdict == .up, "a first good reading settles")
        #expect(driver.changes.last == "db UP")
    }

    @Test func pausedServicesAreNeitherAskedForNorStaleNorWaitedFor() {
        var driver = healthy()
        driver.hold("db", .paused)
        driver.read("app", .down)
        #expect(driver.asked.isEmpty)
        var board = driver.board
        let isNews = board.setStale(true, service: 0)
        #expect(!isNews)
        #expect(board.pace(of: 0, probe: 0) == .settled)
        #expect(board.isSettled)
    }

    @Test func sayingTheSameTwiceIsNoNews() {
        var driver = healthy()
        driver.hold("db", .maintenance)
        #expect(driver.last.moved == [0])
        driver.hold("db", .maintenance)
        #expect(driver.last.moved.isEmpty)
    }
}
