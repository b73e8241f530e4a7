import CellGrid
import IncidentModel
import SafeText

/// Writes everything about one thing, row by row.
struct DetailWriter {
    /// The state of everything.
    let state: ConsoleState
    /// The columns that there are.
    let columns: Int
    /// The signs to write with.
    let glyphs: GlyphSet

    /// What stands in the upper border.
    func title(of subject: DetailSubject) -> StyledText {
        switch subject {
        case .service(let id):
            StyledText([Span("Service ", .title), Span(id.name.string, .titleActive)])
        case .cluster(let id): StyledText("Cluster \(id.number)", .titleActive)
        case .step(let id): StyledText("Step \(id.label)", .titleActive)
        case .event(let event): StyledText("Entry \(event.sequence)", .titleActive)
        }
    }

    /// All rows.
    func rows(of subject: DetailSubject) -> [StyledText] {
        switch subject {
        case .service(let id):
            state.service(id).map(rows) ?? gone("This service is no longer configured.")
        case .cluster(let id):
            state.cluster(id).map(rows) ?? gone("This cluster has been folded into another one.")
        case .step(let id):
            state.step(id).map(rows) ?? gone("This step is no longer in the runbook.")
        case .event(let event): rows(of: event)
        }
    }

    private func gone(_ sentence: String) -> [StyledText] { [StyledText(sentence, .faint)] }

    /// A heading with an empty row above it.
    func heading(_ text: String, _ more: String = "") -> [StyledText] {
        var row = StyledText(text, .heading)
        if !more.isEmpty { row.add("  \(more)", .faint) }
        return [StyledText(), row]
    }

    /// A name and its value, the value broken to the width.
    func fact(_ name: String, _ value: StyledText, width: Int = 14) -> [StyledText] {
        guard !value.isEmpty else { return [] }
        let label = "  " + TextWidth.padded(name, toColumns: width) + " "
        return (StyledText(label, .faint) + value).wrapped(
            to: columns, indent: TextWidth.width(of: label))
    }

    /// A paragraph, broken to the width.
    func paragraph(_ text: String, _ role: ThemeRole = .text, indent: Int = 2) -> [StyledText] {
        guard !text.isEmpty else { return [] }
        return StyledText([Span(String(repeating: " ", count: indent)), Span(text, role)])
            .wrapped(to: columns, indent: indent)
    }

    /// A moment with how long ago it was.
    func moment(_ at: Timestamp) -> String {
        let time = state.wallClock.timeOrDay(at, now: state.now)
        guard let now = state.now, now > at else { return time }
        return "\(time), \(DurationText.words(now - at)) ago"
    }

    private func rows(of event: JournalEvent) -> [StyledText] {
        var rows = paragraph(event.headline.string, EventWords.role(of: event), indent: 0)
        rows.append(StyledText())
        rows += fact("when", StyledText(moment(event.at)))
        rows += fact("who", StyledText(event.actor.string))
        switch event.body {
        case .serviceChanged(let change):
            rows += fact("before", StyledText(change.from.rawValue))
            rows += fact("since", StyledText(moment(change.since)))
            rows += fact("cause", StyledText(ServiceWords.cause(change.cause)))
            rows += fact("why", StyledText(change.reason.string))
        case .clusterChanged(let change):
            rows += fact("level", StyledText(ClusterWords.word(change.severity)))
            rows += fact("cluster", reference(change.cluster, change.template))
        case .runbookLoaded(_, let title, let path, let hash, _):
            rows += fact("title", StyledText(title.string))
            rows += fact("file", StyledText(path.string))
            rows += fact("sha-256", StyledText(hash, .faint))
        case .runbookTrusted(_, let hash): rows += fact("sha-256", StyledText(hash, .faint))
        case .fileWritten(_, let path, let hash):
            rows += fact("file", StyledText(path.string))
            rows += fact("sha-256", StyledText(hash, .faint))
        case .valueGiven(let runbook, _, _), .rollbackProposed(let runbook, _, _):
            rows += fact("runbook", StyledText(runbook.name.string))
        case .stepStarted(_, _, let run, let command):
            rows += fact("run", StyledText(run.name))
            rows += fact("command", StyledText(command.string, .command))
        case .stepEnded(_, let run, _, let took):
            rows += fact("run", StyledText(run.name))
            rows += fact("took", StyledText(DurationText.taken(took)))
        case .gateChanged(_, let gate):
            rows += fact("seen", StyledText(StepWords.gateReason(gate)))
        case .updateSent(_, let text, _): rows += fact("text", StyledText(text.string))
        case .consoleStarted(let version, _): rows += fact("version", StyledText(version.string))
        case .clusterMarked(let cluster, let action): rows += self.rows(of: action, on: cluster)
        case .consoleStopped, .incidentOpened, .stepTicked, .stepSkipped, .checkTicked, .noteAdded,
            .edited, .noticed, .recordingGap:
            break
        case .flappingChanged(let service, _), .serviceReleased(let service):
            rows += fact("service", StyledText(service.name.string))
        case .serviceHeld(let service, let hold): rows += self.rows(of: hold, on: service)
        case .localTroubleChanged(let trouble):
            guard let trouble else { break }
            rows += fact("since", StyledText(moment(trouble.since)))
            rows += fact("seen", StyledText(trouble.reason.string))
            rows += fact("failing", StyledText(CountText.counted(trouble.failing, "service")))
        }
        return rows
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
