import IncidentModel
import SafeText
import Testing

@Suite struct IncidentRecordTests {
    private func folded(_ bodies: [EventBody], by actor: DisplayText = "ada") -> IncidentState {
        var state = IncidentState()
        for (index, body) in bodies.enumerated() {
            state.apply(
                JournalEvent(
                    sequence: index + 1, at: Timestamp(seconds: Int64(index)), monotonic: 0,
                    actor: actor, body: body))
        }
        return state
    }

    private let opened = EventBody.incidentOpened(
        IncidentFacts(
            id: "INC-1", title: "down", severity: .p1, openedAt: Timestamp(seconds: 0),
            cadences: [UpdateCadence(audience: "engineering", every: .seconds(1800))]))

    private func mark(_ moment: IncidentMoment) -> EventBody {
        .edited(.moment(moment, at: Timestamp(seconds: 9), reason: "seen"))
    }

    @Test func correctionsChangeTheFacts() {
        let state = folded([
            opened, .edited(.title("all down")), .edited(.severity(.p0, reason: "everybody")),
            .edited(.impact("nobody can log in")),
            .edited(.detection(at: Timestamp(seconds: -60), reason: "first mail")),
            .edited(.escalation(after: .seconds(7200), to: "the lead")),
        ])
        #expect(state.facts?.title == "all down")
        #expect(state.facts?.severity == .p0)
        #expect(state.facts?.impact == "nobody can log in")
        #expect(state.facts?.countsFrom == Timestamp(seconds: -60))
        #expect(state.facts?.escalateTo == "the lead")
        #expect(state.record.marked(.detected)?.reason == "first mail")
    }

    @Test func cadencesAreAddedChangedAndRemovedInTheirPlaces() {
        let state = folded([
            opened, .edited(.cadence(audience: "business", every: .seconds(3600))),
            .edited(.cadence(audience: "engineering", every: .seconds(900))),
        ])
        #expect(
            state.facts?.cadences == [
                UpdateCadence(audience: "engineering", every: .seconds(900)),
                UpdateCadence(audience: "business", every: .seconds(3600)),
            ])
        let without = folded([opened, .edited(.cadence(audience: "engineering", every: nil))])
        #expect(without.facts?.cadences.isEmpty == true)
    }

    @Test(arguments: [
        ([IncidentMoment](), IncidentStatus.open), ([.detected], .open),
        ([.acknowledged], .acknowledged), ([.acknowledged, .mitigated], .mitigated),
        ([.mitigated, .resolved], .resolved), ([.resolved, .reopened], .acknowledged),
        ([.mitigated, .detected], .mitigated),
    ])
    func theNewestMomentIsTheStatus(moments: [IncidentMoment], status: IncidentStatus) {
        let state = folded([opened] + moments.map(mark))
        #expect(state.record.status == status)
        #expect((state.record.resolution != nil) == (status == .resolved))
    }

    @Test func whysKeepTheirNumbersWithoutGaps() {
        let whys = (1...3).map { Why(number: $0, question: "why \($0)") }
        let state = folded(whys.map { .edited(.why($0)) } + [.edited(.whyRemoved(2))])
        #expect(state.record.whys.map(\.number) == [1, 2])
        #expect(state.record.whys.map(\.question) == ["why 1", "why 3"])
        // A number far beyond the end is the next one.
        let more = folded([.edited(.why(Why(number: 40, question: "why")))])
        #expect(more.record.whys.map(\.number) == [1])
    }

    @Test func onlyOneAnswerIsTheRootCause() {
        func root(_ number: Int) -> EventBody {
            .edited(.why(Why(number: number, question: "why", answer: "so", isRootCause: true)))
        }
        let state = folded([root(1), root(2)])
        #expect(state.record.whys.map(\.isRootCause) == [false, true])
        #expect(state.record.rootCause?.number == 2)
    }

    @Test func hypothesesAndActionsAreReplacedByNumber() {
        let state = folded([
            .edited(.hypothesis(Hypothesis(number: 2, text: "cache"))),
            .edited(.hypothesis(Hypothesis(number: 1, text: "disk"))),
            .edited(
                .hypothesis(
                    Hypothesis(number: 2, text: "cache", standing: .discarded, reason: "it hits"))),
            .edited(.actionItem(ActionItem(number: 1, text: "add a check"))),
            .edited(.actionItem(ActionItem(number: 1, text: "add a check", isDone: true))),
            .edited(.actionItem(ActionItem(number: 2, text: "tell all"))),
            .edited(.actionItemRemoved(2)),
        ])
        #expect(state.record.hypotheses.map(\.number) == [1, 2])
        #expect(state.record.hypotheses.last?.standing == .discarded)
        #expect(state.record.actionItems.map(\.isDone) == [true])
    }

    @Test func rolesWordsAndLinksAreTakenBack() {
        let criterion = CriterionID("users can log in")
        let taken: [EventBody] = [
            .edited(.role(.commander, person: "ada", note: "from bob")),
            .edited(.criterion(criterion, holds: true)), .edited(.link(to: "INC-0", note: "same")),
        ]
        let state = folded(taken)
        #expect(state.record.roles[.commander]?.note == "from bob")
        #expect(state.record.confirmations[criterion]?.by == "ada")
        #expect(state.record.links == ["INC-0": "same"])
        let back = folded(
            taken + [
                .edited(.role(.commander, person: nil, note: "")),
                .edited(.criterion(criterion, holds: false)), .edited(.unlink(from: "INC-0")),
            ])
        #expect(back.record.roles.isEmpty)
        #expect(back.record.confirmations.isEmpty)
        #expect(back.record.links.isEmpty)
    }

    @Test func aChangeIsKeptOnceAndOldOnesGo() {
        func change(_ number: Int) -> EventBody {
            .noticed(
                .change(
                    ObservedChange(
                        source: "app", id: "\(number)", at: Timestamp(seconds: 0), title: "x")))
        }
        let state = folded((1...600).map(change) + [change(600)])
        #expect(state.record.changes.count == 500)
        #expect(state.record.changes.last?.id == "600")
        #expect(state.record.changes.first?.id == "101")
    }

    @Test func theMostAlikeIncidentComesFirst() {
        func past(_ id: DisplayText, _ score: Int) -> EventBody {
            .noticed(
                .similar(
                    SimilarIncident(
                        id: id, title: "t", openedAt: Timestamp(seconds: 0), score: score,
                        shared: [])))
        }
        let state = folded([past("INC-1", 40), past("INC-2", 80), past("INC-1", 90)])
        #expect(state.record.similar.map(\.id) == ["INC-1", "INC-2"])
    }

    @Test func stepsOfTheWallClockAddUp() {
        let state = folded([
            .noticed(.wallClockStepped(by: .seconds(3600))),
            .noticed(.wallClockStepped(by: .seconds(-600))),
        ])
        #expect(state.record.wallClockOffset == .seconds(3000))
    }

    @Test func anUpdateRemembersWhatItCouldSay() {
        let state = folded([
            opened, .noteAdded("a"), .updateSent(audience: "business", text: "x", by: .clipboard),
        ])
        #expect(state.updateSequences == ["business": 3])
        #expect(state.updates == ["business": Timestamp(seconds: 2)])
    }
}
