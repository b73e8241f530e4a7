import CellGrid
import IncidentModel
import SafeText

/// The dependencies as a tree: what is needed above, what needs it below, the roots of trouble apart.
enum GraphPage {
    /// What the selection can rest on; every row of the tree.
    static func ids(of state: ConsoleState) -> [DependencyTree.RowID] {
        DependencyTree(state.shownServices).rows.map(\.id)
    }

    /// What stands in the upper border.
    static func title(of state: ConsoleState, _ glyphs: GlyphSet) -> StyledText {
        let services = state.shownServices
        var title = StyledText("Dependencies", .titleActive)
        title.add("  ")
        let room = state.size.columns - 24
        return title + ServiceRollup(services).words(columns: room, dot: glyphs.dot)
    }

    /// The rows for a width.
    static func rows(of state: ConsoleState, columns: Int, glyphs: GlyphSet) -> [StyledText] {
        let services = state.shownServices
        let tree = DependencyTree(services)
        let ranking = ServiceRanking(services)
        let byID = Dictionary(
            services.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let lead = tree.rows.map { row in
            row.lasts.count * 3 + TextWidth.width(of: row.id.service.name.string)
        }
        let nameWidth = min(lead.max() ?? 0, max(16, columns / 2))
        return tree.rows.map { row in
            guard let service = byID[row.id.service] else { return StyledText() }
            var text = StyledText(branches(of: row, glyphs), .border)
            if row.isReference { return text + reference(row, service, glyphs) }
            let isRoot = ranking.isRoot(service)
            let name = nameWidth - row.lasts.count * 3
            text.add(glyphs.sign(of: service) + " ", ServiceWords.role(of: service))
            text.add(
                TextWidth.padded(
                    service.id.name.string, toColumns: max(name, 1), ellipsis: glyphs.ellipsis),
                isRoot ? .down : service.verdict == .up || service.hold != nil ? .text : .strong)
            text.add("  ")
            return text + standing(of: service, ranking, state, glyphs)
        }
    }

    private static func branches(of row: DependencyTree.Row, _ glyphs: GlyphSet) -> String {
        guard let last = row.lasts.last else { return "" }
        return row.lasts.dropLast().map { glyphs.trunk(isLast: $0) }.joined()
            + glyphs.branch(isLast: last)
    }

    private static func reference(
        _ row: DependencyTree.Row, _ service: ServiceStatus, _ glyphs: GlyphSet
    ) -> StyledText {
        var text = StyledText(glyphs.sign(of: service) + " ", ServiceWords.role(of: service))
        text.add(service.id.name.string, .faint)
        if row.more > 0 { text.add(" and \(CountText.grouped(row.more)) more", .faint) }
        text.add("  \(glyphs.above) above", .faint)
        return text
    }

    /// Cause first, then what is remarkable, then which of its needs are one of several.
    private static func standing(
        of service: ServiceStatus, _ ranking: ServiceRanking, _ state: ConsoleState,
        _ glyphs: GlyphSet
    ) -> StyledText {
        var parts: [StyledText] = []
        if let hold = service.hold {
            let words = HoldWords.short(hold, state.wallClock, now: state.now)
            parts.append(StyledText(words, .faint))
        } else {
            parts.append(cause(of: service, ranking))
        }
        parts += ServiceMark.all(of: service).filter { $0 != .findingCause }
            .map { StyledText($0.text(of: service), $0.role) }
        for need in service.needs {
            if case .any(let ids) = need {
                let names = ids.map(\.name.string).joined(separator: ", ")
                parts.append(StyledText("needs one of \(names)", .faint))
            }
        }
        if ranking.isRoot(service) || service.verdict != .up && service.hold == nil,
            ServiceRanking.root(of: service) == nil
        {
            let reason = ServiceWords.reason(of: service)
            if !reason.isEmpty { parts.append(StyledText(reason)) }
        }
        return parts.filter { !$0.isEmpty }.reduce(StyledText()) { joined, part in
            joined.isEmpty ? part : joined + StyledText("  \(glyphs.dot)  ", .faint) + part
        }
    }

    private static func cause(of service: ServiceStatus, _ ranking: ServiceRanking) -> StyledText {
        let role = ServiceWords.role(of: service)
        guard service.verdict != .up else { return StyledText("up", .faint) }
        if ranking.isRoot(service) {
            let blocks = ranking.blocked[service.id] ?? 0
            return blocks > 0
                ? StyledText("ROOT, blocks \(CountText.grouped(blocks))", role)
                : StyledText("ROOT", role)
        }
        if ServiceRanking.root(of: service) != nil {
            return StyledText(ServiceWords.cause(service.cause), role)
        }
        let cause = ServiceWords.cause(service.cause)
        let isDegraded = service.verdict == .degraded && service.cause == .own
        let verdict = service.verdict.rawValue
        return StyledText(cause.isEmpty || isDegraded ? verdict : "\(verdict), \(cause)", role)
    }
}
