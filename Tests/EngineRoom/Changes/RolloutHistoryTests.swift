import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// What kubectl says of revisions becomes changes with their times.
struct RolloutHistoryTests {
    private static let now = Timestamp(seconds: 1_800_000_000)

    private static func revision(
        _ number: Int, at seconds: Int64, image: String = "shop/api:1", formerly: Int? = nil,
        cause: String? = nil, restarted: String? = nil
    ) -> RolloutRevision {
        RolloutRevision(
            number: number, created: Timestamp(seconds: seconds), hash: "h\(number)",
            formerly: formerly, cause: cause, restarted: restarted, images: ["api": image])
    }

    private static func titles(_ revisions: [RolloutRevision]) -> [DisplayText] {
        var history = RolloutHistory()
        return history.changes(in: revisions, progressed: nil, at: now).map(\.title)
    }

    @Test func revisionTellsWhatChanged() {
        #expect(
            Self.titles([
                Self.revision(1, at: 100), Self.revision(2, at: 200, image: "shop/api:2"),
                Self.revision(3, at: 300, image: "shop/api:2", restarted: "2026"),
                Self.revision(4, at: 400, image: "shop/api:2", restarted: "2026"),
                Self.revision(5, at: 500, image: "shop/api:3", cause: "release \u{1B}[1m3"),
            ]) == [
                "image shop/api:1", "image shop/api:2 (was shop/api:1)", "restarted",
                "its pod template changed", "release ␛[1m3",
            ])
    }

    @Test func rollbackThatIsSeenIsDatedByTheWorkload() {
        var history = RolloutHistory()
        _ = history.changes(
            in: [Self.revision(1, at: 100), Self.revision(2, at: 200, image: "b")],
            progressed: nil, at: Self.now)
        let after = [
            Self.revision(2, at: 200, image: "b"), Self.revision(3, at: 100, formerly: 1),
        ]
        let progressed = Self.now + .seconds(20)
        let found = history.changes(
            in: after, progressed: progressed, at: Self.now + .seconds(60))
        #expect(found.last?.title == "rolled back to revision 1: image shop/api:1 (was b)")
        #expect(found.last?.at == progressed)
        #expect(found.last?.id == "revision 3 (h3)")
        // It keeps its time however often it is looked at.
        let again = history.changes(
            in: after, progressed: Self.now + .seconds(300), at: Self.now + .seconds(400))
        #expect(again == found)
    }

    @Test func rollbackWhoseTimeNobodyKnowsIsLeftOut() {
        var history = RolloutHistory()
        let revisions = [
            Self.revision(2, at: 200, image: "b"), Self.revision(3, at: 100, formerly: 1),
            Self.revision(4, at: 400, image: "c"),
        ]
        let found = history.changes(in: revisions, progressed: nil, at: Self.now)
        #expect(found.map(\.id) == ["revision 2 (h2)", "revision 4 (h4)"])
    }

    @Test func ownersAreToldApartAndNonsenseIsLeftOut() throws {
        let json = #"""
            {"items": [
              {"metadata": {"name": "api-5c", "creationTimestamp": "2026-11-21T21:40:00Z",
                "labels": {"pod-template-hash": "5c"},
                "annotations": {"deployment.kubernetes.io/revision": "7",
                  "deployment.kubernetes.io/revision-history": "3,5"},
                "ownerReferences": [{"kind": "Deployment", "name": "api"}]},
               "spec": {"template": {"spec": {"containers": [{"name": "api", "image": "shop/api:7"}]}}}},
              {"metadata": {"name": "web-1", "creationTimestamp": "2026-11-21T21:40:00Z",
                "annotations": {"deployment.kubernetes.io/revision": "9"},
                "ownerReferences": [{"kind": "Deployment", "name": "web"}]}},
              {"metadata": {"name": "api-x", "creationTimestamp": "yesterday",
                "annotations": {"deployment.kubernetes.io/revision": "8"},
                "ownerReferences": [{"kind": "Deployment", "name": "api"}]}},
              {"metadata": {}}
            ]}
            """#
        let list = try #require(RevisionList.read(Array(json.utf8)))
        let found = RolloutHistory.revisions(in: list, ofKind: "deployment", named: "api")
        #expect(found.map(\.number) == [7])
        #expect(found.first?.formerly == 5)
        #expect(found.first?.images == ["api": "shop/api:7"])
        #expect(found.first?.hash == "5c")
    }

    @Test(arguments: ["", "{", "[]", "{\"items\": 3}", "\u{0}\u{1}"])
    func brokenAnswersAreNoAnswers(text: String) {
        #expect(RevisionList.read(Array(text.utf8)) == nil)
        #expect(RolloutWorkload.read(Array(text.utf8)) == nil)
    }

    @Test func selectorIsWrittenAsKubectlWantsIt() throws {
        let json = #"""
            {"metadata": {"generation": 4}, "spec": {"selector": {"matchLabels": {"b": "2", "a": "1"},
             "matchExpressions": [{"key": "c", "operator": "In", "values": ["x", "y"]},
               {"key": "d", "operator": "NotIn", "values": ["z"]}, {"key": "e", "operator": "Exists"},
               {"key": "f", "operator": "DoesNotExist"}]}},
             "status": {"conditions": [{"type": "Available"},
               {"type": "Progressing", "lastUpdateTime": "2026-11-21T21:40:00Z"}]}}
            """#
        let workload = try #require(RolloutWorkload.read(Array(json.utf8)))
        #expect(workload.spec?.selector?.text == "a=1,b=2,c in (x,y),d notin (z),e,!f")
        #expect(workload.progressed != nil && workload.metadata.generation == 4)
    }
}
