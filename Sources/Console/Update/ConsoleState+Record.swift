import CellGrid
import IncidentModel
import SafeText

/// The pages on which people write the incident's record. Nothing of the record changes here: an edit is
/// asked for, and shows once the journal has it.
extension ConsoleState {
    /// The page in front; nil when something else is.
    var recordPage: RecordPage? {
        if case .record(let page)? = overlays.last { page } else { nil }
    }

    /// The rows of a page that can be selected, by their ids.
    func recordIDs(on page: RecordPage) -> [Int] {
        switch page.kind {
        case .whys: incident.record.whys.map(\.number)
        case .hypotheses: incident.record.hypotheses.map(\.number)
        case .evidence: Array(evidenceOptions(on: page).all.indices)
        case .actions: ActionOrder.groups(of: self).flatMap { $0.items.map(\.number) }
        case .incident: Array(IncidentMenu.entries.indices)
        case .criteria: Array(criteria.indices)
        case .opening: OpeningForm.Row.allCases.map(\.rawValue)
        case .draft: []
        }
    }

    /// The id of the selected row; nil on a page without rows.
    func selectedID(on page: RecordPage) -> Int? {
        let ids = recordIDs(on: page)
        return page.view.position(in: ids).map { ids[$0] }
    }

    /// Puts a page in front, or takes it away when it is in front already.
    mutating func toggleRecord(_ kind: RecordPage.Kind) {
        if recordPage?.kind == kind {
            overlays.removeLast()
            return
        }
        let picked = recordPage?.picked ?? pickedEvidence
        // Whys and hypotheses are two sides of one page, the others lead to one another.
        if recordPage != nil { overlays.removeLast() }
        overlays.append(.record(RecordPage(kind: kind, picked: picked)))
    }

    /// Changes the page in front.
    mutating func changePage(_ change: (inout RecordPage) -> Void) {
        guard var page = recordPage else { return }
        change(&page)
        overlays[overlays.count - 1] = .record(page)
    }

    /// What a key does on a page of the record; nil when the key map decides.
    mutating func press(_ key: Key, on page: RecordPage) -> [ConsoleEffect]? {
        if case .draft(let sheet) = page.kind { return pressInDraft(key, sheet) }
        if case .opening(let form) = page.kind { return pressInOpening(key, form, page) }
        guard let action = recordAction(for: key, on: page) else { return nil }
        flash = nil
        if action.changesRecord, let readOnlyReason { return refuse(readOnlyReason) }
        return perform(action, on: page)
    }

    mutating func moveInRecord(_ movement: Movement) {
        guard let page = recordPage else { return }
        let ids = recordIDs(on: page)
        guard let position = page.view.position(in: ids) else { return }
        let height = max(2, (layout.body.rows - 2) / 2)
        let distance = movement.distance(from: position, count: ids.count, height: height)
        changePage { $0.view.select(position + distance, in: ids) }
    }

    /// Opens the line in which something of the record is typed.
    mutating func ask(_ field: RecordEntry.Field, _ text: String = "") {
        prompt = Prompt(
            purpose: .record(RecordEntry(field: field, initial: text)), line: LineEditor(text))
    }

    /// Puts a question about the record in front.
    mutating func ask(_ question: RecordQuestion) {
        overlays.append(.confirmRecord(question))
    }

    /// What was recorded closes what was waiting for it.
    mutating func takeRecorded(_ events: [JournalEvent]) {
        for event in events {
            if case .updateSent(let audience, _, let channel) = event.body {
                draftWentOut(to: audience, channel)
            }
            if case .incidentOpened = event.body { openingSucceeded() }
        }
    }
}
