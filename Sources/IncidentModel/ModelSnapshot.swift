/// What conditions are judged on: the two live panes at one moment.
public struct ModelSnapshot: Hashable, Sendable {
    /// The wall clock of the snapshot.
    public var now: Timestamp
    /// When this console began to watch; nothing is known of the time before.
    public var watchingSince: Timestamp
    /// All services.
    public var services: [ServiceStatus]
    /// All clusters and sources.
    public var logs: LogStatus
    /// Which verdicts services had over time; absent for one that was never watched.
    public var histories: [ServiceID: VerdictHistory]

    /// Makes a snapshot.
    public init(
        now: Timestamp, watchingSince: Timestamp, services: [ServiceStatus], logs: LogStatus,
        histories: [ServiceID: VerdictHistory] = [:]
    ) {
        self.now = now
        self.watchingSince = watchingSince
        self.services = services
        self.logs = logs
        self.histories = histories
    }
}
