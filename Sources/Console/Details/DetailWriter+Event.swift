import CellGrid
import IncidentModel
import SafeText

extension DetailWriter {
    /// Everything about an entry of the timeline, and where it leads.
    func rows(of event: JournalEvent) -> [StyledText] {
        var rows = paragraph(event.headline.string, EventWords.role(of: event), indent: 0)
        rows.append(StyledText())
        rows += fact("when", StyledText(moment(event.at)))
        rows += fact("who", StyledText(event.actor.string))
        rows += facts(of: event.body)
        return rows + [StyledText()] + way(from: event)
    }

    private func way(from event: JournalEvent) -> [StyledText] {
        guard let target = JumpTarget(of: event) else {
            return paragraph("Nothing else on the screen stands behind this entry.", .faint)
        }
        let key = state.setup.keyMap.label(for: .openDetails, asciiOnly: glyphs.asciiOnly)
        let text = StyledText([
            Span("  "), Span(key, .key), Span(" goes to \(target.words).", .hint),
        ])
        return text.wrapped(to: columns, indent: 2)
    }

    private func facts(of body: EventBody) -> [StyledText] {
        switch body {
        case .serviceChanged(let change):
            return fact("before", StyledText(change.from.rawValue))
                + fact("since", StyledText(moment(change.since)))
                + fact("cause", StyledText(ServiceWords.cause(change.cause)))
                + fact("why", StyledText(change.reason.string))
        case .clusterChanged(let change):
            return fact("level", StyledText(ClusterWords.word(change.severity)))
                + fact("cluster", reference(change.cluster, change.template))
        case .clusterMarked(let cluster, let action): return rows(of: action, on: cluster)
        case .runbookLoaded, .runbookTrusted, .fileWritten, .valueGiven, .rollbackProposed,
            .stepStarted, .stepEnded, .gateChanged:
            return factsOfRunbook(body)
        case .noteAdded(_, let subject):
            return subject.map { fact("about", StyledText($0.line.string)) } ?? []
        case .updateSent(let audience, let text, let channel):
            return fact("audience", StyledText(audience.string))
                + fact("by", StyledText(channel.map(RecordWords.channel) ?? ""))
                + fact("text", StyledText(text.string))
        case .consoleStarted(let version, _): return fact("version", StyledText(version.string))
        case .incidentOpened(let facts): return rows(of: facts)
        case .edited(let edit): return rows(of: edit)
        case .noticed(let notice): return rows(of: notice)
        case .recordingGap(let events, let reason):
            return fact("missing", StyledText(CountText.counted(events, "event")))
                + fact("why", StyledText(reason.string))
        case .consoleStopped, .stepTicked, .stepSkipped, .checkTicked: return []
        case .flappingChanged(let service, _), .serviceReleased(let service):
            return fact("service", StyledText(service.name.string))
        case .serviceHeld(let service, let hold): return rows(of: hold, on: service)
        case .localTroubleChanged(let trouble):
            guard let trouble else { return [] }
            return fact("since", StyledText(moment(trouble.since)))
                + fact("seen", StyledText(trouble.reason.string))
                + fact("failing", StyledText(CountText.counted(trouble.failing, "service")))
        }
    }

    private func factsOfRunbook(_ body: EventBody) -> [StyledText] {
        switch body {
        case .runbookLoaded(_, let title, let path, let hash, _):
            fact("title", StyledText(title.string)) + fact("file", StyledText(path.string))
                + fact("sha-256", StyledText(hash, .faint))
        case .runbookTrusted(_, let hash): fact("sha-256", StyledText(hash, .faint))
        case .fileWritten(_, let path, let hash):
            fact("file", StyledText(path.string)) + fact("sha-256", StyledText(hash, .faint))
        case .valueGiven(let runbook, _, _), .rollbackProposed(let runbook, _, _):
            fact("runbook", StyledText(runbook.name.string))
        case .stepStarted(_, _, let run, let command):
            fact("run", StyledText(run.name))
                + fact("command", StyledText(command.string, .command))
        case .stepEnded(_, let run, _, let took):
            fact("run", StyledText(run.name))
                + fact("took", StyledText(DurationText.taken(took)))
        case .gateChanged(_, let gate): fact("seen", StyledText(StepWords.gateReason(gate)))
        case .consoleStarted, .consoleStopped, .incidentOpened, .serviceChanged,
            .flappingChanged, .serviceHeld, .serviceReleased, .localTroubleChanged,
            .clusterChanged, .clusterMarked, .stepTicked, .stepSkipped, .checkTicked, .noteAdded,
            .updateSent, .edited, .noticed, .recordingGap:
            []
        }
    }

    private func rows(of hold: Hold, on service: ServiceID) -> [StyledText] {
        let until =
            hold.until.map { state.wallClock.minuteOrDay($0, now: state.now) } ?? "it is released"
        return fact("service", StyledText(service.name.string))
            + fact("how", StyledText(HoldWords.word(hold.kind)))
            + fact("until", StyledText(until)) + fact("why", StyledText(hold.reason.string))
            + fact("by", StyledText(hold.by.string))
    }

    private func rows(of action: ClusterAction, on cluster: ClusterReference) -> [StyledText] {
        let subject = fact("cluster", reference(cluster.id, cluster.template))
        switch action {
        case .link(let cause):
            return subject + fact("symptom of", reference(cause.id, cause.template))
        case .merge(let other):
            return subject + fact("merged into", reference(other.id, other.template))
        case .split(let variable):
            return subject + fact("split at", StyledText("variable \(variable)"))
        case .setPriority(let priority):
            let words = priority?.label ?? "the proposed one"
            return subject + fact("priority", StyledText(words))
        case .unlink, .pin, .mute, .markFixed: return subject
        }
    }

    /// The number and the words that a cluster had then; and where the number leads now.
    private func reference(_ id: ClusterID, _ template: DisplayText) -> StyledText {
        var text = StyledText("\(id.number)  ", .strong) + TemplateText.styled(template.string)
        let present = state.present(id)
        if present != id { text.add("  now part of cluster \(present.number)", .faint) }
        return text
    }
}
