/// Everything that a key or the palette can do.
///
/// The raw value is the name in key-map files and the palette.
public enum ConsoleAction: String, Hashable, Sendable, CaseIterable {
    /// Focus a pane by its number.
    case focusServices = "services"
    /// Focus the log clusters.
    case focusClusters = "clusters"
    /// Focus the runbook.
    case focusRunbook = "runbook"
    /// Focus the output.
    case focusOutput = "output"
    /// Focus the timeline.
    case focusTimeline = "timeline"
    /// Focus the next pane.
    case focusNext = "next-pane"
    /// Focus the previous pane.
    case focusPrevious = "previous-pane"
    /// One row down.
    case moveDown = "down"
    /// One row up.
    case moveUp = "up"
    /// One page down.
    case pageDown = "page-down"
    /// One page up.
    case pageUp = "page-up"
    /// To the first row.
    case moveToStart = "start"
    /// To the last row, and follow what arrives.
    case moveToEnd = "end"
    /// Everything about the selected row.
    case openDetails = "details"
    /// One level back; never leaves the program.
    case goBack = "back"
    /// Show only rows with a text.
    case filter = "filter"
    /// To the next row that matches.
    case nextMatch = "next-match"
    /// To the previous row that matches.
    case previousMatch = "previous-match"
    /// Give the focused pane all the room.
    case zoomIn = "zoom-in"
    /// Give every pane its room again.
    case zoomOut = "zoom-out"
    /// Hold the focused pane still while everything goes on.
    case freeze = "freeze"
    /// Run the commands of the selected step.
    case runStep = "run"
    /// Run the runbook on to its next decision, or stop it.
    case runOn = "run-on"
    /// Undo what was done, the newest first.
    case rollBack = "roll-back"
    /// Write a file that the selected step offers.
    case writeFile = "write-file"
    /// Show and change the values of the runbook.
    case showValues = "values"
    /// Load one more runbook, or go to a loaded one.
    case chooseRunbook = "load"
    /// End the running step.
    case cancelStep = "cancel"
    /// Tick the selected step or check, or take the tick back.
    case tick = "tick"
    /// Leave the selected step out, with a reason.
    case skipStep = "skip"
    /// Write a note into the journal.
    case addNote = "note"
    /// Draft a status update and send it.
    case sendUpdate = "update"
    /// Open an incident by hand.
    case openIncident = "open-incident"
    /// Write the incident's moments, facts and roles.
    case writeRecord = "record"
    /// Show the five whys.
    case showWhys = "whys"
    /// Show the ideas of the cause.
    case showHypotheses = "hypotheses"
    /// Show the action items.
    case showActions = "actions"
    /// Show the exit criteria.
    case showCriteria = "criteria"
    /// Say that somebody takes care of the incident.
    case acknowledge = "acknowledge"
    /// Say that users are no longer hurt.
    case markMitigated = "mitigated"
    /// Say that the incident is over.
    case resolve = "resolve"
    /// Say that it was over too early.
    case reopen = "reopen"
    /// Correct when it was detected.
    case correctDetection = "detected"
    /// Change its severity.
    case setSeverity = "severity"
    /// Change its title.
    case setTitle = "title"
    /// Say whom it hurts.
    case setImpact = "impact"
    /// Say how often an audience expects updates.
    case setCadence = "cadence"
    /// Say when and to whom it is escalated.
    case setEscalation = "escalation"
    /// Take a role, or hand it over.
    case assignRole = "role"
    /// Say that another incident has to do with this one, or that it has not.
    case linkIncident = "link-incident"
    /// Go to what stands behind an entry of the timeline.
    case jump = "go-to"
    /// Show everything about the incident.
    case showIncident = "incident"
    /// Hold the service out of the judgement for a time.
    case holdService = "hold"
    /// End the service's hold.
    case releaseService = "release"
    /// Show the services that a root blocks, or fold them.
    case foldBlocked = "blocked"
    /// Show who depends on whom.
    case showGraph = "graph"
    /// Sort services or clusters another way.
    case sort = "sort"
    /// Show the clusters of another time.
    case clusterRange = "range"
    /// To the next cluster with errors.
    case nextError = "next-error"
    /// To the previous cluster with errors.
    case previousError = "previous-error"
    /// Show muted clusters, or hide them again.
    case showMuted = "muted"
    /// Show every log source.
    case showSources = "sources"
    /// Keep the cluster at the top, or no longer.
    case pinCluster = "pin"
    /// Put the cluster out of the way, or no longer.
    case muteCluster = "mute"
    /// Set the cluster's priority.
    case setPriority = "priority"
    /// Say that the cluster's cause is repaired, or take that back.
    case markFixed = "fixed"
    /// Say that the cluster is a symptom of another one.
    case linkCluster = "link"
    /// Say that the cluster is no symptom.
    case unlinkCluster = "unlink"
    /// Say that the cluster and another one are the same.
    case mergeCluster = "merge"
    /// Give each value of a variable a cluster of its own.
    case splitCluster = "split"
    /// Probe now.
    case checkNow = "check-now"
    /// Copy what is selected.
    case copy = "copy"
    /// Choose a command by its name.
    case openPalette = "palette"
    /// Show all keys.
    case showHelp = "help"
    /// Stop the program until the shell continues it.
    case suspend = "suspend"
    /// Leave the program.
    case quit = "quit"

    /// The name in key-map files and in the palette.
    public var name: String { rawValue }

    /// What it does, as help says it.
    public var title: String {
        switch self {
        case .focusServices: "go to the services"
        case .focusClusters: "go to the log clusters"
        case .focusRunbook: "go to the runbook"
        case .focusOutput: "go to the output"
        case .focusTimeline: "go to the timeline"
        case .focusNext: "next pane"
        case .focusPrevious: "previous pane"
        case .moveDown: "down"
        case .moveUp: "up"
        case .pageDown: "page down"
        case .pageUp: "page up"
        case .moveToStart: "to the start; the timeline follows"
        case .moveToEnd: "to the end, and follow"
        case .openDetails: "details of the selected row"
        case .goBack: "back; never leaves the program"
        case .filter: "filter rows; ! inverts; ~ expression"
        case .nextMatch: "next match"
        case .previousMatch: "previous match"
        case .zoomIn: "give the pane all the room"
        case .zoomOut: "give every pane its room again"
        case .freeze: "hold the pane still, or let it go on"
        case .runStep: "run the selected step"
        case .runOn: "run on to the next decision, or stop"
        case .rollBack: "undo what was done, the newest first"
        case .writeFile: "look at the step's file, and write it"
        case .showValues: "show or change the runbook's values"
        case .chooseRunbook: "load a runbook, or go to a loaded one"
        case .cancelStep: "end the running step; again: at once"
        case .tick: "tick the step or check, or take it back"
        case .skipStep: "leave the step out, with a reason"
        case .addNote: "add a note to the journal"
        case .openIncident, .writeRecord, .showWhys, .showHypotheses, .showActions, .showCriteria,
            .acknowledge, .markMitigated, .resolve, .reopen, .correctDetection, .setSeverity,
            .setTitle, .setImpact, .setCadence, .setEscalation, .assignRole, .linkIncident,
            .sendUpdate:
            recordTitle
        case .jump: "go to what stands behind an entry"
        case .showIncident: "everything about the incident"
        case .holdService: "hold it: maintenance, or paused"
        case .releaseService: "end its hold"
        case .foldBlocked: "show what a root blocks, or fold it"
        case .showGraph: "who depends on whom, as a tree"
        case .sort: "sort services or clusters another way"
        case .nextError: "next log cluster with errors"
        case .previousError: "previous log cluster with errors"
        case .showSources: "all log sources, and how they do"
        case .pinCluster, .muteCluster, .setPriority, .markFixed, .linkCluster, .unlinkCluster,
            .mergeCluster, .splitCluster, .clusterRange, .showMuted:
            Self.clusterTitles[self] ?? ""
        case .checkNow: "check now: the service, the gate or all"
        case .copy: "copy the command, template or line"
        case .openPalette: "choose a command by name"
        case .showHelp: "all keys"
        case .suspend: "back to the shell; fg returns"
        case .quit: "leave Quell"
        }
    }

    /// What people decide about clusters, and which of them they see.
    private static let clusterTitles: [ConsoleAction: String] = [
        .showMuted: "show muted clusters, or hide them",
        .clusterRange: "show the last 5 m, 15 m, 1 h or all",
        .pinCluster: "pin the cluster to the top, or unpin",
        .muteCluster: "mute the cluster, or unmute",
        .setPriority: "set its priority, or the proposed one",
        .markFixed: "mark it fixed, or no longer",
        .linkCluster: "link it to the cluster that caused it",
        .unlinkCluster: "unlink it: it is no symptom",
        .mergeCluster: "merge it into another cluster",
        .splitCluster: "split it at one of its variables",
    ]

    /// The word in the footer; nil for what needs no hint there.
    var hint: String? {
        switch self {
        case .focusNext: "pane"
        case .openDetails: "details"
        case .goBack: "back"
        case .filter: "filter"
        case .freeze: "freeze"
        case .runStep: "run"
        case .runOn: "run on"
        case .rollBack: "roll back"
        case .writeFile: "write file"
        case .showValues: "values"
        case .chooseRunbook: "runbooks"
        case .cancelStep: "cancel"
        case .tick: "tick"
        case .skipStep: "skip"
        case .addNote: "note"
        case .sendUpdate: "update"
        case .writeRecord: "record"
        case .showWhys: "five whys"
        case .showActions: "actions"
        case .showCriteria: "criteria"
        case .jump: "go there"
        case .showIncident: "incident"
        case .moveToStart: "newest"
        case .holdService: "hold"
        case .releaseService: "release"
        case .foldBlocked: "blocked"
        case .showGraph: "graph"
        case .sort: "sort"
        case .clusterRange: "time"
        case .nextError: "next error"
        case .showMuted: "muted"
        case .showSources: "sources"
        case .pinCluster: "pin"
        case .muteCluster: "mute"
        case .setPriority: "priority"
        case .markFixed: "fixed"
        case .linkCluster: "link"
        case .unlinkCluster: "unlink"
        case .mergeCluster: "merge"
        case .splitCluster: "split"
        case .checkNow: "check now"
        case .copy: "copy"
        case .openPalette: "command"
        case .showHelp: "help"
        case .zoomIn: "zoom"
        case .zoomOut: "unzoom"
        case .moveToEnd: "follow"
        case .focusServices, .focusClusters, .focusRunbook, .focusOutput, .focusTimeline,
            .focusPrevious, .moveDown, .moveUp, .pageDown, .pageUp, .nextMatch,
            .previousMatch, .previousError, .suspend, .quit, .openIncident, .showHypotheses,
            .acknowledge, .markMitigated, .resolve, .reopen, .correctDetection, .setSeverity,
            .setTitle, .setImpact, .setCadence, .setEscalation, .assignRole, .linkIncident:
            nil
        }
    }
}
