import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// What may be written into an incident's record, and the sentence for what may not.
@Suite struct EditRulesTests {
    private static let now = Timestamp(seconds: 10_000)
    private static let opened = Timestamp(seconds: 9_000)

    private static func ago(_ seconds: Int) -> Timestamp { now + .seconds(-seconds) }

    /// The rules after some edits, one second apart.
    private static func rules(
        _ edits: [IncidentEdit] = [], criteria: [ExitCriterion] = []
    ) -> EditRules {
        let facts = IncidentFacts(
            id: "INC-1", title: "Down", severity: .p1, openedAt: opened,
            cadences: [UpdateCadence(audience: "engineering", every: .seconds(1800))])
        let bodies = [.incidentOpened(facts)] + edits.map { EventBody.edited($0) }
        var state = IncidentState()
        for (index, body) in bodies.enumerated() {
            state.apply(
                JournalEvent(
                    sequence: index + 1, at: opened + .seconds(index), monotonic: 0, actor: "ada",
                    body: body))
        }
        return EditRules(
            facts: state.facts ?? facts, record: state.record, criteria: criteria, now: now)
    }

    static let sensible: [IncidentEdit] = [
        .title("Shop is down"), .severity(.p0, reason: "all of it"),
        .impact("everybody"),
        .detection(at: Timestamp(seconds: 8_000), reason: "support saw it"),
        .cadence(audience: "business", every: .seconds(3600)),
        .cadence(audience: "engineering", every: nil), .escalation(after: .seconds(60), to: "lead"),
        .escalation(after: nil, to: ""),
        .moment(.acknowledged, at: Timestamp(seconds: 9_500), reason: "the pager rang"),
        .moment(.mitigated, at: Timestamp(seconds: 10_000), reason: "rolled back"),
        .role(.commander, person: "Ada", note: ""), .why(Why(number: 1, question: "Why?")),
        .hypothesis(Hypothesis(number: 1, text: "DNS")),
        .actionItem(ActionItem(number: 1, text: "look")), .link(to: "INC-0", note: ""),
    ]

    @Test(arguments: EditRulesTests.sensible)
    func whatMakesSenseIsTaken(_ edit: IncidentEdit) {
        #expect(Self.rules().objection(to: edit) == nil)
    }

    static let senseless: [(IncidentEdit, DisplayText)] = [
        (.title(" "), "an incident needs a title, found none"),
        (.severity(.p0, reason: " "), "changing the severity needs a reason"),
        (.severity(.p1, reason: "x"), "the severity is P1 already"),
        (.impact(""), "say whom it hurts and how, found nothing"),
        (.detection(at: ago(-1), reason: "x"), "detection cannot be in the future"),
        (.detection(at: ago(5), reason: ""), "correcting the detection needs a reason"),
        (.cadence(audience: "", every: .seconds(60)), "an audience needs a name"),
        (.cadence(audience: "nobody", every: nil), "no audience called nobody expects updates"),
        (
            .cadence(audience: "business", every: .seconds(5)),
            "updates need at least a minute in between, such as 30m"
        ),
        (.escalation(after: .zero, to: "x"), "escalation needs a time from now on, such as 2h"),
        (
            .moment(.mitigated, at: ago(-1), reason: "x"), "mitigation cannot be in the future"
        ),
        (
            .moment(.acknowledged, at: ago(1001), reason: "x"),
            "it cannot be acknowledged before it was detected"
        ),
        (
            .moment(.mitigated, at: ago(0), reason: ""), "“mitigated” needs a reason: what was seen"
        ),
        (
            .moment(.reopened, at: ago(0), reason: "x"),
            "the incident is not resolved, so it is open"
        ),
        (.role(.scribe, person: " ", note: ""), "scribe needs a person's name"),
        (.role(.scribe, person: nil, note: ""), "nobody is scribe"),
        (.why(Why(number: 1, question: "")), "a why needs a question"),
        (.why(Why(number: 2, question: "Why?")), "there are 0 whys: the next one is 1"),
        (.why(Why(number: 0, question: "Why?")), "there are 0 whys: the next one is 1"),
        (
            .why(Why(number: 1, question: "Why?", isRootCause: true)),
            "the root cause is an answer: why 1 has none"
        ),
        (.whyRemoved(1), "there is no why 1"),
        (.hypothesis(Hypothesis(number: 1, text: "")), "a hypothesis needs a text"),
        (
            .hypothesis(Hypothesis(number: 3, text: "x")),
            "there is no hypothesis 3: the next one is 1"
        ),
        (
            .hypothesis(Hypothesis(number: 1, text: "x", standing: .discarded)),
            "a hypothesis is discarded for a reason: say what was seen"
        ),
        (.actionItem(ActionItem(number: 1, text: "")), "an action item needs a text"),
        (
            .actionItem(ActionItem(number: 2, text: "x")),
            "there is no action 2: the next one is 1"
        ),
        (.actionItemRemoved(1), "there is no action 1"),
        (.criterion(CriterionID("x"), holds: true), "no exit criterion reads “x”"),
        (.link(to: "", note: ""), "a link needs the id of another incident"),
        (.link(to: "INC-1", note: ""), "an incident cannot be linked to itself"),
        (.unlink(from: "INC-0"), "it is not linked to INC-0"),
    ]

    @Test(arguments: EditRulesTests.senseless)
    func whatMakesNoneIsRefusedInASentence(_ edit: IncidentEdit, _ sentence: DisplayText) {
        #expect(Self.rules().objection(to: edit) == sentence)
    }

    @Test func timeOfAScreenThatIsBehindIsMovedAndNoOther() {
        let rules = Self.rules([.moment(.resolved, at: Self.ago(300), reason: "over")])
        func moved(_ moment: IncidentMoment, _ at: Timestamp) -> IncidentEdit {
            rules.settled(.moment(moment, at: at, reason: "x"))
        }
        func marked(_ moment: IncidentMoment, _ at: Timestamp) -> IncidentEdit {
            .moment(moment, at: at, reason: "x")
        }
        #expect(moved(.reopened, Self.ago(303)) == marked(.reopened, Self.ago(300)))
        #expect(moved(.reopened, Self.ago(306)) == marked(.reopened, Self.ago(306)))
        #expect(moved(.acknowledged, Self.ago(1003)) == marked(.acknowledged, Self.ago(1000)))
        #expect(moved(.mitigated, Self.ago(-2)) == marked(.mitigated, Self.ago(0)))
        #expect(moved(.mitigated, Self.ago(-60)) == marked(.mitigated, Self.ago(-60)))
    }

    @Test func acknowledgingTwiceIsFine() {
        let rules = Self.rules([.moment(.acknowledged, at: Self.ago(500), reason: "")])
        let again = IncidentEdit.moment(.acknowledged, at: Self.ago(0), reason: "the next shift")
        #expect(rules.objection(to: again) == nil)
    }

    @Test(arguments: IncidentMoment.allCases)
    func everyChangeOfTheStatusNeedsAReason(_ moment: IncidentMoment) {
        let before: [IncidentEdit] =
            moment == .reopened ? [.moment(.resolved, at: Self.ago(300), reason: "over")] : []
        let rules = Self.rules(before)
        let bare = IncidentEdit.moment(moment, at: Self.ago(0), reason: " ")
        let sentence: DisplayText = "“\(moment.rawValue)” needs a reason: what was seen"
        #expect(rules.objection(to: bare) == sentence)
        let because = IncidentEdit.moment(moment, at: Self.ago(0), reason: "it was seen")
        #expect(rules.objection(to: because) == nil)
    }

    @Test func resolvedIncidentHasToBeReopenedFirst() {
        let rules = Self.rules([.moment(.resolved, at: Self.ago(300), reason: "over")])
        for moment in [IncidentMoment.acknowledged, .mitigated, .resolved] {
            #expect(
                rules.objection(toMarking: moment, at: Self.ago(0))
                    == "the incident is resolved: reopen it first")
        }
        #expect(rules.objection(toMarking: .reopened, at: Self.ago(299)) == nil)
        #expect(
            rules.objection(toMarking: .reopened, at: Self.ago(301))
                == "it cannot be reopened before it was resolved")
    }

    @Test func detectionIsNotLaterThanWhatFollowedIt() {
        let rules = Self.rules([.moment(.acknowledged, at: Self.ago(500), reason: "")])
        #expect(
            rules.objection(toMarking: .detected, at: Self.ago(499))
                == "it was acknowledged before that: detection is earlier")
        #expect(rules.objection(toMarking: .detected, at: Self.ago(500)) == nil)
    }

    @Test func onlyPersonsCriteriaTakeAPersonsWord() {
        let criteria = [
            ExitCriterion.Judge.condition, .command("./smoke.sh"), .person,
        ].enumerated().map { index, judge in
            ExitCriterion(
                id: CriterionID(DisplayText("c\(index)")), judge: judge, origin: "quell.yaml",
                state: .unmet("x"))
        }
        let rules = Self.rules([], criteria: criteria)
        #expect(
            criteria.map { rules.objection(to: .criterion($0.id, holds: true)) } == [
                "“c0” is judged on the panes, not by a person's word",
                "“c1” is judged by a command, not by a person's word", nil,
            ])
        #expect(
            rules.objection(to: .criterion(criteria[2].id, holds: false))
                == "nobody said so of “c2” yet")
    }

    @Test func numbersFollowThoseThatAreThere() {
        let rules = Self.rules([
            .why(Why(number: 1, question: "Why?")), .hypothesis(Hypothesis(number: 1, text: "DNS")),
            .actionItem(ActionItem(number: 1, text: "look")),
            .actionItem(ActionItem(number: 2, text: "repair")), .actionItemRemoved(1),
        ])
        #expect(rules.objection(to: .why(Why(number: 2, question: "And why?"))) == nil)
        #expect(rules.objection(to: .whyRemoved(1)) == nil)
        #expect(rules.objection(to: .hypothesis(Hypothesis(number: 2, text: "x"))) == nil)
        #expect(rules.objection(to: .actionItem(ActionItem(number: 3, text: "x"))) == nil)
        #expect(rules.objection(to: .actionItem(ActionItem(number: 4, text: "x"))) != nil)
    }
}
