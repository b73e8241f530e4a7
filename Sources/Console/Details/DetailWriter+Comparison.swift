import CellGrid
import IncidentModel
import SafeText

extension DetailWriter {
    /// The narrowest column in which a value beside another one can be read.
    private static let narrowest = 28

    /// The last good reading beside the first bad one, with what differs set apart.
    func comparison(_ service: ServiceStatus) -> [StyledText] {
        guard service.verdict != .up, let bad = service.firstBad else { return [] }
        guard let good = service.lastGood else {
            let facts = ReadingComparison(good: nil, bad: bad)
            return heading("First bad reading", "no good one was seen since Quell watches")
                + rowsOfOne(facts, at: bad)
        }
        let facts = ReadingComparison(good: good, bad: bad)
        let label = min(16, max(11, facts.labelWidth))
        let value = (columns - label - 7) / 2
        guard value >= Self.narrowest else { return stacked(facts, good, bad, label: label) }
        return sideBySide(facts, good, bad, label: label, value: value)
    }

    private func sideBySide(
        _ facts: ReadingComparison, _ good: Reading, _ bad: Reading, label: Int, value: Int
    ) -> [StyledText] {
        let ellipsis = glyphs.ellipsis
        let indent = StyledText(String(repeating: " ", count: label + 5))
        func row(_ lead: StyledText, _ left: StyledText, _ right: StyledText) -> StyledText {
            lead + left.padded(to: value, ellipsis: ellipsis) + StyledText("  ") + right
        }
        var rows = [
            StyledText(),
            row(
                indent, StyledText("Last good reading", .heading),
                StyledText("First bad reading", .heading)),
            row(indent, head(good), head(bad)),
        ]
        for fact in facts.facts {
            let lead = self.lead(of: fact, label: label)
            let left = fact.goodText(dash: glyphs.dash).wrapped(to: value)
            let right = fact.badText(dash: glyphs.dash).wrapped(to: value)
            for line in 0..<max(left.count, right.count) {
                rows.append(
                    row(
                        line == 0 ? lead : indent, line < left.count ? left[line] : StyledText(),
                        line < right.count ? right[line] : StyledText()))
            }
        }
        return rows
    }

    /// One below the other: what is the same is said once.
    private func stacked(
        _ facts: ReadingComparison, _ good: Reading, _ bad: Reading, label: Int
    ) -> [StyledText] {
        let signs = [(glyphs.reading(.up), ThemeRole.up), (glyphs.reading(.down), .down)]
        var rows = heading("Last good reading against first bad one")
        rows += (StyledText("  \(signs[0].0) ", .up) + head(good)).wrapped(to: columns, indent: 4)
        rows += (StyledText("  \(signs[1].0) ", .down) + head(bad)).wrapped(to: columns, indent: 4)
        for fact in facts.facts {
            let indent = label + 7
            guard fact.differs else {
                let lead = self.lead(of: fact, label: label) + StyledText("  ")
                rows += (lead + fact.goodText(dash: glyphs.dash)).wrapped(
                    to: columns, indent: indent)
                continue
            }
            let texts = [fact.goodText(dash: glyphs.dash), fact.badText(dash: glyphs.dash)]
            for (line, text) in texts.enumerated() {
                let empty = StyledText(String(repeating: " ", count: label + 5))
                let lead = line == 0 ? self.lead(of: fact, label: label) : empty
                rows += (lead + StyledText("\(signs[line].0) ", signs[line].1) + text).wrapped(
                    to: columns, indent: indent)
            }
        }
        return rows
    }

    private func rowsOfOne(_ facts: ReadingComparison, at reading: Reading) -> [StyledText] {
        let label = min(16, max(11, facts.labelWidth))
        return [StyledText("  ") + head(reading)]
            + facts.facts.flatMap {
                fact($0.label, StyledText($0.bad ?? ""), width: label)
            }
    }

    private func head(_ reading: Reading) -> StyledText {
        StyledText("\(reading.kind) \(moment(reading.startedAt))", .faint)
    }

    private func lead(of fact: ReadingComparison.Fact, label: Int) -> StyledText {
        let name = TextWidth.padded(fact.label, toColumns: label, ellipsis: glyphs.ellipsis)
        return StyledText([
            Span("  \(name) ", .faint), Span(fact.differs ? "\(glyphs.differs) " : "  ", .strong),
        ])
    }
}
