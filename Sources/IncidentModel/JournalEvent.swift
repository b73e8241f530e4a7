public import SafeText

/// A change of a service's verdict or cause.
public struct ServiceChange: Hashable, Sendable, Codable {
    /// The service.
    public var service: ServiceID
    /// The verdict before.
    public var from: Verdict
    /// The verdict now.
    public var to: Verdict
    /// The cause now.
    public var cause: Cause
    /// Since when the verdict holds.
    public var since: Timestamp
    /// Why, in one sentence.
    public var reason: DisplayText

    /// Makes a change.
    public init(
        service: ServiceID, from: Verdict, to: Verdict, cause: Cause, since: Timestamp,
        reason: DisplayText
    ) {
        self.service = service
        self.from = from
        self.to = to
        self.cause = cause
        self.since = since
        self.reason = reason
    }
}

/// What happened to a cluster.
public enum ClusterMoment: String, Hashable, Sendable, Codable {
    /// It was in the logs already when a console began to watch them.
    case found
    /// It was seen for the first time.
    case appeared
    /// It speaks far more than it used to.
    case spiked
    /// It used to speak and stopped.
    case fellSilent
    /// It speaks again.
    case returned
    /// It speaks again although it was said to be fixed.
    case spokeAfterFix
}

/// Something that happened to a cluster.
public struct ClusterChange: Hashable, Sendable, Codable {
    /// The cluster.
    public var cluster: ClusterID
    /// What happened.
    public var moment: ClusterMoment
    /// Its template.
    public var template: DisplayText
    /// Its worst severity.
    public var severity: Severity
    /// How urgent it was then; nil in earlier journals.
    public var priority: Priority?

    /// Makes a change.
    public init(
        cluster: ClusterID, moment: ClusterMoment, template: DisplayText, severity: Severity,
        priority: Priority? = nil
    ) {
        self.cluster = cluster
        self.moment = moment
        self.template = template
        self.severity = severity
        self.priority = priority
    }
}

/// The body of an event: what people did and what changed.
public enum EventBody: Hashable, Sendable, Codable {
    /// A console began to record; the boot tells which monotonic times can be compared.
    case consoleStarted(version: DisplayText, boot: String? = nil)
    /// A console ended in order.
    case consoleStopped
    /// The incident was opened; everything recorded before belongs to it.
    case incidentOpened(IncidentFacts)
    /// A verdict or cause changed.
    case serviceChanged(ServiceChange)
    /// A service began to flap, or settled.
    case flappingChanged(service: ServiceID, isFlapping: Bool)
    /// A service is held out of the judgement.
    case serviceHeld(service: ServiceID, hold: Hold)
    /// A hold ended, by hand or by itself.
    case serviceReleased(service: ServiceID)
    /// It is us, or no longer.
    case localTroubleChanged(LocalTrouble?)
    /// A cluster appeared, spiked, fell silent or came back.
    case clusterChanged(ClusterChange)
    /// A person decided something about a cluster.
    case clusterMarked(ClusterReference, ClusterAction)
    /// A runbook was loaded; earlier journals do not name its steps.
    case runbookLoaded(
        runbook: RunbookID, title: DisplayText, path: DisplayText, hash: String, steps: [StepKey]?)
    /// A person trusts a runbook as it is: its commands may run.
    case runbookTrusted(runbook: RunbookID, hash: String)
    /// A person gave a value; nil for a secret.
    case valueGiven(runbook: RunbookID, written: DisplayText, value: DisplayText?)
    /// A file of a runbook was written.
    case fileWritten(file: FileID, path: DisplayText, hash: String)
    /// A gate failed, and the phase that undoes its own is proposed.
    case rollbackProposed(runbook: RunbookID, phase: Int, reason: DisplayText)
    /// A run of a step is about to start; on disk before it does.
    case stepStarted(step: StepID, title: DisplayText, run: RunID, command: DisplayText)
    /// A run ended.
    case stepEnded(step: StepID, run: RunID, end: StepEnd, took: Duration)
    /// A step was ticked by hand, or the tick taken back.
    case stepTicked(step: StepID, ticked: Bool)
    /// A step was left out.
    case stepSkipped(step: StepID, reason: DisplayText)
    /// A check was ticked by hand, or the tick taken back.
    case checkTicked(check: CheckID, ticked: Bool)
    /// A gate changed.
    case gateChanged(check: CheckID, state: GateState)
    /// A person wrote something down, about something on the screen or about nothing in particular.
    case noteAdded(DisplayText, about: PickedEvidence? = nil)
    /// A status update went out to an audience, on one of the ways of `UpdateChannel`.
    case updateSent(audience: DisplayText, text: DisplayText, by: UpdateChannel? = nil)
    /// A person wrote into the incident's record, or corrected it.
    case edited(IncidentEdit)
    /// The program noticed something about the incident or its record.
    case noticed(IncidentNotice)
    /// Events that could not be written at the time; they are lost.
    case recordingGap(events: Int, reason: DisplayText)
}

/// One entry of the journal.
public struct JournalEvent: Hashable, Sendable, Codable {
    /// Position in the journal, from 1, without gaps.
    public var sequence: Int
    /// When it was recorded: the wall clock as the journal's first console had it, carried on by the
    /// machine's own clock, so that it never jumps; `IncidentState.wallClockOffset` leads to what clocks
    /// on the wall say.
    public var at: Timestamp
    /// Nanoseconds of the machine's monotonic clock; comparable within one boot.
    public var monotonic: Int64
    /// Who: `user@host`, or `quell` for what the program saw.
    public var actor: DisplayText
    /// What happened.
    public var body: EventBody

    /// Makes an entry.
    public init(
        sequence: Int, at: Timestamp, monotonic: Int64, actor: DisplayText, body: EventBody
    ) {
        self.sequence = sequence
        self.at = at
        self.monotonic = monotonic
        self.actor = actor
        self.body = body
    }
}
