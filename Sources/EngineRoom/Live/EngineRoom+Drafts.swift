import Dispatch
import Foundation
import IncidentModel
import Journal
import Runbooks
import SafeText

extension EngineRoom {
    /// How many of the newest events a draft is written from.
    private static let draftedEvents = 20_000

    /// Drafts a status update from what is new for an audience; `updateDrafted` follows.
    ///
    /// The journal is read off the room's thread, so that a long one holds nothing up.
    func draftUpdate(for audience: DisplayText, _ bench: Bench) {
        guard !audience.isBlank else {
            return publish(.refused("an update needs an audience, found none"))
        }
        let state = bench.state
        let services = bench.order.compactMap { bench.services[$0] }
        let criteria = bench.criteria.criteria
        let plans = bench.runbookOrder.compactMap { bench.runbooks[$0]?.plan }
        let now = plan.now()
        DispatchQueue.global(qos: .userInitiated).async { [self] in
            let text = UpdateWriter.draft(
                for: audience, state: state, events: newestEvents(upTo: state.lastSequence),
                services: services, criteria: criteria, plans: plans, now: now,
                utcOffsetSeconds: TimeZone.current.secondsFromGMT())
            run { _ in
                self.publish(
                    .updateDrafted(
                        UpdateDraft(audience: audience, upTo: state.lastSequence, text: text)))
            }
        }
    }

    /// What the journal holds, the oldest first; nothing when it cannot be read.
    private func newestEvents(upTo last: Int) -> [JournalEvent] {
        guard let store = try? JournalStore(folder: plan.folder, readOnly: true) else { return [] }
        defer { store.close() }
        var events: [JournalEvent] = []
        var next = max(1, last - Self.draftedEvents)
        while let page = try? store.events(from: next, limit: 1000), let newest = page.last {
            events += page
            next = newest.sequence + 1
        }
        return events
    }
}
