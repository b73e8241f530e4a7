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
        case .change(let change):
            StyledText("Change \(RecordWords.short(change.id))", .titleActive)
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
        case .change(let change): rows(of: change)
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
}
