import CellGrid
import IncidentModel
import SafeText

/// Opening an incident by hand: a form, row by row.
extension ConsoleState {
    /// Puts the form in front, with what is known already, and asks for the title.
    mutating func askToOpen() {
        var form = OpeningForm()
        form.title = setup.title.string
        let broken = services.filter { $0.verdict == .down }.compactMap(\.since)
        form.detectedAt = broken.min()
        overlays.append(.record(RecordPage(kind: .opening(form))))
        askForRow(.title)
    }

    /// Opens the line of a row.
    private mutating func askForRow(_ row: OpeningForm.Row) {
        guard let form = recordPage?.opening else { return }
        switch row {
        case .title: ask(.opening(.openTitle), form.title)
        case .severity: ask(.opening(.openSeverity))
        case .impact: ask(.opening(.openImpact), form.impact)
        case .detected:
            let typed = form.detectedAt.flatMap { at in pastMoment?.typed(at) }
            ask(.opening(.openDetected), typed ?? "now")
        case .open: prompt = nil
        }
    }

    /// Takes the value of a row and goes on to the next one.
    mutating func fillIn(
        _ row: OpeningForm.Row, _ change: (inout OpeningForm) -> Void
    ) -> [ConsoleEffect] {
        guard var form = recordPage?.opening else { return [] }
        change(&form)
        form.isChanged = true
        let next = OpeningForm.Row(rawValue: row.rawValue + 1) ?? .open
        changePage {
            $0.kind = .opening(form)
            $0.view.select(next.rawValue, in: OpeningForm.Row.allCases.map(\.rawValue))
        }
        prompt = nil
        askForRow(next)
        return []
    }

    mutating func pressInOpening(
        _ key: Key, _ form: OpeningForm, _ page: RecordPage
    ) -> [ConsoleEffect]? {
        if let movement = setup.keyMap.action(for: key)?.movement { return move(movement) }
        switch key {
        case .enter:
            let row = selectedID(on: page).flatMap { OpeningForm.Row(rawValue: $0) } ?? .title
            guard row == .open else {
                askForRow(row)
                return []
            }
            return open(form)
        case .escape, .character("q"):
            guard form.isChanged, !form.isSent else {
                overlays.removeLast()
                return []
            }
            ask(.discardOpening)
            return []
        case .character("?"), .function(1): return nil
        case .character, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right,
            .home, .end, .pageUp, .pageDown, .function, .control, .alt, .unknown:
            return refuse("Enter changes a row or opens the incident; Esc leaves the form.")
        }
    }

    private mutating func open(_ form: OpeningForm) -> [ConsoleEffect] {
        if let readOnlyReason { return refuse(readOnlyReason) }
        if form.isSent { return [] }
        if form.title.trimmedSpaces.isEmpty {
            askForRow(.title)
            return []
        }
        var sent = form
        sent.isSent = true
        changePage { $0.kind = .opening(sent) }
        return [.openIncident(form.facts)]
    }

    /// The incident is open: the form has done its work, whoever opened it.
    mutating func openingSucceeded() {
        let count = overlays.count
        overlays.removeAll { overlay in
            if case .record(let page) = overlay { return page.opening != nil }
            return overlay == .confirmRecord(.discardOpening)
        }
        if overlays.count != count {
            if case .opening? = prompt?.recordEntry?.field { prompt = nil }
            show("The incident is open.", .notice)
        }
    }

    /// What was asked for was not done: it can be asked for again.
    mutating func recordWasRefused() {
        for index in overlays.indices {
            guard case .record(var page) = overlays[index] else { continue }
            if case .opening(var form) = page.kind {
                form.isSent = false
                page.kind = .opening(form)
            }
            if case .draft(var sheet) = page.kind {
                sheet.sent = nil
                page.kind = .draft(sheet)
            }
            overlays[index] = .record(page)
        }
    }
}
