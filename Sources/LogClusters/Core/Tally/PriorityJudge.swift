import IncidentModel
import SafeText

/// Proposes an order of attention for a cluster, with the reason in words.
///
/// The proposal follows from severity, rate, what the text says, and change. Words that say a program
/// cannot run come from languages and operating systems, not from single programs; those that say that
/// nobody is served are the reason phrases of HTTP (RFC 9110).
enum PriorityJudge {
    /// What a text says, if it says that something is down.
    enum Alarm: Equatable {
        /// A program cannot start or go on.
        case cannotRun(String)
        /// Requests are turned away.
        case unavailable(String)
    }

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
        /// It spoke again after a person said that it was fixed.
        var spokeAfterFix: Bool
        var alarm: Alarm?
    }

    /// Errors a minute from which on users must be suffering.
    private static let stormRate = 30
    /// Records in ten minutes from which on something repeats.
    private static let repeats = 3

    /// The priority that holds, and why: the one set by hand, else the proposed one.
    static func judge(_ facts: Facts, byHand: Priority?) -> (Priority, DisplayText) {
        let (priority, reason) = propose(facts)
        guard let byHand else { return (priority, reason) }
        return (byHand, "set by hand; proposed was \(priority.label): \(reason)")
    }

    static func propose(_ facts: Facts) -> (Priority, DisplayText) {
        let (priority, reason) = active(facts)
        if facts.isSilent, priority < .p3 {
            return (.p3, "silent now; was \(priority.label): \(reason)")
        }
        guard facts.spokeAfterFix else { return (priority, reason) }
        let raised = Priority(rawValue: priority.rawValue - 1) ?? .p0
        return (min(raised, .p1), "speaks again although it was marked as fixed; \(reason)")
    }

    private static func active(_ facts: Facts) -> (Priority, DisplayText) {
        switch facts.severity {
        case .critical: return (.p0, "\(records(facts)) of severity critical")
        case .error: return error(facts)
        case .warning: return warning(facts)
        case .unknown: return unknown(facts)
        case .notice, .info, .debug:
            return facts.isSpiking
                ? (.p3, "far more than before; \(rate(facts))") : (.p3, rate(facts))
        }
    }

    private static func error(_ facts: Facts) -> (Priority, DisplayText) {
        switch facts.alarm {
        case .cannotRun(let phrase):
            return (.p0, "the program cannot run: “\(DisplayText(phrase))”; \(rate(facts))")
        case .unavailable(let phrase) where facts.lastTenMinutes >= repeats:
            return (.p0, "requests are turned away: “\(DisplayText(phrase))”; \(rate(facts))")
        case .unavailable, nil: break
        }
        if facts.lastMinute >= stormRate, facts.errors * 2 >= facts.records {
            return (.p0, "\(facts.lastMinute) errors in the last minute")
        }
        if facts.isSpiking { return (.p1, "errors far more often than before; \(rate(facts))") }
        if facts.errors * 10 < facts.records {
            return (.p2, "\(facts.errors) of \(records(facts)) are errors; \(rate(facts))")
        }
        if facts.lastTenMinutes >= repeats {
            return (.p1, "an error that repeats; \(rate(facts))")
        }
        return (.p2, facts.records == 1 ? "a single error" : "errors now and then; \(rate(facts))")
    }

    private static func warning(_ facts: Facts) -> (Priority, DisplayText) {
        if facts.alarm != nil, facts.lastTenMinutes >= repeats {
            return (.p1, "a program ends or refuses again and again; \(rate(facts))")
        }
        if facts.isSpiking { return (.p1, "warnings far more often than before; \(rate(facts))") }
        if facts.lastMinute >= repeats || facts.lastTenMinutes >= 10 {
            return (.p2, "a warning that repeats; \(rate(facts))")
        }
        return (.p3, "a warning now and then; \(rate(facts))")
    }

    private static func unknown(_ facts: Facts) -> (Priority, DisplayText) {
        switch facts.alarm {
        case .cannotRun(let phrase), .unavailable(let phrase):
            return (.p1, "says “\(DisplayText(phrase))”; \(rate(facts))")
        case nil:
            return facts.isSpiking
                ? (.p2, "far more than before; \(rate(facts))") : (.p3, rate(facts))
        }
    }

    private static func records(_ facts: Facts) -> DisplayText {
        facts.records == 1 ? "1 record" : "\(facts.records) records"
    }

    /// Most clusters of a log with many random words have one record.
    private static let oneOfOld: DisplayText = "1 record, none in the last minute"
    private static let oneOfLate: DisplayText = "1 in the last minute"

    private static func rate(_ facts: Facts) -> DisplayText {
        if facts.records == 1 { return facts.lastMinute > 0 ? oneOfLate : oneOfOld }
        return facts.lastMinute > 0
            ? "\(facts.lastMinute) in the last minute"
            : "\(records(facts)), none in the last minute"
    }
}
