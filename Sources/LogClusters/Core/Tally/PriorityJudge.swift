import IncidentModel
import SafeText

/// Proposes an order of attention for a cluster, with the reason in words.
///
/// The proposal follows from severity, rate, what the text says, and change. Words that say a program
/// cannot run come from languages and operating systems, not from single programs.
enum PriorityJudge {
    /// What the proposal depends on.
    struct Facts {
        var severity: Severity
        /// Records that are errors or worse.
        var errors: Int
        var records: Int
        /// Records in the last 60 s.
        var lastMinute: Int
        /// Records in the last 10 minutes.
        var lastTenMinutes: Int
        var isSilent: Bool
        var isSpiking: Bool
        var isNew: Bool
        /// What the template says, if it says that a program cannot run.
        var fatalPhrase: String?
    }

    /// Errors a minute from which on users must be suffering.
    private static let stormRate = 30

    static func propose(_ facts: Facts) -> (Priority, DisplayText) {
        let (priority, reason) = active(facts)
        guard facts.isSilent, priority < .p3 else { return (priority, reason) }
        return (.p3, "silent now; was \(priority.label): \(reason)")
    }

    private static func active(_ facts: Facts) -> (Priority, DisplayText) {
        switch facts.severity {
        case .critical: return (.p0, "\(records(facts)) of severity critical")
        case .error: return error(facts)
        case .warning: return warning(facts)
        case .unknown:
            if let phrase = facts.fatalPhrase {
                return (.p1, "says “\(DisplayText(phrase))”; \(rate(facts))")
            }
            return facts.isSpiking
                ? (.p2, "far more than before; \(rate(facts))") : (.p3, rate(facts))
        case .notice, .info, .debug:
            return facts.isSpiking
                ? (.p3, "far more than before; \(rate(facts))") : (.p3, rate(facts))
        }
    }

    private static func error(_ facts: Facts) -> (Priority, DisplayText) {
        if let phrase = facts.fatalPhrase {
            return (.p0, "the program cannot run: “\(DisplayText(phrase))”; \(rate(facts))")
        }
        if facts.lastMinute >= stormRate {
            return (.p0, "\(facts.lastMinute) errors in the last minute")
        }
        if facts.isSpiking { return (.p1, "errors far more often than before; \(rate(facts))") }
        if facts.lastTenMinutes >= 3 {
            return (.p1, "an error that repeats; \(rate(facts))")
        }
        return (.p2, "a single error; \(rate(facts))")
    }

    private static func warning(_ facts: Facts) -> (Priority, DisplayText) {
        if facts.fatalPhrase != nil, facts.lastTenMinutes >= 3 {
            return (.p1, "a program ends again and again; \(rate(facts))")
        }
        if facts.isSpiking { return (.p1, "warnings far more often than before; \(rate(facts))") }
        if facts.lastMinute >= 3 || facts.lastTenMinutes >= 10 {
            return (.p2, "a warning that repeats; \(rate(facts))")
        }
        return (.p3, "a warning now and then; \(rate(facts))")
    }

    private static func records(_ facts: Facts) -> DisplayText {
        facts.records == 1 ? "1 record" : "\(facts.records) records"
    }

    private static func rate(_ facts: Facts) -> DisplayText {
        facts.lastMinute > 0
            ? "\(facts.lastMinute) in the last minute"
            : "\(records(facts)), none in the last minute"
    }

    /// What programs, run-times and kernels say when a program cannot start or go on.
    private static let fatalPhrases = [
        "no module named", "modulenotfounderror", "importerror", "classnotfoundexception",
        "noclassdeffounderror", "cannot find module", "out of memory", "outofmemory", "oom-kill",
        "segmentation fault", "no space left on device", "panic:", "failed to start",
        "could not start", "cannot start", "core dumped", "exit(", "exit code", "exited with",
        "crashloop", "back-off restarting",
    ]

    /// The phrase by which a template says that a program cannot run.
    static func fatalPhrase(in template: String) -> String? {
        let text = template.utf8.map { ($0 &- 65 < 26) ? $0 | 32 : $0 }
        return fatalPhrases.first { holds(text, $0.utf8) }
    }

    private static func holds(_ text: [UInt8], _ phrase: String.UTF8View) -> Bool {
        guard let first = phrase.first, text.count >= phrase.count else { return false }
        return (0...text.count - phrase.count).contains { offset in
            text[offset] == first && text[offset...].starts(with: phrase)
        }
    }
}
