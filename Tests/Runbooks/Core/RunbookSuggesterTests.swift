import IncidentModel
import Runbooks
import SafeText
import Testing

@Suite struct RunbookSuggesterTests {
    private func candidate(
        _ name: String, _ triggers: RunbookTrigger..., isLoaded: Bool = false
    ) -> RunbookSuggester.Candidate {
        var plan = RunbookPlan(
            id: RunbookID(DisplayText(name)), title: DisplayText("About \(name)"), path: "x.md",
            contentHash: "")
        plan.triggers = triggers
        return RunbookSuggester.Candidate(reference: name, plan: plan, isLoaded: isLoaded)
    }

    private func service(
        _ name: DisplayText, _ verdict: Verdict, _ cause: Cause = .own, kind: DisplayText = "http"
    ) -> ServiceStatus {
        var service = ServiceStatus(id: ServiceID(name))
        service.verdict = verdict
        service.cause = cause
        let outcome: Outcome = verdict == .down ? .down : verdict == .degraded ? .degraded : .up
        service.latest = [
            Reading(
                probe: ProbeID(service: service.id, index: 0), kind: kind,
                startedAt: Timestamp(seconds: 0), duration: .zero, outcome: outcome,
                reason: outcome == .up ? .empty : "it refused")
        ]
        return service
    }

    private func cluster(
        _ number: Int, _ template: DisplayText, _ priority: Priority = .p1
    ) -> ClusterStatus {
        var cluster = ClusterStatus(
            id: ClusterID(number), template: template, firstSeen: Timestamp(seconds: 0))
        cluster.priority = priority
        return cluster
    }

    private func suggest(
        _ candidates: [RunbookSuggester.Candidate], services: [ServiceStatus] = [],
        clusters: [ClusterStatus] = []
    ) -> [String] {
        var logs = LogStatus()
        logs.clusters = clusters
        let snapshot = ModelSnapshot(
            now: Timestamp(seconds: 9), watchingSince: Timestamp(seconds: 0), services: services,
            logs: logs)
        return RunbookSuggester.suggestions(among: candidates, snapshot: snapshot).map {
            "\($0.reference): \($0.reason)"
        }
    }

    @Test func serviceThatIsNotUpSuggestsItsRunbook() {
        let book = candidate("db", .service(ServiceID("db")))
        #expect(suggest([book], services: [service("db", .down)]) == ["db: service db is down"])
        #expect(
            suggest([book], services: [service("db", .degraded)]) == ["db: service db is degraded"])
        #expect(suggest([book], services: [service("db", .up, .none)]) == [])
        #expect(suggest([book], services: [service("db", .unknown, .none)]) == [])
        #expect(suggest([book], services: [service("web", .down)]) == [])
    }

    @Test func serviceThatIsBlockedSuggestsNothing() {
        let book = candidate("web", .service(ServiceID("web")), .probe("http"))
        var blocked = service("web", .down, .blocked(by: ServiceID("db")))
        #expect(suggest([book], services: [blocked]) == [])
        #expect(suggest([book], services: [service("web", .down, .local)]) == [])
        #expect(suggest([book], services: [service("web", .down, .pending)]).count == 1)
        blocked.isAlsoBroken = true
        #expect(suggest([book], services: [blocked]).count == 1)
    }

    @Test func heldServiceSuggestsNothing() {
        var held = service("db", .down)
        held.hold = Hold(kind: .maintenance, until: nil, reason: "disks", by: "ana@host")
        #expect(suggest([candidate("db", .service(ServiceID("db")))], services: [held]) == [])
    }

    @Test func failingProbeOfAKindSuggests() {
        let book = candidate("pg", .probe("postgres"))
        #expect(
            suggest([book], services: [service("db", .down, kind: "postgres")])
                == ["pg: probe postgres of db: it refused"])
        #expect(suggest([book], services: [service("db", .down, kind: "http")]) == [])
        #expect(suggest([book], services: [service("db", .up, .none, kind: "postgres")]) == [])
    }

    @Test func clusterWithTheTextSuggests() {
        let book = candidate("py", .cluster("modulenotfounderror"))
        let seen = [cluster(7, "slow query"), cluster(3, "ModuleNotFoundError: <*>")]
        #expect(suggest([book], clusters: seen) == ["py: cluster 3: ModuleNotFoundError: <*>"])
        #expect(suggest([book], clusters: [cluster(7, "slow query")]) == [])
    }

    @Test func clusterThatSomebodySettledSuggestsNothing() {
        let book = candidate("py", .cluster("boom"))
        var muted = cluster(1, "boom")
        muted.marks.isMuted = true
        var fixed = cluster(2, "boom")
        fixed.marks.fixedAt = Timestamp(seconds: 1)
        #expect(suggest([book], clusters: [muted, fixed]) == [])
        fixed.marks.spokeAgainAt = Timestamp(seconds: 2)
        #expect(suggest([book], clusters: [muted, fixed]) == ["py: cluster 2: boom"])
    }

    @Test func bestReasonComesFirstAndEachRunbookOnce() {
        let books = [
            candidate("late", .cluster("slow")), candidate("slow", .service(ServiceID("web"))),
            candidate("boom", .cluster("boom")),
            candidate("db", .cluster("slow"), .service(ServiceID("db"))),
            candidate("none"), candidate("again", .service(ServiceID("db"))),
        ]
        let found = suggest(
            books, services: [service("db", .down), service("web", .degraded)],
            clusters: [cluster(1, "boom", .p0), cluster(2, "slow", .p3)])
        #expect(
            found == [
                "db: service db is down", "again: service db is down", "boom: cluster 1: boom",
                "slow: service web is degraded", "late: cluster 2: slow",
            ])
    }

    @Test func loadedRunbookIsNamed() {
        let book = candidate("db", .service(ServiceID("db")), isLoaded: true)
        let snapshot = ModelSnapshot(
            now: Timestamp(seconds: 9), watchingSince: Timestamp(seconds: 0),
            services: [service("db", .down)], logs: LogStatus())
        let found = RunbookSuggester.suggestions(among: [book], snapshot: snapshot)
        #expect(found.map(\.loaded) == [RunbookID("db")])
        #expect(found.map(\.title) == ["About db"])
    }
}
