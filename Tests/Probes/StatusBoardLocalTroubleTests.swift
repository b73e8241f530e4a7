import IncidentModel
import SafeText
import Testing

@testable import Probes

/// "Is it us?": when it may be, and what follows when it is.
@Suite struct StatusBoardLocalTroubleTests {
    /// Five that need nobody, the first with one below it.
    private func healthy() -> BoardDriver {
        var driver = BoardDriver([
            ("a", []), ("b", []), ("c", []), ("d", []), ("e", []), ("below", ["a"]),
        ])
        for name in driver.names { driver.read(name, .up) }
        return driver
    }

    @Test func mostOfTheUnrelatedFailingTogetherIsSuspicious() {
        var driver = healthy()
        let first = driver.second
        driver.read("a", .down)
        driver.read("b", .down)
        #expect(driver.board.suspectedLocalTrouble == nil)
        driver.read("below", .down)
        #expect(driver.board.suspectedLocalTrouble == nil, "one below another is no witness")
        driver.read("c", .down)
        #expect(driver.board.suspectedLocalTrouble?.since == Timestamp(seconds: first))
        #expect(driver.board.suspectedLocalTrouble?.failing == 3)
        driver.read("b", .up)
        #expect(driver.board.suspectedLocalTrouble == nil)
    }

    @Test func halfIsNotMost() {
        var driver = BoardDriver((0..<6).map { ("s\($0)", []) })
        for name in driver.names { driver.read(name, .up) }
        for name in ["s0", "s1", "s2"] { driver.read(name, .down) }
        #expect(driver.board.suspectedLocalTrouble == nil)
        driver.read("s3", .unknown)
        #expect(driver.board.suspectedLocalTrouble?.failing == 4, "our own side counts too")
    }

    @Test func failuresFarApartAreNotTogether() {
        var driver = healthy()
        driver.read("a", .down)
        driver.second += 31
        driver.read("b", .down)
        driver.read("c", .down)
        #expect(driver.board.suspectedLocalTrouble == nil)
        // Three of the four that were up until then.
        driver.read("d", .down)
        #expect(driver.board.suspectedLocalTrouble?.failing == 3)
    }

    @Test func thoseThatNeverWereUpOrAreHeldAreNoWitnesses() {
        var driver = BoardDriver((0..<5).map { ("s\($0)", []) })
        for name in ["s0", "s1", "s2"] { driver.read(name, .up) }
        for name in driver.names { driver.read(name, .down) }
        #expect(driver.board.suspectedLocalTrouble?.failing == 3)
        driver.hold("s0", .maintenance)
        #expect(driver.board.suspectedLocalTrouble == nil)
    }

    @Test func suspicionPassesWithTheWindowButNotAnEstablishedTrouble() {
        var driver = healthy()
        let since = driver.second
        for name in ["a", "b", "c"] { driver.read(name, .down) }
        driver.second += 60
        driver.read("d", .up)
        #expect(driver.board.suspectedLocalTrouble == nil)
        driver.setLocalTrouble(since: since)
        #expect(driver.board.suspectedLocalTrouble?.failing == 3)
        driver.read("a", .up)
        #expect(driver.board.suspectedLocalTrouble == nil)
    }

    @Test func nobodyIsNamedWhileItIsUs() {
        var driver = healthy()
        driver.read("e", .down, times: 3)
        let since = driver.second
        for name in ["a", "b"] { driver.read(name, .down, times: 3) }
        driver.read("below", .down, times: 3)
        #expect(driver["below"].cause == .by("a"))
        let told = driver.changes
        driver.setLocalTrouble(since: since)
        #expect(driver["a"].cause == .local)
        #expect(driver["b"].cause == .local)
        #expect(driver["below"].cause == .local)
        #expect(driver["e"].cause == .own, "it failed before")
        #expect(driver.changes == told, "it is told once, for all of them")
        #expect(Set(driver.last.moved) == [0, 1, 5])
        guard case .localTroubleChanged(let trouble?) = driver.events.last else {
            Issue.record("no event")
            return
        }
        #expect(trouble.since == Timestamp(seconds: since))
        driver.read("c", .down, times: 3)
        #expect(driver["c"].cause == .local)
        #expect(driver.changes.count == told.count + 1, "a new verdict is told as ever")
    }

    @Test func whenItIsOverThoseThatFailAreLookedAtAgainBeforeTheyAreBlamed() {
        var driver = healthy()
        let since = driver.second
        for name in ["a", "b", "c", "below"] { driver.read(name, .down, times: 3) }
        driver.setLocalTrouble(since: since)
        let early = driver.start()
        driver.setLocalTrouble(since: nil)
        #expect(driver.events.last == .localTroubleChanged(nil))
        #expect(driver.asked == ["a", "below", "b", "c"])
        #expect(["a", "b", "c", "below"].allSatisfy { driver[$0].cause == .pending })
        driver.read("a", .down, started: early)
        driver.read("a", .down, times: 2)
        #expect(driver["a"].cause == .pending)
        driver.read("a", .down)
        #expect(driver["a"].cause == .own)
        #expect(driver["below"].cause == .by("a"))
        driver.read("b", .up, times: 2)
        #expect(driver["b"].cause == .none)
    }

    @Test func theSameTroubleTwiceIsNoNews() {
        var driver = healthy()
        driver.setLocalTrouble(since: 1000)
        driver.setLocalTrouble(since: 1000)
        #expect(driver.last.events.isEmpty)
    }
}
