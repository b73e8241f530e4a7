import IncidentModel
import SafeText
import Settings
import Testing

@testable import EngineRoom

/// Which changes are told of, and when the next look is due.
struct ChangeWatchTests {
    private static let since = Timestamp(seconds: 1_000)
    private static let second: Int64 = 1_000_000_000

    private static func watch(told: [ObservedChange] = []) -> ChangeWatch {
        ChangeWatch(
            [
                ChangeSourceDefinition(
                    name: "app", kind: .command("x"), services: [ServiceID("api")])
            ],
            told: told, since: since, start: 0)
    }

    private static func sighting(_ id: Int, at seconds: Int64 = 2_000) -> ChangeSighting {
        ChangeSighting(id: "c\(id)", at: Timestamp(seconds: seconds), title: "t")
    }

    @Test func changeIsToldOnce() {
        var watch = Self.watch()
        let first = watch.take(.seen([Self.sighting(1)]), of: 0, at: 0, isCalm: true)
        #expect(first.news.map(\.id) == ["c1"])
        #expect(first.news.first?.source == "app")
        #expect(first.news.first?.services == [ServiceID("api")])
        let second = watch.take(
            .seen([Self.sighting(2), Self.sighting(1)]), of: 0, at: 1, isCalm: true)
        #expect(second.news.map(\.id) == ["c2"])
    }

    @Test func whatTheRecordHoldsIsNotToldAgain() {
        let known = ObservedChange(source: "app", id: "c1", at: Self.since, title: "t")
        let other = ObservedChange(source: "web", id: "c2", at: Self.since, title: "t")
        var watch = Self.watch(told: [known, other])
        let look = ChangeLook.seen([Self.sighting(1), Self.sighting(2)])
        #expect(watch.take(look, of: 0, at: 0, isCalm: true).news.map(\.id) == ["c2"])
    }

    @Test func whatIsTooOldIsLeftOutAndTheRestIsInOrder() {
        var watch = Self.watch()
        let look = ChangeLook.seen([
            Self.sighting(1, at: 3_000), Self.sighting(2, at: 999), Self.sighting(3, at: 1_000),
        ])
        #expect(watch.take(look, of: 0, at: 0, isCalm: true).news.map(\.id) == ["c3", "c1"])
    }

    @Test func aFloodIsCutToTheNewestAndSaid() {
        var watch = Self.watch()
        let many = (1...180).map { Self.sighting($0, at: 2_000 + Int64($0)) }
        let (news, sentence) = watch.take(.seen(many), of: 0, at: 0, isCalm: true)
        #expect(news.map(\.id) == (131...180).map { "c\($0)" })
        #expect(sentence == "app tells of 180 changes: the newest 50 are listed")
        #expect(watch.take(.seen(many), of: 0, at: 1, isCalm: true).news.isEmpty)
    }

    @Test func aTroubleIsSaidOnceHoweverOftenItComesBack() {
        var watch = Self.watch()
        let trouble = ChangeLook.troubled("no repository")
        let first = watch.take(trouble, of: 0, at: 0, isCalm: true).sentence
        #expect(first == "changes from app are not seen: no repository")
        #expect(watch.take(trouble, of: 0, at: 1, isCalm: true).sentence == nil)
        #expect(watch.take(.seen([]), of: 0, at: 2, isCalm: true).sentence == nil)
        #expect(watch.take(trouble, of: 0, at: 3, isCalm: true).sentence == nil)
        let others = (1...20).compactMap {
            watch.take(.troubled("reason \($0)"), of: 0, at: 4, isCalm: true).sentence
        }
        #expect(others.count == 4, "a trouble that is put differently each time ends too")
    }

    @Test func nextLookComesLaterWhileNothingIsWrong() {
        var watch = Self.watch()
        #expect(watch.begin(at: 0) == [0])
        #expect(watch.begin(at: 0).isEmpty && watch.nextLook == nil, "one look at a time")
        _ = watch.take(.seen([]), of: 0, at: 0, isCalm: true)
        #expect(watch.nextLook == 300 * Self.second)
        _ = watch.begin(at: 300 * Self.second)
        _ = watch.take(.seen([]), of: 0, at: 300 * Self.second, isCalm: false)
        #expect(watch.nextLook == 360 * Self.second)
    }

    @Test func aFailureBringsTheNextLookForward() {
        var watch = Self.watch()
        _ = watch.begin(at: 0)
        _ = watch.take(.seen([]), of: 0, at: 0, isCalm: true)
        watch.hurry(at: 2 * Self.second)
        #expect(watch.nextLook == 5 * Self.second, "not more often than every 5 s")
        watch.hurry(at: 100 * Self.second)
        #expect(watch.nextLook == 5 * Self.second)
        _ = watch.begin(at: 100 * Self.second)
        watch.hurry(at: 101 * Self.second)
        _ = watch.take(.seen([]), of: 0, at: 102 * Self.second, isCalm: false)
        #expect(watch.nextLook == 107 * Self.second, "the look under way began too early")
    }

    @Test func nothingToWatchIsNeverDue() {
        var watch = ChangeWatch()
        watch.hurry(at: 0)
        #expect(watch.nextLook == nil && watch.begin(at: .max).isEmpty)
        #expect(watch.take(.seen([Self.sighting(1)]), of: 0, at: 0, isCalm: true).news.isEmpty)
    }
}
