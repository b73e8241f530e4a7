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

    /// The source of what was run from here: a run's name tells a person nothing.
    public static let ownSource: DisplayText = "quell"

    /// One line, such as `deploys 3f2a91c: exclude monitoring (ada)`.
    public var line: DisplayText {
        let name = source == Self.ownSource ? title : "\(source) \(id): \(title)"
        return author.isEmpty ? name : "\(name) (\(author))"
    }
}

/// A change beside the moment at which something broke.
public struct SuspectedChange: Hashable, Sendable {
    /// What a change has to do with what broke, the closest first.
    public enum Concern: Int, Hashable, Sendable, CaseIterable, Comparable {
        /// It names the service.
        case service
        /// It names a service that this one needs.
        case need
        /// It names no service.
        case anything

        /// The closer comes first.
        public static func < (left: Concern, right: Concern) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    /// The change.
    public var change: ObservedChange
    /// From the change to the onset; never negative.
    public var before: Duration
    /// What it has to do with what broke.
    public var concern: Concern

    /// Makes a suspicion.
    public init(change: ObservedChange, before: Duration, concern: Concern = .anything) {
        self.change = change
        self.before = before
        self.concern = concern
    }

    /// What the ranking goes by, the smallest first: the distance in time, and a minute more, so that seconds
    /// decide nothing; twice that for a service that is needed, four times for a change that names none.
    var distance: Duration { (before + .seconds(60)) * (1 << concern.rawValue) }
}

extension IncidentState {
    /// The changes before something broke, the most suspicious first: the nearer in time the more, and
    /// one that names the service more than one that names what it needs or nothing at all.
    ///
    /// Changes that name only other services are left out. A change carries the time of clocks on the
    /// wall, the onset that of the journal: `record.wallClockOffset` lies between them.
    ///
    /// - Parameters:
    ///   - onset: When it broke, by the journal.
    ///   - service: What broke.
    ///   - needs: What it needs, directly or not.
    ///   - reach: How long before the onset a change may lie.
    /// - Returns: The suspicions; changes after the onset are not among them.
    public func changes(
        before onset: Timestamp, of service: ServiceID, needs: [ServiceID] = [],
        reach: Duration = .seconds(86_400)
    ) -> [SuspectedChange] {
        let onset = onset + record.wallClockOffset
        let suspects = record.changes.compactMap { change -> SuspectedChange? in
            let before = onset - change.at
            guard before >= .zero, before <= reach,
                let concern = change.concern(service, needs)
            else { return nil }
            return SuspectedChange(change: change, before: before, concern: concern)
        }
        // Of the same moment, the one that was told of last is the later one.
        return suspects.enumerated().sorted { left, right in
            if left.element.distance != right.element.distance {
                return left.element.distance < right.element.distance
            }
            return left.offset > right.offset
        }.map(\.element)
    }
}

extension ObservedChange {
    /// What it has to do with a service; nil for nothing.
    fileprivate func concern(
        _ service: ServiceID, _ needs: [ServiceID]
    ) -> SuspectedChange.Concern? {
        if services.isEmpty { return .anything }
        if services.contains(service) { return .service }
        return services.contains(where: needs.contains) ? .need : nil
    }
}
