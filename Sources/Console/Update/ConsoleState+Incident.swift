import CellGrid
import IncidentModel
import SafeText

/// The page about the incident, and the reports of past ones that it leads to.
extension ConsoleState {
    mutating func toggleIncident() {
        if case .incident? = overlays.last {
            overlays.removeLast()
        } else {
            showIncident()
        }
    }

    mutating func showIncident() {
        overlays.removeAll { overlay in
            if case .incident = overlay { return true }
            return false
        }
        overlays.append(.incident(LinkedView()))
    }

    /// The rows of the page as they are on the terminal now.
    private var incidentRows: [IncidentPage.Row] {
        IncidentPage(
            state: self, columns: max(10, size.columns - 6),
            glyphs: GlyphSet(asciiOnly: setup.asciiOnly)
        ).rows
    }

    mutating func moveInIncident(_ view: LinkedView, _ movement: Movement) {
        var view = view
        let height = max(1, layout.body.rows - 2)
        view.move(movement, links: incidentRows.map(\.link), height: height)
        overlays[overlays.count - 1] = .incident(view)
    }

    /// What the selected row leads to.
    private func link(in view: LinkedView) -> IncidentLink? {
        let links = incidentRows.map(\.link)
        return view.selected(in: links).flatMap { links[$0] }
    }

    /// Why Enter does nothing at the selected row; nil when it does something.
    func reasonNotToOpen(in view: LinkedView) -> String? {
        link(in: view) == nil ? "Nothing here leads further." : nil
    }

    /// Opens what the selected row leads to.
    mutating func open(in view: LinkedView) -> [ConsoleEffect] {
        switch link(in: view) {
        case .past(let id): return readPast(id)
        case .service(let id): overlays.append(.details(.service(id), top: 0))
        case .change(let source, let id):
            guard let change = change(source, id) else { break }
            overlays.append(.details(.change(change), top: 0))
        case nil: break
        }
        return []
    }

    /// What the selected row shows, as evidence.
    func evidence(in view: LinkedView) -> PickedEvidence? {
        switch link(in: view) {
        case .service(let id): evidence(of: .service(id))
        case .change(let source, let id): change(source, id).map { .change($0) }
        case .past, nil: nil
        }
    }

    private func change(_ source: DisplayText, _ id: DisplayText) -> ObservedChange? {
        incident.record.changes.last { $0.source == source && $0.id == id }
    }

    mutating func readPast(_ id: DisplayText) -> [ConsoleEffect] {
        awaitedReport = id
        show("Reading the report of \(id).", .notice)
        return [.readPast(id)]
    }

    /// Shows the report that was asked for, unless a question or a line has the keys now.
    mutating func takePastReport(_ id: DisplayText, _ lines: [DisplayText]) {
        guard awaitedReport == id else { return }
        awaitedReport = nil
        flash = nil
        if isAsking {
            show("The report of \(id) has come: ask for it again when this is answered.", .notice)
            return
        }
        overlays.append(.pastReport(PastReport(id: id, lines: lines), top: 0))
    }
}
