public import SafeText

/// A cluster as a person named it: its number then, and its template, which outlives numbers.
public struct ClusterReference: Hashable, Sendable, Codable {
    /// The number at the time.
    public var id: ClusterID
    /// The template at the time, as shown.
    public var template: DisplayText

    /// Names a cluster.
    public init(id: ClusterID, template: DisplayText) {
        self.id = id
        self.template = template
    }
}

/// What a person decides about a cluster.
public enum ClusterAction: Hashable, Sendable, Codable {
    /// It is a symptom of another one.
    case link(symptomOf: ClusterReference)
    /// It is no symptom; a proposal is not made again.
    case unlink
    /// It and another one are the same: its records count there from now on.
    case merge(into: ClusterReference)
    /// Each value of one `<*>` becomes a cluster of its own; the variable's position among all `<*>`, from 1.
    case split(variable: Int)
    /// Keeps it at the top, or no longer.
    case pin(Bool)
    /// Puts it out of the way, or no longer; it is still counted.
    case mute(Bool)
    /// Sets the priority; nil goes back to the proposed one.
    case setPriority(Priority?)
    /// Says that its cause is repaired, or takes that back; when it speaks again, that is told.
    case markFixed(Bool)
}

/// A decision about a cluster, as it stands in the journal.
public struct RecordedClusterAction: Hashable, Sendable, Codable {
    /// When it was taken.
    public var at: Timestamp
    /// The cluster.
    public var cluster: ClusterReference
    /// The decision.
    public var action: ClusterAction

    /// Records a decision.
    public init(at: Timestamp, cluster: ClusterReference, action: ClusterAction) {
        self.at = at
        self.cluster = cluster
        self.action = action
    }
}

/// What people have decided about one cluster so far.
public struct ClusterMarks: Hashable, Sendable, Codable {
    /// Kept at the top.
    public var isPinned = false
    /// Out of the way.
    public var isMuted = false
    /// The priority set by hand.
    public var priority: Priority?
    /// When it was said to be fixed; nil when it was not.
    public var fixedAt: Timestamp?
    /// When it first spoke again after it was said to be fixed.
    public var spokeAgainAt: Timestamp?

    /// Nothing decided.
    public init() {}

    /// True when nothing was decided.
    public var isEmpty: Bool { self == ClusterMarks() }
}

/// One cluster seen as a symptom of another.
public struct ClusterRelation: Hashable, Sendable, Codable {
    /// The cluster that looks like the cause.
    public var cause: ClusterID
    /// Each reason in a few words, such as `began 3 s later` or `12 shared request ids`.
    public var evidence: [DisplayText]
    /// True when a person said so; false for a proposal.
    public var isByHand: Bool

    /// Relates a symptom to its cause.
    public init(cause: ClusterID, evidence: [DisplayText], isByHand: Bool) {
        self.cause = cause
        self.evidence = evidence
        self.isByHand = isByHand
    }
}

/// What stood in the place of one `<*>`.
public struct VariableValues: Hashable, Sendable, Codable {
    /// One value and how often it occurred among those looked at.
    public struct Value: Hashable, Sendable, Codable {
        /// The value, redacted.
        public var text: DisplayText
        /// Records that bore it, of those looked at.
        public var count: Int

        /// Counts a value.
        public init(text: DisplayText, count: Int) {
            self.text = text
            self.count = count
        }
    }

    /// The most frequent values, the most frequent first; at most 5.
    public var top: [Value]
    /// Different values seen; `isManyMore` when there are more than were told apart.
    public var distinct: Int
    /// True when `distinct` is a lower bound.
    public var isManyMore: Bool
    /// Records looked at; all of them, or a sample when they are many.
    public var looked: Int

    /// Describes the values of one variable.
    public init(top: [Value], distinct: Int, isManyMore: Bool, looked: Int) {
        self.top = top
        self.distinct = distinct
        self.isManyMore = isManyMore
        self.looked = looked
    }
}

/// The exception that records report.
public struct ExceptionSummary: Hashable, Sendable, Codable {
    /// Its type, such as `ModuleNotFoundError`.
    public var type: DisplayText
    /// What it says, with variables as in the newest record; empty when it says nothing.
    public var message: DisplayText

    /// Describes an exception.
    public init(type: DisplayText, message: DisplayText) {
        self.type = type
        self.message = message
    }
}
