import Conditions
import IncidentModel
import SafeText
import Testing

@Suite struct ConditionReaderTests {
    @Test(arguments: [
        "probe backend is up", "probe backend is up for 60s", "PROBE backend IS Degraded",
        "probe \"the back end\" is down for 1h30m", "all probes are up", "all services are up",
        "all probes are up for 2 minutes", "health of all services is up for 10s",
        "cluster matching \"ModuleNotFoundError\" silent for 5m", "errors < 5 per hour",
        "cluster matching timeout silent for 5m", "errors <5 per minute",
        "response of backend < 2s", "response of backend <500ms", "  probe  x  is  up  ",
    ])
    func sentenceIsRead(_ text: String) throws {
        #expect(try Condition.parse(text).text == text)
    }

    @Test(arguments: [
        ("", "", 1), ("banana", "banana", 1), ("probe", "", 6), ("probe x", "", 8),
        ("probe x was up", "was", 9), ("probe x is purple", "purple", 12),
        ("probe x is up in 5s", "in", 15), ("probe x is up for", "", 18),
        ("probe x is up for long", "long", 19), ("probe x is up for 0s", "0s", 19),
        ("probe x is up for 5 parsecs", "5", 19), ("probe < is up", "<", 7),
        ("all cows are up", "cows", 5), ("all probes up", "up", 12),
        ("health of two services is up", "two", 11),
        ("cluster matching \"\" silent for 5m", "", 18),
        ("cluster matching \"x silent for 5m", "", 18), ("cluster matching \"x\" silent", "", 28),
        ("cluster like x silent for 5m", "like", 9), ("errors > 5 per hour", ">", 8),
        ("errors < 0 per hour", "0", 10), ("errors < -1 per hour", "-1", 10),
        ("errors < 1.5 per hour", "1.5", 10), ("errors < 5 per day", "day", 16),
        ("errors < 5 per hour please", "please", 21), ("response of x > 2s", ">", 15),
        ("response of x < 2", "2", 17), ("\"probe\" x is up", "probe", 1),
    ])
    func errorNamesWhatWasFoundAndWhere(_ text: String, _ found: String, _ column: Int) {
        let error = #expect(throws: ConditionError.self) { try Condition.parse(text) }
        #expect(error?.found.string == found)
        #expect(error?.column == column)
        #expect(error?.expected.isEmpty == false)
    }

    @Test func errorIsOneSentence() {
        let error = #expect(throws: ConditionError.self) {
            try Condition.parse("probe x is purple")
        }
        #expect(
            error?.description
                == "found “purple” at column 12 of “probe x is purple”, expected “up” or “degraded” or “down”"
        )
    }

    @Test(arguments: [
        ("probe backend is greenish", true), ("errors < many per hour", true),
        ("cluster matching x quiet", true), ("errors are gone", false),
        ("probe the wound", false), ("kubectl get pods", false), ("", false),
    ])
    func attemptIsTold(_ text: String, _ isAttempt: Bool) {
        #expect(Condition.isAttempted(in: text) == isAttempt)
    }

    @Test func subjectIsTold() throws {
        #expect(try Condition.parse("probe db is up").subject == .service(ServiceID("db")))
        #expect(try Condition.parse("response of db < 1s").subject == .service(ServiceID("db")))
        #expect(try Condition.parse("all probes are up").subject == .allServices)
        #expect(try Condition.parse("errors < 5 per hour").subject == .errors)
        #expect(
            try Condition.parse("cluster matching \"a b\" silent for 1m").subject
                == .clusters(matching: "a b"))
    }

    @Test func randomWordsNeverCrash() {
        var random = SystemRandomNumberGenerator()
        let words = [
            "probe", "all", "probes", "cluster", "matching", "\"", "<", "5s", "for", "is", "up",
            "é",
            "errors", "per", "hour", "response", "of", "99999999999999999999h", "\u{202E}", "",
        ]
        for _ in 0..<2000 {
            let count = Int.random(in: 0..<9, using: &random)
            let text = (0..<count).compactMap { _ in words.randomElement(using: &random) }
                .joined(separator: " ")
            if let condition = try? Condition.parse(text) {
                _ = condition.judge(Snapshots.snapshot())
            }
        }
    }
}

@Suite struct DurationTextTests {
    @Test(arguments: [
        ("10s", 10_000), ("500ms", 500), ("1h30m", 5_400_000), ("2 minutes", 120_000),
        ("1.5 h", 5_400_000), ("1d", 86_400_000), ("90 SEC", 90_000),
    ])
    func lengthIsRead(_ text: String, _ milliseconds: Int) {
        #expect(DurationText.parse(text) == .milliseconds(milliseconds))
    }

    @Test(arguments: [
        "", "5", "s", "0s", "-5s", "5x", "1..5s", ".5s", "5.s", "99999999999d", "4000d", "5s!",
    ])
    func otherTextIsRefused(_ text: String) {
        #expect(DurationText.parse(text) == nil)
    }

    @Test func phraseNeverSaysNothingRemains() {
        #expect(DurationText.phrase(.milliseconds(1)) == "1 s")
        #expect(DurationText.phrase(.seconds(125)) == "2 m 5 s")
        #expect(DurationText.phrase(.seconds(3600)) == "1 h")
    }
}
