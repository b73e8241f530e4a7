public import IncidentModel
import SafeText

extension LogCheckpoint {
    /// The clusters of a stored engine, without sources.
    ///
    /// - Parameter moment: The time that trends end at.
    /// - Returns: What the engine would tell; nil when another version wrote it, or its bytes are damaged.
    public func status(at moment: Timestamp) -> LogStatus? {
        let options = LogEngineOptions()
        guard let stored = try? EngineCheckpoint(self, redactor: options.redactor) else {
            return nil
        }
        var publisher = Publisher(options: options)
        return publisher.publish(stored.book, at: moment.nanoseconds, detailed: 0).0
    }
}
