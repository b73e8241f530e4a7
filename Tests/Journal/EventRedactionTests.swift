import IncidentModel
import SafeText
import Testing

@testable import Journal

@Suite struct EventRedactionTests {
    private let marking = EventRedaction { $0 == "secret" ? "‹hidden›" : $0 }

    @Test func everyTextOfEveryKindIsRedacted() {
        let redacted = SampleEvents.all("secret").map { marking.redacted($0) }
        #expect(redacted == SampleEvents.all("‹hidden›"))
    }

    @Test func namesByWhichEventsFindTheirSubjectAreKept() {
        let all = EventRedaction { _ in "‹hidden›" }
        for body in SampleEvents.all("secret") {
            var (before, after) = (IncidentState(), IncidentState())
            before.apply(event(body))
            after.apply(event(all.redacted(body)))
            #expect(before.steps.keys == after.steps.keys)
            #expect(before.gates.keys == after.gates.keys)
            #expect(before.services.keys == after.services.keys)
            #expect(before.clusters.keys == after.clusters.keys)
            #expect(before.runbooks == after.runbooks)
            #expect(before.facts?.id == after.facts?.id)
        }
    }

    @Test func kindsAreDistinctAndNamedAsInTheBody() throws {
        for body in SampleEvents.all() {
            let stored = try StoredEvent(event(body), after: StoredEvent.noHash)
            #expect(stored.body.hasPrefix("{\"\(stored.kind)\":"))
        }
    }

    private func event(_ body: EventBody) -> JournalEvent {
        JournalEvent(
            sequence: 1, at: SampleEvents.at, monotonic: 0, actor: "quell", body: body)
    }
}
