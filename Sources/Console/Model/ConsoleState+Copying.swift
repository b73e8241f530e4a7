import IncidentModel
import SafeText

extension ConsoleState {
    /// What Enter shows the details of; nil when nothing is selected.
    var detailSubject: DetailSubject? {
        switch overlays.last {
        case .graph: return serviceInHand.map { .service($0.id) }
        case .help, .details, .sources, .incident, .pastReport, .confirmCluster, .confirmRun,
            .confirmTrust,
            .confirmRollBack, .confirmFile, .confirmCancel, .confirmQuit, .record, .confirmRecord:
            return nil
        case nil: break
        }
        return detailSubject(of: focus)
    }

    /// What is selected in a pane; nil when nothing is.
    func detailSubject(of pane: Pane) -> DetailSubject? {
        switch pane {
        case .services: ServiceList.selected(of: self).map { .service($0.id) }
        case .clusters: ClusterList.selected(of: self).map { .cluster($0.id) }
        case .runbook: selectedStep.map { .step($0.id) }
        case .output: shownOutput.map { .step($0.step) }
        case .timeline: TimelineList.selected(of: self).map { .event($0) }
        }
    }

    /// What the copy key copies: the equivalent command, the template, the commands, or the lines.
    var copyText: String? {
        let text: String?
        if case .details(let subject, _)? = overlays.last {
            text = copyText(of: subject)
        } else if case .pastReport(let report, _)? = overlays.last {
            text = report.lines.map(\.string).joined(separator: "\n") + "\n"
        } else if overlays.isEmpty, focus == .output {
            text = OutputList.rows(of: self).map(\.text.string).joined(separator: "\n")
        } else {
            text = detailSubject.flatMap(copyText(of:))
        }
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func copyText(of subject: DetailSubject) -> String? {
        switch subject {
        case .service(let id): service(id)?.deciding?.equivalentCommand.string
        case .cluster(let id): cluster(id)?.template.string
        case .step(let id):
            step(id)?.commands.flatMap(\.text).map(\.string).joined(separator: "\n")
        case .event(let event): event.headline.string
        case .change(let change): change.line.string
        }
    }
}
