import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// Decisions about log clusters: what is asked for, and that nothing changes before it is on record.
struct ClusterMarkTests {
    static func reference(_ number: Int) -> ClusterReference {
        let cluster = Fixture.clusters[number - 1]
        return ClusterReference(id: cluster.id, template: cluster.template)
    }

    static func clusters() -> ConsoleState {
        var state = Fixture.outage()
        state.type("2")
        return state
    }

    @Test(arguments: [
        ("p", ClusterAction.pin(true)), ("m", .mute(true)), ("f", .markFixed(true)),
    ])
    func decisionIsAskedForAndShowsNothingYet(key: String, action: ClusterAction) {
        var state = Self.clusters()
        let before = state.logs
        #expect(state.type(key) == [.markCluster(Self.reference(1), action)])
        #expect(state.logs == before)
        #expect(state.flash == nil)
    }

    @Test(arguments: [
        ("p", ClusterAction.pin(false)), ("m", .mute(false)), ("f", .markFixed(false)),
    ])
    func decisionIsTakenBackByTheSameKey(key: String, action: ClusterAction) {
        var state = Self.clusters()
        var logs = Fixture.logs
        logs.clusters[0].marks.isPinned = true
        logs.clusters[0].marks.fixedAt = Fixture.now
        state.tell(.logsChanged(logs))
        if case .mute = action {
            logs.clusters[0].marks.isMuted = true
            state.tell(.logsChanged(logs))
            state.type("MG")
        }
        #expect(state.type(key) == [.markCluster(Self.reference(1), action)])
    }

    @Test func recordedDecisionIsSaid() {
        var state = Self.clusters()
        state.tell(.recorded([Fixture.merged(12)]))
        #expect(state.flash?.text == "cluster 3 merged into cluster 1")
    }

    @Test func fixedClusterThatSpeaksAgainIsSaidAndRung() {
        var state = Self.clusters()
        let change = ClusterChange(
            cluster: ClusterID(4), moment: .spokeAfterFix, template: "exit", severity: .warning)
        let event = JournalEvent(
            sequence: 12, at: Fixture.now, monotonic: 12, actor: "quell",
            body: .clusterChanged(change))
        #expect(state.tell(.recorded([event])) == [.ring])
        #expect(state.flash?.text == change.headline)
    }

    @Test func detailsDecideAboutTheirOwnCluster() {
        var state = Self.clusters()
        state.press(keys: .down, .enter)
        #expect(state.type("p") == [.markCluster(Self.reference(2), .pin(true))])
    }

    @Test func priorityIsTypedChosenOrGivenBack() {
        var state = Self.clusters()
        state.type("P2")
        #expect(
            state.press(keys: .enter) == [.markCluster(Self.reference(1), .setPriority(.p2))])
        state.type("P")
        #expect(
            state.press(keys: .down, .enter)
                == [.markCluster(Self.reference(1), .setPriority(.p1))])
        state.type("P-")
        #expect(
            state.press(keys: .enter) == [.markCluster(Self.reference(1), .setPriority(nil))])
    }

    @Test func impossiblePriorityIsRefused() {
        var state = Self.clusters()
        state.type("P7")
        #expect(state.press(keys: .enter).isEmpty)
        #expect(state.flash?.kind == .refusal)
        #expect(state.prompt != nil)
    }

    @Test func linkTakesANumberOrAChosenRow() {
        var state = Self.clusters()
        state.type("l5")
        let link = ClusterAction.link(symptomOf: Self.reference(5))
        #expect(state.press(keys: .enter) == [.markCluster(Self.reference(1), link)])
        state.type("l")
        let second = ClusterAction.link(symptomOf: Self.reference(3))
        #expect(state.press(keys: .down, .enter) == [.markCluster(Self.reference(1), second)])
    }

    @Test func proposedCauseIsTheFirstToBeLinkedTo() {
        var state = Self.clusters()
        state.type("jjl")
        let link = ClusterAction.link(symptomOf: Self.reference(1))
        #expect(state.press(keys: .enter) == [.markCluster(Self.reference(3), link)])
    }

    @Test func linkIsFoundByItsText() {
        var state = Self.clusters()
        state.type("lslow query")
        let link = ClusterAction.link(symptomOf: Self.reference(5))
        #expect(state.press(keys: .enter) == [.markCluster(Self.reference(1), link)])
    }

    @Test(arguments: ["1", "77", "no such thing"])
    func linkToItselfOrToNothingIsRefused(typed: String) {
        var state = Self.clusters()
        state.type("l" + typed)
        #expect(state.press(keys: .enter).isEmpty)
        #expect(state.flash?.kind == .refusal)
        #expect(state.prompt != nil)
    }

    @Test func unlinkNeedsALink() {
        var state = Self.clusters()
        #expect(state.type("L").isEmpty)
        #expect(state.flash?.text == "Cluster 1 is linked to no other one.")
        #expect(state.type("jL") == [.markCluster(Self.reference(2), .unlink)])
    }

    @Test func mergeHappensOnlyAfterY() {
        var state = Self.clusters()
        state.type("jjJ1")
        #expect(state.press(keys: .enter).isEmpty)
        #expect(state.overlays.last?.isQuestion == true)
        #expect(state.press(keys: .enter, .character("Y"), .tab).isEmpty)
        let merge = ClusterAction.merge(into: Self.reference(1))
        #expect(state.type("y") == [.markCluster(Self.reference(3), merge)])
        #expect(state.overlays.isEmpty)
    }

    @Test(arguments: [Key.escape, .character("n"), .control("c")])
    func mergeCanBeLeft(key: Key) {
        var state = Self.clusters()
        state.type("J2")
        state.press(keys: .enter)
        #expect(state.press(keys: key).isEmpty)
        #expect(state.overlays.isEmpty)
    }

    @Test func mergeWithAClusterThatIsGoneIsRefused() {
        var state = Self.clusters()
        state.type("J6")
        state.press(keys: .enter)
        var logs = Fixture.logs
        logs.clusters.removeLast()
        state.tell(.logsChanged(logs))
        #expect(state.type("y").isEmpty)
        #expect(state.flash?.kind == .refusal)
    }

    @Test func splitNamesTheVariable() {
        var state = Fixture.marked()
        state.type("gD2")
        #expect(state.press(keys: .enter).isEmpty)
        let handler = ClusterReference(
            id: ClusterID(3), template: Fixture.markedClusters[2].template)
        #expect(state.type("y") == [.markCluster(handler, .split(variable: 2))])
    }

    @Test func splitNeedsAVariable() {
        var state = Self.clusters()
        var logs = Fixture.logs
        logs.clusters[0].template = "no variable at all"
        state.tell(.logsChanged(logs))
        #expect(state.type("D").isEmpty)
        #expect(state.flash?.text == "Cluster 1 has no variable to split it at.")
    }

    /// Whoever writes a log line must not be able to put words into a question.
    @Test(arguments: ["J3", "D1"])
    func questionShowsNoTextOfTheLogs(keys: String) throws {
        var state = Fixture.marked()
        state.type(keys)
        state.press(keys: .enter)
        let question = try #require(state.overlays.last)
        let text = QuestionText(state: state, columns: 80, glyphs: GlyphSet(asciiOnly: false))
        let content = text.content(of: question)
        let words = (content.before + content.scrolling + content.after).map(\.plain).joined()
        #expect(words.contains("cluster 1"))
        for cluster in state.logs.clusters {
            #expect(!words.contains(cluster.template.string))
            for value in cluster.values.flatMap(\.top) {
                #expect(!words.contains(value.text.string))
            }
        }
    }

    @Test func readOnlyScreenDecidesNothing() {
        var setup = Fixture.setup
        setup.isReadOnly = true
        var state = Fixture.outage(setup)
        state.type("2j")
        for key in ["p", "m", "f", "P", "l", "L", "J", "D"] {
            #expect(state.type(key).isEmpty)
            #expect(state.flash?.text.string.contains("Read-only") == true)
            #expect(state.prompt == nil)
        }
        state.type("ot")
        #expect(state.arrangement.order == .count)
    }

    @Test(arguments: ["pin", "mute", "priority", "fixed", "link", "unlink", "merge", "split"])
    func everyDecisionIsACommand(name: String) {
        let choice = Palette.choices(for: name, in: .standard).first
        #expect(choice?.name == name)
        #expect(choice?.isDangerous == true)
    }
}
