import IncidentModel
import SafeText

/// A runbook that runs by itself: where it began, what it did, and where it stands.
struct FlowCourse {
    let direction: RunbookFlow.Direction
    /// Steps before this one are left alone.
    let start: StepID?
    /// The failed step at which a person wants to go on; nil once it was started or settled.
    private(set) var retrying: StepID?
    private(set) var standing = RunbookFlow.Standing.running([])
    /// The steps that it started, or that a person started when it asked.
    private(set) var started: Set<StepID> = []
    /// The steps that a person has to agree to, the one asked for first.
    private(set) var toAsk: [StepID] = []

    init(
        direction: RunbookFlow.Direction, start: StepID? = nil, retrying: StepID? = nil
    ) {
        self.direction = direction
        self.start = start
        self.retrying = retrying
    }

    /// True while it waits for a person's answer about a run that was shown.
    var isAsking: Bool {
        if case .asking = standing { true } else { false }
    }

    /// True while it stands at a decision: it goes on when the decision was made.
    var isPaused: Bool {
        if case .stopped = standing { true } else { false }
    }

    /// The step it is at.
    var step: StepID? {
        switch standing {
        case .running(let steps): steps.first
        case .asking(let step): step
        case .waiting(let checks, _): checks.first?.step
        case .stopped(let step, _): step
        case .finished: nil
        }
    }

    func isWaiting(for check: CheckID) -> Bool {
        if case .waiting(let checks, _) = standing { checks.contains(check) } else { false }
    }

    /// Moves on; false when it stands there already.
    mutating func move(to next: RunbookFlow.Standing) -> Bool {
        defer { standing = next }
        return standing != next
    }

    mutating func mustAsk(for step: StepID) {
        if !toAsk.contains(step) { toAsk.append(step) }
    }

    mutating func askForNothing() { toAsk = [] }

    /// A person settled a step in another way than by running it.
    mutating func noteDecision(on step: StepID) {
        toAsk.removeAll { $0 == step }
        if retrying == step { retrying = nil }
    }

    /// A step was started, by whomever.
    mutating func noteStart(of step: StepID) {
        noteDecision(on: step)
        started.insert(step)
    }

    /// True when an event may let it go on.
    func isConcerned(by body: EventBody) -> Bool {
        switch body {
        case .stepTicked, .stepSkipped, .checkTicked: true
        case .stepStarted(let step, _, _, _), .stepEnded(let step, _, _, _):
            // Somebody's run elsewhere in the file is no answer to the question at which it stands.
            !isPaused || step == self.step
        case .gateChanged(let check, _): !isPaused || check.step == step
        case .fileWritten(let file, _, _): !isPaused || file.step == step
        case .consoleStarted, .consoleStopped, .incidentOpened, .serviceChanged, .flappingChanged,
            .serviceHeld, .serviceReleased, .localTroubleChanged, .clusterChanged, .clusterMarked,
            .runbookLoaded, .runbookTrusted, .valueGiven, .rollbackProposed,
            .noteAdded, .updateSent, .edited, .noticed, .recordingGap:
            false
        }
    }
}

extension EventBody {
    /// The step that a person ticked or left out; nil for everything else.
    var decidedStep: StepID? {
        if case .stepTicked(let step, true) = self { return step }
        if case .stepSkipped(let step, _) = self { return step }
        return nil
    }

    /// The runbook of what a flow may wait for; nil for everything else.
    var flowRunbook: RunbookID? {
        switch self {
        case .stepTicked(let step, _), .stepSkipped(let step, _), .stepStarted(let step, _, _, _),
            .stepEnded(let step, _, _, _):
            step.runbook
        case .checkTicked(let check, _), .gateChanged(let check, _): check.step.runbook
        case .fileWritten(let file, _, _): file.step.runbook
        case .consoleStarted, .consoleStopped, .incidentOpened, .serviceChanged, .flappingChanged,
            .serviceHeld, .serviceReleased, .localTroubleChanged, .clusterChanged, .clusterMarked,
            .runbookLoaded, .runbookTrusted, .valueGiven, .rollbackProposed,
            .noteAdded, .updateSent, .edited, .noticed, .recordingGap:
            nil
        }
    }
}
