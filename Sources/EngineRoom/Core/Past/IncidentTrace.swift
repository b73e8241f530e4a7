import IncidentModel
import SafeText

/// What an incident left behind by which others are compared with it: which services failed by their own fault, what
/// the logs said, what was run.
struct IncidentTrace: Sendable {
    /// The most templates that are kept; the worse ones win.
    static let mostTemplates = 60

    /// What a template said, and how bad it was.
    struct Template: Hashable, Sendable {
        var text: DisplayText
        var severity: Severity
    }

    /// A step that ended well.
    struct Repair: Hashable, Sendable {
        var run: RunID
        var text: DisplayText
        var began: Timestamp
        var ended: Timestamp
        /// True when it was known to change something.
        var isChange = false
    }

    /// The services that were down by their own fault.
    private(set) var roots: Set<ServiceID> = []
    /// The templates by what they are compared by.
    private(set) var templates: [TemplateForm: Template] = [:]
    /// The runbooks of which something was run.
    private(set) var runbooks: Set<RunbookID> = []
    /// The steps that ended well, in order.
    private(set) var repairs: [Repair] = []
    /// When it was seen that the last of the roots is up again; nil while one is down.
    private(set) var recovered: Timestamp?
    private var down: Set<ServiceID> = []
    private var titles: [RunID: DisplayText] = [:]

    /// Takes an event.
    ///
    /// - Returns: True when something was added by which incidents are compared.
    @discardableResult
    mutating func take(_ event: JournalEvent) -> Bool {
        switch event.body {
        case .serviceChanged(let change): return take(change, at: event.at)
        case .clusterChanged(let change): return take(change)
        case .stepStarted(let step, let title, let run, _):
            titles[run] = title
            return runbooks.insert(step.runbook).inserted
        case .stepEnded(let step, let run, let end, let took):
            guard end.isSuccess else { return false }
            let title = titles[run].map { " " + $0 } ?? .empty
            repairs.append(
                Repair(
                    run: run,
                    text: "\(step.runbook.name) \(DisplayText(step.label))" + title,
                    began: event.at + (.zero - took), ended: event.at))
            return false
        case .noticed(.change(let change)):
            let place = repairs.lastIndex {
                change.source == "quell" && $0.run.name == change.id.string
            }
            if let place { repairs[place].isChange = true }
            return false
        case .consoleStarted, .consoleStopped, .incidentOpened, .flappingChanged, .serviceHeld,
            .serviceReleased, .localTroubleChanged, .clusterMarked, .runbookLoaded,
            .runbookTrusted, .valueGiven, .fileWritten, .rollbackProposed, .stepTicked,
            .stepSkipped, .checkTicked, .gateChanged, .noteAdded, .updateSent, .edited, .noticed,
            .recordingGap:
            return false
        }
    }

    private mutating func take(_ change: ServiceChange, at moment: Timestamp) -> Bool {
        if change.to == .down, change.cause == .own {
            down.insert(change.service)
            recovered = nil
            return roots.insert(change.service).inserted
        }
        guard change.to == .up, down.remove(change.service) != nil, down.isEmpty else {
            return false
        }
        recovered = moment
        return false
    }

    private mutating func take(_ change: ClusterChange) -> Bool {
        guard change.moment != .fellSilent, let form = TemplateForm(change.template) else {
            return false
        }
        if let known = templates[form] {
            guard change.severity > known.severity else { return false }
            templates[form]?.severity = change.severity
            return true
        }
        if templates.count >= Self.mostTemplates {
            let least = templates.min { $0.value.severity < $1.value.severity }
            guard let least, least.value.severity < change.severity else { return false }
            templates[least.key] = nil
        }
        templates[form] = Template(text: change.template, severity: change.severity)
        return true
    }

    /// The step that was under way or had ended well when it recovered: one that changes something before one
    /// of which that is not known, the newest first.
    var decisiveRepair: Repair? {
        guard let recovered else { return nil }
        let earliest = recovered + .seconds(-3600)
        let candidates = repairs.filter { $0.began <= recovered && $0.ended >= earliest }
        return candidates.last(where: \.isChange) ?? candidates.last
    }
}
