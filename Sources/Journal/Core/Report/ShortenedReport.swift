import IncidentModel
import SafeText

/// A report that fits into a number of characters.
///
/// The time line gives way first, then the longest lists and texts. Whatever is left out is counted where it
/// stood.
struct ShortenedReport {
    let account: IncidentAccount
    /// The longest text, in UTF-16 units.
    let limit: Int

    /// The Markdown; when even the shortest form is too long, that one.
    var markdown: String {
        let document = ReportWriter(account: account).document
        var shortest = ""
        // Of a long record it is known beforehand that it does not fit: each entry has at least its time.
        if account.timeline.count <= limit / 20 {
            shortest = MarkdownReport.text(document)
            if shortest.utf16.count <= limit { return shortest }
        }
        for bound in [Bound.none, Bound(200, 600), Bound(60, 400), Bound(20, 200), Bound(8, 100)] {
            let short = fitted(document.bounded(bound, hint: hint))
            shortest = MarkdownReport.text(short)
            if shortest.utf16.count <= limit { break }
        }
        return shortest
    }

    /// How many items of a list and characters of a text are kept.
    struct Bound {
        var items: Int
        var characters: Int

        init(_ items: Int, _ characters: Int) {
            (self.items, self.characters) = (items, characters)
        }

        static let none = Bound(.max, .max)
    }

    private var hint: String {
        "`quell incidents report \(account.facts?.id.string ?? "ID") --full`"
    }

    /// The document with as many entries of the time line as there is room for.
    private func fitted(_ document: ReportDocument) -> ReportDocument {
        var document = document
        let place = document.sections.firstIndex { $0.kind == .timeline }
        guard let place else { return document }
        document.sections[place].blocks = [notice(kept: 0)]
        let room = limit - MarkdownReport.text(document).utf16.count - 200
        let kept = selection(room)
        let items = kept.map { ReportWriter(account: account).item($0) }
        document.sections[place].blocks =
            (kept.count == account.timeline.count ? [] : [notice(kept: kept.count)])
            + [.list(items, isNumbered: false)]
        return document
    }

    private func notice(kept: Int) -> ReportBlock {
        let left = account.timeline.count - kept
        return .paragraph([
            .strong("\(left) of \(account.timeline.count) entries are left out here"),
            .plain(", those of least weight and from the middle; all of them: "),
            .code(DisplayText(String(hint.dropFirst().dropLast()))),
        ])
    }

    /// Entries by weight, then from both ends to the middle, until the room is used up; in their order.
    private func selection(_ room: Int) -> [TimelineEntry] {
        let writer = ReportWriter(account: account)
        var rest = room
        var kept: Set<Int> = []
        for weight in [TimelineEntry.Weight.decision, .event, .detail] {
            let own = account.timeline.indices.filter { account.timeline[$0].weight == weight }
            for turn in own.indices {
                // The first, the last, the second, the last but one, …
                let place = turn % 2 == 0 ? own[turn / 2] : own[own.count - 1 - turn / 2]
                let item = ReportBlock.list(
                    [writer.item(account.timeline[place])], isNumbered: false)
                rest -= MarkdownReport.text(item).map { $0.utf16.count + 1 } ?? 0
                guard rest > 0 else { return kept.sorted().map { account.timeline[$0] } }
                kept.insert(place)
            }
        }
        return kept.sorted().map { account.timeline[$0] }
    }
}

extension ReportDocument {
    /// The document with shorter lists, tables and texts; the time line is left to others.
    fileprivate func bounded(_ bound: ShortenedReport.Bound, hint: String) -> ReportDocument {
        guard bound.items < .max else { return self }
        var copy = self
        copy.title = title.cut(bound.characters)
        for place in sections.indices where sections[place].kind == .body {
            copy.sections[place].blocks = sections[place].blocks.prefix(bound.items * 2).flatMap {
                $0.bounded(bound, hint: hint)
            }
            let left = sections[place].blocks.count - bound.items * 2
            if left > 0 {
                copy.sections[place].blocks.append(
                    .paragraph([.plain("And \(left) more parts of this section.")]))
            }
        }
        return copy
    }
}

extension ReportBlock {
    fileprivate func bounded(_ bound: ShortenedReport.Bound, hint: String) -> [ReportBlock] {
        let (items, characters) = (bound.items, bound.characters)
        func rest(_ count: Int) -> [ReportBlock] {
            guard count > items else { return [] }
            let command = DisplayText(String(hint.dropFirst().dropLast()))
            return [
                .paragraph([.plain("And \(count - items) more; all of them: "), .code(command)])
            ]
        }
        switch self {
        case .heading(let text): return [.heading(text.cut(characters))]
        case .paragraph(let text): return [.paragraph(text.cut(characters * 4))]
        case .facts(let facts):
            return [.facts(facts.prefix(items).map { ($0.name, $0.text.cut(characters)) })]
                + rest(facts.count)
        case .list(let all, let isNumbered):
            return [
                .list(all.prefix(items).map { $0.cut(bound) }, isNumbered: isNumbered)
            ] + rest(all.count)
        case .table(let head, let rows):
            let kept = rows.prefix(items).map { $0.map { $0.cut(characters) } }
            return [.table(head: head, rows: Array(kept))] + rest(rows.count)
        case .verbatim(let lines):
            return [.verbatim(lines.prefix(items).map { $0.cut(characters) })] + rest(lines.count)
        case .drawing: return [self]
        }
    }
}

extension ReportItem {
    fileprivate func cut(_ bound: ShortenedReport.Bound) -> ReportItem {
        var copy = self
        copy.text = text.cut(bound.characters)
        copy.children = children.prefix(bound.items).map { $0.cut(bound) }
        let left = children.count - bound.items
        if left > 0 { copy.children.append(ReportItem(text: [.plain("and \(left) more")])) }
        return copy
    }
}

extension [ReportText] {
    fileprivate func cut(_ characters: Int) -> [ReportText] {
        map { piece in
            switch piece {
            case .plain(let text): .plain(DisplayText(text).cut(characters).string)
            case .strong(let text): .strong(DisplayText(text).cut(characters).string)
            case .code(let text): .code(text.cut(characters))
            }
        }
    }
}

extension DisplayText {
    fileprivate func cut(_ characters: Int) -> DisplayText {
        guard string.count > characters else { return self }
        return DisplayText(String(string.prefix(characters)) + "…")
    }
}
