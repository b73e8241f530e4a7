import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// Past incidents are told of once, with what solved them.
struct PastWatchTests {
    private static let error: DisplayText = "ModuleNotFoundError: No module named <*>"

    private static func watch(_ past: [JournalEvent]...) throws -> PastWatch {
        var watch = PastWatch()
        let incidents = try past.enumerated().map {
            try #require(PastIncident(id: "INC-\($0 + 1)", events: $1))
        }
        watch.take(past: incidents, before: [])
        return watch
    }

    private static let first = LikenessTests.events(root: "api", clusters: [(error, .error)])

    @Test func likenessIsToldOnceAndAgainWhenItIsClearer() throws {
        var watch = try Self.watch(Self.first)
        #expect(watch.news(title: "Shop", loaded: []).isEmpty)
        watch.take(LikenessTests.events(nil, clusters: [(Self.error, .error)]))
        let told = watch.news(title: "Shop", loaded: [])
        #expect(told.map(\.id) == ["INC-1"])
        #expect(watch.news(title: "Shop", loaded: []).isEmpty)
        watch.take(LikenessTests.events(nil, root: "api"))
        let again = watch.news(title: "Shop", loaded: [])
        #expect(again.map(\.id) == ["INC-1"])
        #expect((again.first?.score ?? 0) > (told.first?.score ?? 100))
        watch.take(LikenessTests.events(nil, root: "web"))
        #expect(watch.news(title: "Shop", loaded: []).isEmpty)
    }

    @Test func whatTheRecordTellsOfIsNotToldAgain() throws {
        var watch = try Self.watch(Self.first)
        watch.remember([
            SimilarIncident(
                id: "INC-1", title: "x", openedAt: Timestamp(seconds: 1), score: 90, shared: [])
        ])
        watch.take(LikenessTests.events(nil, root: "api", clusters: [(Self.error, .error)]))
        #expect(watch.news(title: "Shop", loaded: []).isEmpty)
    }

    @Test func nothingIsToldWhileNothingIsWrong() throws {
        var watch = try Self.watch(Self.first)
        watch.take(LikenessTests.events(nil, clusters: [(Self.error, .error)]))
        #expect(watch.news(title: nil, loaded: []).isEmpty)
        watch.take(LikenessTests.events(nil, root: "api"))
        #expect(watch.news(title: nil, loaded: []).count == 1)
    }

    @Test func whatWasRecordedBeforeThisConsoleCountsToo() throws {
        let incident = try #require(PastIncident(id: "INC-1", events: Self.first))
        var watch = PastWatch()
        watch.take(past: [incident], before: Self.first)
        #expect(watch.news(title: "Shop", loaded: []).map(\.id) == ["INC-1"])
    }

    @Test func onlyTheMostAlikeAreTold() throws {
        var watch = try Self.watch(Self.first, Self.first, Self.first, Self.first, Self.first)
        watch.take(LikenessTests.events(nil, root: "api", clusters: [(Self.error, .error)]))
        #expect(watch.news(title: "Shop", loaded: []).count == PastWatch.mostTold)
    }

    // MARK: - What solved it

    private static let run = RunID("r1")
    private static let step = StepID(runbook: RunbookID("startup"), phase: 1, step: 2)

    private static func up(_ service: DisplayText, at seconds: Int64) -> EventBody {
        .serviceChanged(
            ServiceChange(
                service: ServiceID(service), from: .down, to: .up, cause: .none,
                since: Timestamp(seconds: seconds), reason: "x"))
    }

    private static func solution(_ bodies: [EventBody]) throws -> DisplayText {
        try #require(
            PastIncident(id: "I", events: LikenessTests.events(root: "api", extra: bodies))
        ).solvedBy
    }

    private static func ran(_ run: String, _ title: DisplayText, _ end: StepEnd) -> [EventBody] {
        [
            .stepStarted(step: step, title: title, run: RunID(run), command: "x"),
            .stepEnded(step: step, run: RunID(run), end: end, took: .seconds(1)),
        ]
    }

    @Test func stepBeforeTheRecoverySolvedIt() throws {
        let repair = Self.ran("r1", "Deploy the fixed image", .exited(0))
        let failed = Self.ran("r2", "Try something", .exited(1))
        #expect(
            try Self.solution(repair + failed + [Self.up("api", at: 110)])
                == "startup 1.2 Deploy the fixed image")
        #expect(try Self.solution(failed + [Self.up("api", at: 110)]) == .empty)
        #expect(try Self.solution([Self.up("api", at: 101)] + repair) == .empty, "it came too late")
    }

    @Test func stepThatChangesSomethingGoesBeforeOneThatLooks() throws {
        let change = ObservedChange(
            source: "quell", id: "r1", at: Timestamp(seconds: 1), title: "x")
        let bodies =
            Self.ran("r1", "Deploy", .exited(0)) + [.noticed(.change(change))]
            + Self.ran("r2", "Look", .exited(0)) + [Self.up("api", at: 120)]
        #expect(try Self.solution(bodies) == "startup 1.2 Deploy")
    }

    @Test func rootCauseStandsBesideTheRepair() throws {
        let why = Why(
            number: 1, question: "Why?", answer: "monitoring is left out of the image",
            isRootCause: true)
        #expect(
            try Self.solution([.edited(.why(why))])
                == "root cause: monitoring is left out of the image")
        #expect(
            try Self.solution(
                Self.ran("r1", "Deploy", .exited(0)) + [
                    Self.up("api", at: 110), .edited(.why(why)),
                ])
                == "startup 1.2 Deploy; root cause: monitoring is left out of the image")
    }

    @Test func reasonOfTheResolutionIsTheLastResort() throws {
        let end = EventBody.edited(
            .moment(.resolved, at: Timestamp(seconds: 200), reason: "provider repaired it"))
        #expect(try Self.solution([end]) == "provider repaired it")
        #expect(try Self.solution([]) == .empty)
    }

    @Test func recordWithoutAnIncidentIsNoPastIncident() {
        #expect(PastIncident(id: "I", events: LikenessTests.events(nil, root: "api")) == nil)
    }
}
