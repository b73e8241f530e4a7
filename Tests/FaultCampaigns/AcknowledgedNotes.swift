import IncidentModel
public import Journal
import SafeText

/// What a writer said to be on disk, and whether the journal that it left behind holds it.
public struct AcknowledgedNotes: Sendable {
    /// Notes that were acknowledged, with the number of the event where the writer knows it.
    public private(set) var sequences: [RecordedNote: Int?] = [:]

    /// Starts with none.
    public init() {}

    /// Takes a note as acknowledged.
    public mutating func take(_ note: RecordedNote, sequence: Int?) {
        sequences[note] = .some(sequence)
    }

    /// Opens the journal as a console does, and says what is wrong with it.
    ///
    /// - Parameters:
    ///   - folder: The incident's folder; nobody may record in it.
    ///   - report: Gets counts.
    /// - Returns: A sentence for each thing that must not be.
    public func problems(with folder: IncidentFolder, _ report: inout CampaignReport) -> [String] {
        do throws(JournalError) {
            let store = try JournalStore(folder: folder)
            defer { store.close() }
            let events = try store.events(from: 1, limit: .max)
            var found = problems(in: events)
            if case .broken(let number, let reason) = try store.verify() {
                found.append("the chain is broken at event \(number): \(reason)")
            }
            let state = try store.state()
            if state.lastSequence != events.count {
                found.append("the state ends at \(state.lastSequence) of \(events.count) events")
            }
            report.count("events found", events.count)
            let next = try store.append(
                [.consoleStopped], actor: "campaign", at: Timestamp(seconds: 1_800_000_000),
                monotonic: 0)
            if next.map(\.sequence) != [events.count + 1] {
                found.append("the next event is not number \(events.count + 1)")
            }
            return found
        } catch {
            return ["the journal does not open: \(error)"]
        }
    }

    /// What is wrong with a journal's events.
    func problems(in events: [JournalEvent]) -> [String] {
        var found: [String] = []
        if events.map(\.sequence) != Array(1..<(events.count + 1)) {
            found.append("the numbers of the events have gaps")
        }
        var places: [RecordedNote: Int] = [:]
        var newest: RecordedNote?
        for event in events {
            guard case .noteAdded(let text, _) = event.body else { continue }
            guard let note = RecordedNote(text: text) else {
                found.append("event \(event.sequence) holds a note that nobody wrote")
                continue
            }
            if places[note] != nil { found.append("note \(note.run).\(note.number) stands twice") }
            if let newest, note <= newest {
                found.append("note \(note.run).\(note.number) stands after a later one")
            }
            places[note] = event.sequence
            newest = note
        }
        for (note, sequence) in sequences {
            guard let place = places[note] else {
                found.append("note \(note.run).\(note.number) was acknowledged and is lost")
                continue
            }
            if let sequence, sequence != place {
                found.append("note \(note.run).\(note.number) is event \(place), not \(sequence)")
            }
        }
        return found
    }
}
