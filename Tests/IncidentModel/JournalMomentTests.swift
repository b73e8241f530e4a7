import IncidentModel
import SafeText
import Testing

/// Where the time of a journal stands after its events.
@Suite struct JournalMomentTests {
    private func newest(_ events: [(at: Int64, monotonic: Int64, body: EventBody)])
        -> JournalMoment?
    {
        var state = IncidentState()
        for (index, event) in events.enumerated() {
            state.apply(
                JournalEvent(
                    sequence: index + 1, at: Timestamp(seconds: event.at),
                    monotonic: event.monotonic, actor: "a", body: event.body))
        }
        return state.newest
    }

    private func started(_ boot: String?) -> EventBody {
        .consoleStarted(version: "1.0", boot: boot)
    }

    @Test func emptyJournalHasNone() {
        #expect(newest([]) == nil)
    }

    @Test func latestEventLeadsOnInTheBootOfItsConsole() {
        #expect(
            newest([(10, 100, started("b")), (20, 110, .noteAdded("x"))])
                == JournalMoment(at: Timestamp(seconds: 20), monotonic: 110, boot: "b"))
    }

    @Test func eventThatWasRecordedLateDoesNotLeadBack() {
        #expect(
            newest([
                (10, 100, started("b")), (20, 110, .noteAdded("x")), (15, 105, .noteAdded("y")),
            ])
                == JournalMoment(at: Timestamp(seconds: 20), monotonic: 110, boot: "b"))
    }

    @Test func journalThatNamesNoBootSaysSo() {
        #expect(newest([(10, 100, started(nil))])?.boot == nil)
    }

    @Test func consoleOfAnotherBootEndsWhatCouldBeCompared() {
        let moment = newest([(20, 110, started("b")), (15, 3, started("c"))])
        #expect(moment?.at == Timestamp(seconds: 20))
        #expect(moment?.boot == nil)
    }
}
