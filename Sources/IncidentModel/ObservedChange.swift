public import SafeText

/// A change from outside that may have caused something: a commit, a rollout, an edited file, a deploy.
public struct ObservedChange: Hashable, Sendable, Codable {
    /// The change source that told of it.
    public var source: DisplayText
    /// What tells it from others of the same source, such as a commit's hash.
    public var id: DisplayText
    /// When it was made, by the clock of whoever made it.
    public var at: Timestamp
    /// What it is, in one line.
    public var title: DisplayText
    /// Who made it; empty when the source does not say.
    public var author: DisplayText
    /// The services that it may concern; none means any.
    public var services: [ServiceID]

    /// Makes a change.
    public init(
        source: DisplayText, id: DisplayText, at: Timestamp, title: DisplayText,
        author: DisplayText = .empty, services: [ServiceID] = []
    ) {
        self.source = source
        self.id = id
        self.at = at
        self.title = title
        self.author = author
        self.services = services
    }

    /// One line, such as `deploys 3f2a91c: exclude monitoring (ada)`.
    public var line: DisplayText {
        author.isEmpty ? "\(source) \(id): \(title)" : "\(source) \(id): \(title) (\(author))"
    }
}

/// A change beside the moment at which something broke.
public struct SuspectedChange: Hashable, Sendable {
    /// The change.
    public var change: ObservedChange
    /// From the change to the onset; never negative.
    public var before: Duration

    /// Makes a suspicion.
    public init(change: ObservedChange, before: Duration) {
        self.change = change
        self.before = before
    }
}

extension IncidentState {
    /// The changes shortly before something broke, the nearest first; those that name the service come
    /// before those that name none, those that name only others are left out.
    ///
    /// - Parameters:
    ///   - service: What broke.
    ///   - onset: When it broke.
    ///   - reach: How long before the onset a change may lie.
    public func changes(
        before onset: Timestamp, of service: ServiceID, reach: Duration = .seconds(86_400)
    ) -> [SuspectedChange] {
        record.changes.compactMap { change -> SuspectedChange? in
            let before = onset - change.at
            guard before >= .zero, before <= reach,
                change.services.isEmpty || change.services.contains(service)
            else { return nil }
            return SuspectedChange(change: change, before: before)
        }.sorted { left, right in
            let (ours, theirs) = (left.change.services.isEmpty, right.change.services.isEmpty)
            if left.before != right.before { return left.before < right.before }
            return ours != theirs ? !ours : left.change.id < right.change.id
        }
    }
}
