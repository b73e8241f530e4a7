import IncidentModel
import Journal

/// A journal that was damaged on purpose, and what opening it shows.
struct DamagedJournal {
    let files: JournalFiles
    let original: [JournalEvent]

    /// What whoever opens it sees.
    enum Sight {
        /// All events are as they were.
        case harmless
        /// An error, a verdict or a sentence says that something is wrong.
        case noticed(String)
        /// Other events than before, and not a word.
        case silent(String)
    }

    /// Opens a copy of it, reads everything and verifies.
    func opened(in scratch: CampaignFolder, id: String, readOnly: Bool) -> Sight {
        let store: JournalStore
        do {
            store = try JournalStore(folder: scratch.make(id, with: files), readOnly: readOnly)
        } catch {
            return .noticed("it does not open")
        }
        defer { store.close() }
        if store.damage != nil { return .noticed("a sentence about the damage") }
        do throws(JournalError) {
            let events = try store.events(from: 1, limit: .max)
            // Later events are those with which opening says what it found.
            let isCarriedOver = events.contains { event in
                if case .noticed(.carriedOver) = event.body { true } else { false }
            }
            if isCarriedOver { return .noticed("carried over with a sentence") }
            if try !store.verify().isIntact { return .noticed("the chain or the file is broken") }
            let state = try store.state()
            guard events == original else {
                let same = zip(events, original).prefix { $0 == $1 }.count
                return .silent("\(events.count) of \(original.count) events, \(same) the same")
            }
            guard state.lastSequence == events.count else {
                return .silent("the state ends at \(state.lastSequence)")
            }
            return .harmless
        } catch {
            return .noticed("it cannot be read")
        }
    }
}
