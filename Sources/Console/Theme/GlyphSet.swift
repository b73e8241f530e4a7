import CellGrid
import IncidentModel

/// The signs that the console draws, in Unicode or in plain ASCII.
struct GlyphSet {
    /// True for plain ASCII.
    let asciiOnly: Bool

    /// Borders.
    let box: BoxGlyphs

    /// The signs in Unicode or in plain ASCII.
    init(asciiOnly: Bool) {
        self.asciiOnly = asciiOnly
        box = asciiOnly ? .ascii : .rounded
    }

    /// What stands for text that was cut off.
    var ellipsis: String { asciiOnly ? "..." : "…" }
    /// Between two phrases.
    var dot: String { asciiOnly ? "-" : "·" }
    /// The mark of the selected row.
    var selection: String { asciiOnly ? ">" : "▌" }
    /// Part of a scroll bar.
    var scrollThumb: Character { asciiOnly ? "#" : "┃" }
    /// A live screen.
    var live: String { asciiOnly ? "*" : "●" }
    /// A frozen screen.
    var paused: String { asciiOnly ? "=" : "‖" }
    /// Points at what a cluster is a symptom of.
    var symptomOf: String { asciiOnly ? "<-" : "←" }
    /// A warning before a note of danger.
    var warning: String { asciiOnly ? "!" : "⚠" }
    /// A cluster kept at the top.
    var pinned: String { asciiOnly ? "^" : "◆" }
    /// The keys that choose a row.
    var choose: String { asciiOnly ? "Up Down" : "↑↓" }
    /// The upright line beside a graph.
    var axis: String { asciiOnly ? "|" : "│" }
    /// A full column of a graph of several rows.
    var fullLevel: String { asciiOnly ? "#" : "█" }
    /// Times, before a count.
    var times: String { asciiOnly ? "x" : "×" }
    /// The Enter key.
    var enter: String { asciiOnly ? "Enter" : "↵" }
    /// A sample that failed, in a graph.
    var failedSample: String { asciiOnly ? "x" : "✕" }
    /// A sample of which nothing is known.
    var missingSample: String { asciiOnly ? "?" : "·" }
    /// Nothing to tell.
    var dash: String { asciiOnly ? "-" : "–" }
    /// A heading of a runbook.
    var runbook: String { asciiOnly ? "#" : "≡" }
    /// A horizontal bar's filled part.
    var bar: String { asciiOnly ? "#" : "█" }
    /// A horizontal bar too short to fill a column.
    var thinBar: String { asciiOnly ? "|" : "▏" }

    /// What stands for the characters of a secret.
    func secret(_ count: Int) -> String {
        String(repeating: asciiOnly ? "*" : "•", count: max(0, count))
    }

    /// The sign of a service.
    func service(_ verdict: Verdict, cause: Cause) -> String {
        switch (verdict, cause) {
        case (.up, _): asciiOnly ? "+" : "✓"
        case (.degraded, .blocked), (.down, .blocked), (.unknown, .blocked):
            asciiOnly ? "o" : "⊘"
        case (.degraded, _): asciiOnly ? "!" : "▲"
        case (.down, _): asciiOnly ? "x" : "✗"
        case (.unknown, _): "?"
        }
    }

    /// The sign of a service as it is judged: one that nobody probes has none, one for which our own
    /// side fails is not known.
    func sign(of service: ServiceStatus) -> String {
        if service.hold?.kind == .paused { return paused }
        if service.verdict != .up, service.cause == .local {
            return self.service(.unknown, cause: .local)
        }
        return self.service(service.verdict, cause: service.cause)
    }

    /// Before a row that stands for others, which may be shown below it.
    func fold(isOpen: Bool) -> String {
        asciiOnly ? (isOpen ? "v" : ">") : isOpen ? "▾" : "▸"
    }

    /// Before a part of a tree: it has parts after it, or is the last one.
    func branch(isLast: Bool) -> String {
        asciiOnly ? (isLast ? "`- " : "|- ") : isLast ? "└─ " : "├─ "
    }

    /// Beside the parts of a part of a tree.
    func trunk(isLast: Bool) -> String { isLast ? "   " : asciiOnly ? "|  " : "│  " }

    /// Points to what stands further up.
    var above: String { asciiOnly ? "^" : "↑" }
    /// Between two values that are not the same.
    var differs: String { asciiOnly ? "!" : "≠" }

    /// The sign of one reading.
    func reading(_ outcome: Outcome) -> String {
        switch outcome {
        case .up: service(.up, cause: .none)
        case .degraded: service(.degraded, cause: .own)
        case .down: service(.down, cause: .own)
        case .unknown: "?"
        }
    }

    /// The sign of a step.
    func step(_ state: StepState) -> String {
        switch state {
        case .pending: asciiOnly ? "." : "□"
        case .running: asciiOnly ? "*" : "▶"
        case .ended(.unknown, _, _, _): "?"
        case .ended(let end, _, _, _):
            end.isSuccess ? (asciiOnly ? "+" : "✓") : (asciiOnly ? "x" : "✗")
        case .ticked: asciiOnly ? "+" : "✓"
        case .skipped: dash
        }
    }

    /// The sign of a check.
    func check(isDone: Bool) -> String {
        isDone ? (asciiOnly ? "+" : "✓") : (asciiOnly ? "." : "□")
    }

    /// A column of a graph, 0 the lowest of seven.
    func level(_ level: Int) -> String {
        let signs: [String] =
            asciiOnly
            ? ["_", ".", "-", "=", "+", "*", "#"] : ["▁", "▂", "▃", "▄", "▅", "▆", "▇"]
        return signs[min(max(0, level), signs.count - 1)]
    }
}
