public import IncidentModel
import Processes
public import SafeText

/// The bounds and habits of the log engine.
public struct LogEngineOptions: Sendable {
    /// Clusters that are published; the lines of all others are in `otherLines`.
    public var publishedClusters = 200
    /// The shortest time between two publications.
    public var publishInterval: Duration = .milliseconds(200)
    /// The shortest silence that is told of a cluster that spoke regularly.
    public var minimumSilence: Duration = .seconds(15)
    /// How often a cluster must have spoken before its silence means something.
    public var silenceUtterances = 3
    /// For how long a cluster counts as new.
    public var newFor: Duration = .seconds(300)
    /// Bytes that are read of a file that is there at the start, from its end.
    public var backlogBytes = 1_048_576
    /// The time over which lines a second are counted.
    public var rateWindow: Duration = .seconds(10)
    /// How long a burst is collected before it is read.
    public var coalescing: Duration = .milliseconds(25)
    /// How long a record waits for lines that continue it.
    public var recordPatience: Duration = .milliseconds(250)
    /// The wait before a command that ended is started again; it doubles up to a minute.
    public var restartDelay: Duration = .seconds(1)
    /// The silence after which a follow that may stall is taken up again; it grows while nothing was lost.
    public var stallLimit: Duration = .seconds(60)
    /// Names that are services for certain, such as those of the configuration.
    public var serviceNames: [DisplayText] = []
    /// False when every line is a bare message: no header, no continuation lines.
    public var readsHeaders = true
    /// The format of all lines; nil to find it out for each source.
    public var format: RecordFormat?
    /// Services that each service needs, by name; evidence for proposed relations.
    public var needs: [DisplayText: [DisplayText]] = [:]
    /// What people decided before this start, in order.
    public var actions: [RecordedClusterAction] = []
    /// The engine as it was stored last; nil to start afresh.
    public var checkpoint: LogCheckpoint?
    /// The shortest time between two checkpoints; nil when nobody stores them.
    public var checkpointInterval: Duration?
    /// Hides secrets in everything that is published.
    public var redactor = Redactor.standard

    /// What the commands of sources see.
    var environment = ProcessEnvironment.inherited

    /// The usual options.
    public init() {}
}
