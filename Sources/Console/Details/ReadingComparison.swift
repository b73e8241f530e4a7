import CellGrid
import IncidentModel
import SafeText

/// Two readings fact by fact: the status, why, each piece of evidence, each phase.
struct ReadingComparison {
    /// One fact of both readings.
    struct Fact {
        /// What it is; empty when it goes on with the one above.
        let label: String
        /// What the good reading says; nil when it says nothing.
        let good: String?
        /// What the bad reading says; nil when it says nothing.
        let bad: String?
        /// False for times, which are never the same.
        let isComparable: Bool
        /// Whether the two say something else.
        var differs: Bool { isComparable && good != bad }

        /// The good reading's text, with what the bad one says otherwise set apart.
        func goodText(dash: String) -> StyledText { text(good, other: bad, .up, dash) }

        /// The bad reading's text, with what the good one says otherwise set apart.
        func badText(dash: String) -> StyledText { text(bad, other: good, .down, dash) }

        private func text(
            _ own: String?, other: String?, _ role: ThemeRole, _ dash: String
        ) -> StyledText {
            guard let own else { return StyledText(dash, .faint) }
            guard isComparable else { return StyledText(own) }
            guard differs else { return StyledText(own, .faint) }
            guard let other else { return StyledText(own, role) }
            return ReadingComparison.marked(own, against: other, role)
        }
    }

    /// All facts.
    private(set) var facts: [Fact] = []

    /// Columns that the longest label needs.
    var labelWidth: Int { facts.map { TextWidth.width(of: $0.label) }.max() ?? 0 }

    /// Puts two readings beside each other; without a good one the bad one stands alone.
    init(good: Reading?, bad: Reading) {
        add("status", good?.summary.string, bad.summary.string)
        add(
            "time", good.map { DurationText.taken($0.duration) },
            DurationText.taken(bad.duration), isComparable: false)
        add("why", nil, bad.reason.isEmpty ? nil : bad.reason.string, isComparable: false)
        addEvidence(good?.evidence ?? [], bad.evidence)
        addPhases(good?.phases ?? [], bad)
    }

    private mutating func add(
        _ label: String, _ good: String?, _ bad: String?, isComparable: Bool = true
    ) {
        if good == nil, bad == nil { return }
        facts.append(Fact(label: label, good: good, bad: bad, isComparable: isComparable))
    }

    /// Lines of one label are compared in their order; headers by their name, whatever their order.
    private mutating func addEvidence(_ good: [Evidence], _ bad: [Evidence]) {
        var labels: [String] = []
        for evidence in good + bad where !labels.contains(evidence.label.string) {
            labels.append(evidence.label.string)
        }
        for label in labels {
            let left = good.filter { $0.label.string == label }.map(\.text.string)
            let right = bad.filter { $0.label.string == label }.map(\.text.string)
            for (index, pair) in Self.pairs(left, right).enumerated() {
                let isFirst = index == 0
                facts.append(
                    Fact(
                        label: isFirst ? label : "", good: pair.0, bad: pair.1,
                        isComparable: !Self.isMoment(pair.0 ?? pair.1 ?? "")))
            }
        }
    }

    private mutating func addPhases(_ good: [PhaseTiming], _ bad: Reading) {
        var names = good.map(\.name)
        for phase in bad.phases where !names.contains(phase.name) { names.append(phase.name) }
        for name in names {
            let left = good.first { $0.name == name }.map { DurationText.phase($0.duration) }
            let right = bad.phases.first { $0.name == name }.map {
                DurationText.phase($0.duration) + (bad.failedPhase == name ? ", failed here" : "")
            }
            // Times differ always: only a phase that failed or was not reached is set apart.
            let isSet = left == nil || right == nil || bad.failedPhase == name
            add(name.string, left, right, isComparable: isSet)
        }
    }

    /// Equal lines and headers of one name stand beside each other, all others in their order.
    private static func pairs(_ left: [String], _ right: [String]) -> [(String?, String?)] {
        let keysLeft = left.map(key)
        let keysRight = right.map(key)
        let isKeyed =
            (keysLeft + keysRight).allSatisfy { $0 != nil }
            && Set(keysLeft).count == left.count && Set(keysRight).count == right.count
        guard isKeyed else {
            return (0..<max(left.count, right.count)).map { index in
                (
                    index < left.count ? left[index] : nil,
                    index < right.count ? right[index] : nil
                )
            }
        }
        var pairs: [(String?, String?)] = left.enumerated().map { index, line in
            (line, keysRight.firstIndex(of: keysLeft[index]).map { right[$0] })
        }
        for (index, line) in right.enumerated() where !keysLeft.contains(keysRight[index]) {
            pairs.append((nil, line))
        }
        return pairs
    }

    /// Whether a header tells a moment, which is never the same.
    private static func isMoment(_ line: String) -> Bool {
        ["date", "age", "expires"].contains(key(line) ?? "")
    }

    /// `content-type` of `Content-Type: text/html`; nil for what is no header.
    private static func key(_ line: String) -> String? {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let name = line[..<colon]
        let isName = !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
        return isName ? name.lowercased() : nil
    }

    /// What two texts share at both ends is quiet, what lies between is not.
    static func marked(_ own: String, against other: String, _ role: ThemeRole) -> StyledText {
        let own = Array(own)
        let other = Array(other)
        var start = 0
        while start < min(own.count, other.count), own[start] == other[start] { start += 1 }
        // Whole words are set apart: half of a number tells nothing.
        while start > 0, !(own[start - 1] == " ") { start -= 1 }
        var end = 0
        while end < min(own.count, other.count) - start,
            own[own.count - 1 - end] == other[other.count - 1 - end]
        {
            end += 1
        }
        while end > 0, own[own.count - end] != " " { end -= 1 }
        return StyledText([
            Span(String(own[..<start])), Span(String(own[start..<(own.count - end)]), role),
            Span(String(own[(own.count - end)...])),
        ])
    }
}
