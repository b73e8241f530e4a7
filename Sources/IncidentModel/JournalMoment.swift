/// Where a journal's time stands: the event that leads on to the present moment.
///
/// Journal time follows the machine's own clock within a boot, so any event of the boot will do; the
/// latest one also says before which moment no event may come.
public struct JournalMoment: Hashable, Sendable, Codable {
    /// The latest time of an event.
    public var at: Timestamp
    /// Nanoseconds of the machine's own clock at that event; comparable within its boot.
    public var monotonic: Int64
    /// The boot in which it was recorded; nil in journals that do not say.
    public var boot: String?

    /// Makes a moment.
    public init(at: Timestamp, monotonic: Int64, boot: String?) {
        self.at = at
        self.monotonic = monotonic
        self.boot = boot
    }

    /// The moment after one more event; events that were recorded late do not lead back.
    static func after(_ event: JournalEvent, _ before: JournalMoment?) -> JournalMoment {
        var boot = before?.boot
        if case .consoleStarted(_, let started) = event.body { boot = started }
        if let before, event.at < before.at {
            // A console that began in another boot ends what could be compared.
            return boot == before.boot
                ? before : JournalMoment(at: before.at, monotonic: 0, boot: nil)
        }
        return JournalMoment(at: event.at, monotonic: event.monotonic, boot: boot)
    }
}
