import Conditions
import IncidentModel
import SafeText
import Testing

@Suite struct AvailabilityConditionTests {
    /// A service that was down for some seconds of the last hour, watched for some.
    private func judge(_ condition: String, down: Int, watched: Int = 7200) throws -> Judgement {
        var history = VerdictHistory()
        history.observe(.up, at: Snapshots.ago(watched))
        history.observe(.down, at: Snapshots.ago(100 + down))
        history.observe(.up, at: Snapshots.ago(100))
        var snapshot = Snapshots.snapshot(services: [Snapshots.service("a")])
        snapshot.histories = [ServiceID("a"): history]
        return try Condition.parse(condition).judge(snapshot)
    }

    @Test(arguments: [
        (0, "99.9%", true), (3, "99.9%", true), (4, "99.9%", false), (36, "99%", true),
        (37, "99%", false), (0, "100%", true), (1, "100%", false), (1800, "50%", true),
    ])
    func shareOfTheWatchedTimeDecides(_ down: Int, _ bound: String, _ isMet: Bool) throws {
        let said = try judge("availability of a over 1h >= \(bound)", down: down)
        #expect((said == .met) == isMet, "\(said)")
    }

    @Test func whatWasSeenIsTold() throws {
        #expect(
            try judge("availability of a over 1h >= 99.9%", down: 36)
                == .unmet("a was available 99 % of the last 1 h"))
        #expect(
            try judge("availability of a over 1h >= 99.9%", down: 5)
                == .unmet("a was available 99.8611 % of the last 1 h"))
    }

    @Test func windowThatWasNotWatchedIsNoData() throws {
        let claim = "availability of a over 1h >= 50%"
        #expect(try judge(claim, down: 0, watched: 3564) == .met)
        #expect(
            try judge(claim, down: 0, watched: 3560)
                == .noData("a was watched for 98 % of the last 1 h"))
        let bare = Snapshots.snapshot(services: [Snapshots.service("a")])
        #expect(try Snapshots.word(claim, bare) == "no data")
        #expect(try Snapshots.word("availability of b over 1h >= 50%", bare) == "no data")
    }

    @Test(arguments: [
        "availability of a over 24h >= 99.9%", "availability of \"a b\" over 24h >= 99.9%",
        "availability of a over 24h>=99.9%", "availability of a over 2 hours ≥ 99.9 %",
        "Availability OF a OVER 1h30m >= 99.9999%",
    ])
    func sentenceIsRead(_ text: String) throws {
        let condition = try Condition.parse(text)
        #expect(condition.text == text)
        #expect(Condition.isAttempted(in: text))
    }

    @Test func subjectIsTheService() throws {
        let condition = try Condition.parse("availability of a over 24h >= 99.9%")
        #expect(condition.subject == .service(ServiceID("a")))
    }

    @Test(arguments: [
        ("availability of a over 24h >= 101%", "101%"), ("availability of a over 24h >= 0%", "0%"),
        ("availability of a over 24h >= 99.9", ""), ("availability of a over 24h > 99%", ">"),
        ("availability of a over 24h >= x%", "x%"), ("availability of a over >= 99%", ">="),
        ("availability of a over soon >= 99%", "soon"), ("availability of a >= 99%", ">="),
        ("availability of a over 24h >= 99% please", "please"),
        ("availability of a over 24h >= 9.99999%", "9.99999%"),
        ("availability of a over 24h", ""), ("availability of a over 24h >= .%", ".%"),
    ])
    func errorNamesWhatWasFound(_ text: String, _ found: String) {
        let error = #expect(throws: ConditionError.self) { try Condition.parse(text) }
        #expect(error?.found.string == found)
    }
}
