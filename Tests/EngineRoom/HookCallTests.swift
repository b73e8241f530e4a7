import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// What the hook is told of.
@Suite struct HookCallTests {
    private func event(_ body: EventBody) -> JournalEvent {
        JournalEvent(
            sequence: 1, at: Timestamp(seconds: 1), monotonic: 0, actor: "ada@web-1", body: body)
    }

    @Test(arguments: [
        (IncidentClock.update(audience: "business"), "update-due-soon", "update-due"),
        (.escalation(to: "the lead"), "escalation-due-soon", "escalation-due"),
        (.budget(RunbookID("r"), phase: 2), "budget-nearly-used", "budget-used"),
    ])
    func warningsHaveNames(clock: IncidentClock, before: String, after: String) {
        let due = Timestamp(seconds: 9)
        for (isDue, name) in [(false, before), (true, after)] {
            let warning = ClockWarning(clock: clock, dueAt: due, isDue: isDue)
            let call = HookCall(event(.noticed(.clock(warning))))
            #expect(call?.event == name)
            #expect(call?.subject == warning.headline)
            #expect(call?.dueAt == due)
        }
    }

    @Test func momentsAndTheOpeningAreTold() {
        for moment in IncidentMoment.allCases {
            let edit = IncidentEdit.moment(moment, at: Timestamp(seconds: 1), reason: "seen")
            #expect(HookCall(event(.edited(edit)))?.event == moment.rawValue)
        }
        let facts = IncidentFacts(
            id: "INC-1", title: "Shop is down", severity: .p1, openedAt: Timestamp(seconds: 1))
        #expect(HookCall(event(.incidentOpened(facts)))?.subject == "P1 opened: Shop is down")
    }

    @Test func restIsNotTold() {
        let bodies: [EventBody] = [
            .noteAdded("x"), .edited(.title("t")), .consoleStopped,
            .noticed(.wallClockStepped(by: .seconds(1))),
        ]
        for body in bodies { #expect(HookCall(event(body)) == nil) }
    }

    @Test func dueIsSaidAsClocksOnTheWallSayIt() {
        let warning = ClockWarning(
            clock: .update(audience: "all"), dueAt: Timestamp(seconds: 0), isDue: true)
        let variables = HookCall(warning).environment(
            facts: nil, id: "INC-1", wallOffset: .seconds(3600))
        #expect(variables["QUELL_DUE"] == "1970-01-01T01:00:00Z")
        #expect(variables["QUELL_INCIDENT"] == "INC-1")
        #expect(variables["QUELL_TITLE"] == "")
    }
}
