public import SafeText

/// How serious a log record is, on one scale for all spellings.
public enum Severity: Int, Hashable, Comparable, Sendable, Codable, CaseIterable {
    /// The record does not say.
    case unknown
    /// Diagnostic detail.
    case debug
    /// Normal operation.
    case info
    /// Normal, but worth notice.
    case notice
    /// Something may go wrong.
    case warning
    /// Something went wrong.
    case error
    /// The program or the system cannot go on.
    case critical

    /// The less serious comes first.
    public static func < (left: Severity, right: Severity) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// A proposed order of attention, P0 the first.
public enum Priority: Int, Hashable, Comparable, Sendable, Codable, CaseIterable {
    /// Now.
    case p0
    /// Today.
    case p1
    /// This week.
    case p2
    /// For information.
    case p3

    /// The more urgent comes first.
    public static func < (left: Priority, right: Priority) -> Bool {
        left.rawValue < right.rawValue
    }

    /// `P0` to `P3`.
    public var label: String { "P\(rawValue)" }
}

/// How many records of each severity.
public struct SeverityCounts: Hashable, Sendable, Codable {
    private var counts: [Int]

    /// No records.
    public init() {
        counts = Array(repeating: 0, count: Severity.allCases.count)
    }

    /// The count of one severity.
    public subscript(severity: Severity) -> Int {
        get { severity.rawValue < counts.count ? counts[severity.rawValue] : 0 }
        set { if severity.rawValue < counts.count { counts[severity.rawValue] = newValue } }
    }

    /// All records.
    public var total: Int { counts.reduce(0, +) }
    /// Errors and worse.
    public var errors: Int { self[.error] + self[.critical] }
    /// The most serious severity that occurs.
    public var worst: Severity { Severity.allCases.last { self[$0] > 0 } ?? .unknown }
}

/// One log record kept as an example.
public struct LogSample: Hashable, Sendable, Codable {
    /// The record's own time, or that of its arrival.
    public var at: Timestamp
    /// The record's lines, redacted; at most 40.
    public var lines: [DisplayText]

    /// Makes an example.
    public init(at: Timestamp, lines: [DisplayText]) {
        self.at = at
        self.lines = lines
    }
}

/// Everything the screen and the conditions need to know of one cluster.
public struct ClusterStatus: Hashable, Sendable {
    /// Minutes of trend kept.
    public static let trendMinutes = 60

    /// The cluster.
    public var id: ClusterID
    /// The text with its variables replaced by `<*>`, redacted.
    public var template: DisplayText
    /// The worst severity seen.
    public var severity: Severity { counts.worst }
    /// Records by severity.
    public var counts: SeverityCounts
    /// Records in all.
    public var records: Int
    /// Physical lines in all; at least `records`.
    public var lines: Int
    /// The earliest record.
    public var firstSeen: Timestamp
    /// The latest record.
    public var lastSeen: Timestamp
    /// Records a minute, oldest first, the last one the present minute; at most `trendMinutes`.
    public var trend: [Int]
    /// Records in the last 60 s.
    public var lastMinute: Int
    /// Services that spoke, by how often.
    public var services: [DisplayText]
    /// True in the first minutes after it appeared, when it was not there at the start.
    public var isNew: Bool
    /// True when it used to speak and stopped, against its own past.
    public var isSilent: Bool
    /// True while it speaks far more than it used to, against its own past.
    public var isSpiking: Bool
    /// The priority: the one set by hand, else the proposed one.
    public var priority: Priority
    /// Why this priority, in words.
    public var priorityReason: DisplayText
    /// The cluster of which this one looks like a symptom, by hand or proposed; never certain.
    public var relation: ClusterRelation?
    /// What people decided about it.
    public var marks: ClusterMarks
    /// The most frequent values of each `<*>`, in the order of the template.
    public var values: [VariableValues]
    /// The exception that its records report; nil when they report none.
    public var exception: ExceptionSummary?
    /// Oldest example first, then the newest ones; at most 8.
    public var samples: [LogSample]

    /// The cluster of which this one looks like a symptom; a proposal, never certain.
    public var symptomOf: ClusterID? { relation?.cause }

    /// Makes a cluster of which one record is about to be counted.
    public init(id: ClusterID, template: DisplayText, firstSeen: Timestamp) {
        self.id = id
        self.template = template
        counts = SeverityCounts()
        records = 0
        lines = 0
        self.firstSeen = firstSeen
        lastSeen = firstSeen
        trend = []
        lastMinute = 0
        services = []
        isNew = false
        isSilent = false
        isSpiking = false
        priority = .p3
        priorityReason = .empty
        relation = nil
        marks = ClusterMarks()
        values = []
        exception = nil
        samples = []
    }
}

/// All clusters and sources at one moment.
///
/// `lines` equals the clusters' lines plus `otherLines`.
public struct LogStatus: Hashable, Sendable {
    /// Clusters by priority, then by records; bounded by the engine.
    public var clusters: [ClusterStatus]
    /// Lines of clusters that were evicted.
    public var otherLines: Int
    /// Lines read.
    public var lines: Int
    /// Records after joining continuation lines.
    public var records: Int
    /// Records by severity.
    public var counts: SeverityCounts
    /// The sources in configuration order.
    public var sources: [SourceStatus]
    /// Numbers that were published and now mean another cluster: old to new, never to another old one.
    public var forwarded: [ClusterID: ClusterID]

    /// Nothing read.
    public init() {
        clusters = []
        otherLines = 0
        lines = 0
        records = 0
        counts = SeverityCounts()
        sources = []
        forwarded = [:]
    }
}
