import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// How alike incidents are: a table of what they share, and what is too common to tell anything.
struct LikenessTests {
    private static let rare: DisplayText = "ModuleNotFoundError: No module named <*> in middleware"
    private static let other: DisplayText = "deadlock detected while updating relation orders"
    private static let common: DisplayText = "slow query took <*> ms on replica"

    static func events(
        _ title: DisplayText? = "Shop outage", root: String? = nil,
        clusters: [(DisplayText, Severity)] = [], extra: [EventBody] = []
    ) -> [JournalEvent] {
        var bodies: [EventBody] = []
        if let title {
            bodies.append(
                .incidentOpened(
                    IncidentFacts(
                        id: "X", title: title, severity: .p1, openedAt: Timestamp(seconds: 100))))
        }
        if let root {
            let change = ServiceChange(
                service: ServiceID(DisplayText(root)), from: .up, to: .down, cause: .own,
                since: Timestamp(seconds: 100), reason: "x")
            bodies.append(.serviceChanged(change))
        }
        bodies += clusters.enumerated().map { index, cluster in
            .clusterChanged(
                ClusterChange(
                    cluster: ClusterID(index + 1), moment: .appeared, template: cluster.0,
                    severity: cluster.1))
        }
        return (bodies + extra).enumerated().map { index, body in
            JournalEvent(
                sequence: index + 1, at: Timestamp(seconds: 100 + Int64(index)), monotonic: 0,
                actor: "quell", body: body)
        }
    }

    private static func past(_ id: String, _ events: [JournalEvent]) throws -> PastIncident {
        try #require(PastIncident(id: id, events: events))
    }

    /// The score of the first past incident, and what it shares with the present one.
    private static func score(
        _ past: [[JournalEvent]], _ present: [JournalEvent]
    ) throws -> (score: Int, shared: [DisplayText]) {
        let incidents = try past.enumerated().map { try Self.past("INC-\($0)", $1) }
        let vocabulary = PastVocabulary(incidents)
        var now = Likeness.Present()
        for event in present { now.trace.take(event) }
        for form in now.trace.templates.keys { now.matches[form] = vocabulary.matches(form) }
        let likeness = Likeness(incidents[0], now, vocabulary)
        return (likeness.score, likeness.shared)
    }

    @Test func sameRootAndSameErrorIsVeryAlike() throws {
        let first = Self.events(root: "api", clusters: [(Self.rare, .error)])
        let (score, shared) = try Self.score([first], first)
        #expect(score >= 80, "\(score)")
        #expect(
            shared == [
                "root api", "cluster ModuleNotFoundError: No module named <*> in middleware",
            ])
    }

    @Test func sameRootAloneIsToldOnlyWhenTheLogsSaidNothingThen() throws {
        let quiet = try Self.score([Self.events(root: "api")], Self.events(root: "api"))
        #expect(Likeness.rank(of: quiet.score) == 1, "\(quiet)")
        let spoke = Self.events(root: "api", clusters: [(Self.rare, .error)])
        let silent = try Self.score([spoke], Self.events(root: "api"))
        #expect(silent.score < Likeness.threshold, "\(silent)")
        let different = try Self.score(
            [spoke], Self.events(root: "api", clusters: [(Self.other, .error)]))
        #expect(different.score < silent.score && different.score > 0, "\(different)")
    }

    @Test func sameRareErrorAloneIsTold() throws {
        let past = Self.events(root: "api", clusters: [(Self.rare, .error)])
        let (score, shared) = try Self.score(
            [past], Self.events(root: "web", clusters: [(Self.rare, .error)]))
        #expect(Likeness.rank(of: score) == 1, "\(score)")
        #expect(shared.count == 1)
    }

    @Test func nothingInCommonIsNothing() throws {
        let past = Self.events(root: "api", clusters: [(Self.rare, .error)])
        let (score, shared) = try Self.score(
            [past], Self.events(root: "web", clusters: [(Self.other, .error)]))
        #expect(score == 0 && shared.isEmpty, "\(score)")
    }

    @Test func whatIsInEveryIncidentTellsNothing() throws {
        let many = (0..<20).map { number in
            Self.events(
                root: "s\(number)",
                clusters: [
                    (Self.common, .warning),
                    ("only in \(Self.words[number]) was this seen", .error),
                ])
        }
        let (score, shared) = try Self.score(
            many, Self.events(root: "web", clusters: [(Self.common, .warning)]))
        #expect(score < 15, "\(score)")
        #expect(shared.isEmpty)
        let rare = try Self.score(
            many,
            Self.events(
                root: "web", clusters: [("only in \(Self.words[0]) was this seen", .error)]))
        #expect(rare.score > score)
    }

    private static let words = [
        "alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india",
        "juliett", "kilo", "lima", "mike", "november", "oscar", "papa", "quebec", "romeo",
        "sierra", "tango",
    ]

    @Test func incidentThatKeepsComingBackIsRecognised() throws {
        let again = Self.events(
            root: "api", clusters: [(Self.rare, .error), ("cannot start worker pool", .error)])
        let (score, _) = try Self.score(Array(repeating: again, count: 10), again)
        #expect(Likeness.rank(of: score) >= 1, "\(score)")
    }

    @Test func templateIsRecognisedWithItsVariablesInOtherPlaces() throws {
        let past = Self.events(clusters: [("cannot connect to database orders at <*>:<*>", .error)])
        let now = Self.events(clusters: [("cannot connect to database <*> at db-3:5432", .error)])
        let (_, shared) = try Self.score([past], now)
        #expect(shared.count == 1)
        let far = Self.events(clusters: [("cannot read the certificate of the broker", .error)])
        #expect(try Self.score([past], far).shared.isEmpty)
    }

    @Test(arguments: [
        (4, 4, 4, true), (4, 4, 7, true), (5, 6, 6, true), (4, 6, 6, false), (3, 3, 10, false),
        (1, 1, 6, false), (2, 2, 5, false), (1, 1, 1, true), (0, 0, 0, false),
    ])
    func templatesAreAlikeWhenMostOfTheirWordsAre(
        shared: Int, first: Int, second: Int, isAlike: Bool
    ) {
        let likeness = TemplateForm.likeness(shared: shared, first, second)
        #expect((likeness > 0) == isAlike, "\(likeness)")
        #expect(likeness == TemplateForm.likeness(shared: shared, second, first))
    }

    @Test func aNewErrorBesideTheSameOneLowersTheScore() throws {
        let past = Self.events(root: "api", clusters: [(Self.rare, .error)])
        let same = try Self.score([past], past).score
        let more = try Self.score(
            [past],
            Self.events(root: "api", clusters: [(Self.rare, .error), (Self.other, .error)])
        ).score
        #expect(more < same && more > 60, "\(same), \(more)")
    }

    @Test func templatesWithoutWordsSayNothing() {
        #expect(TemplateForm("<*> <*> 12:33 #") == nil)
        #expect(TemplateForm("") == nil)
        #expect(TemplateForm("a1 b2 <*>") == nil)
    }
}
