import IncidentModel
import SafeText
import Settings

/// Which changes from outside were told of, and when each source is looked at next.
///
/// Pure: it is told the time and what a look found, and says what is new.
struct ChangeWatch {
    /// How many changes of one look are told of, the newest; the rest is counted.
    static let mostNews = 50
    /// How much longer it is between two looks while nothing is wrong.
    static let calmFactor = 5
    /// How long before the record begins a change may lie to be told of at the start.
    static let lookback = Duration.seconds(86_400)
    /// The least time between two looks at one source, whatever happens.
    static let shortestPause = Duration.seconds(5)
    /// How many different troubles of one source are told of.
    private static let mostTroubles = 5

    private struct Source {
        var definition: ChangeSourceDefinition
        /// By the monotonic clock, in nanoseconds.
        var nextLook: Int64
        var lastLook: Int64?
        var isLooking = false
        /// Something broke during the look that is under way.
        var isHurried = false
        var toldTroubles: Set<DisplayText> = []
    }

    /// What tells a change from all others.
    private struct Key: Hashable {
        var source: DisplayText
        var id: DisplayText
    }

    private var sources: [Source] = []
    private var told: Set<Key> = []
    /// By the clock on the wall; what changed before is not told of.
    private(set) var since = Timestamp(nanoseconds: 0)

    /// Watches nothing.
    init() {}

    /// - Parameters:
    ///   - definitions: The sources.
    ///   - told: The changes that the record holds already.
    ///   - since: What changed before is not told of; by the clock on the wall.
    ///   - start: When the first look is due, by the monotonic clock.
    init(
        _ definitions: [ChangeSourceDefinition], told: [ObservedChange], since: Timestamp,
        start: Int64
    ) {
        sources = definitions.map { Source(definition: $0, nextLook: start) }
        self.told = Set(told.map { Key(source: $0.source, id: $0.id) })
        self.since = since
    }

    /// When something is due, by the monotonic clock; nil when nothing will be.
    var nextLook: Int64? {
        sources.filter { !$0.isLooking }.map(\.nextLook).min()
    }

    /// The sources that have to be looked at now; each is left alone until `take` has its answer.
    mutating func begin(at monotonic: Int64) -> [Int] {
        let due = sources.indices.filter {
            !sources[$0].isLooking && sources[$0].nextLook <= monotonic
        }
        for index in due { sources[index].isLooking = true }
        return due
    }

    /// Something broke: every source is looked at now, or shortly after its newest look.
    mutating func hurry(at monotonic: Int64) {
        let pause = Self.shortestPause.wholeNanoseconds
        for index in sources.indices {
            let earliest = sources[index].lastLook.map { max(monotonic, $0 + pause) } ?? monotonic
            sources[index].nextLook = min(sources[index].nextLook, earliest)
            // One that is under way began before: it may have missed what matters.
            sources[index].isHurried = sources[index].isLooking
        }
    }

    /// Takes what a look at a source found.
    ///
    /// - Parameters:
    ///   - look: What it found.
    ///   - index: The source.
    ///   - monotonic: When, by the monotonic clock.
    ///   - isCalm: True while nothing is wrong: the next look then has time.
    /// - Returns: The changes that are new, the oldest first, and what people should know.
    mutating func take(
        _ look: ChangeLook, of index: Int, at monotonic: Int64, isCalm: Bool
    ) -> (news: [ObservedChange], sentence: DisplayText?) {
        guard sources.indices.contains(index) else { return ([], nil) }
        let definition = sources[index].definition
        let every = definition.every * (isCalm ? Self.calmFactor : 1)
        let pause = sources[index].isHurried ? min(every, Self.shortestPause) : every
        sources[index].isLooking = false
        sources[index].isHurried = false
        sources[index].lastLook = monotonic
        sources[index].nextLook = monotonic + pause.wholeNanoseconds
        switch look {
        case .troubled(let reason): return ([], trouble(reason, of: index))
        case .seen(let sightings):
            var news = sightings.filter { $0.at >= since }.map { change(from: $0, definition) }
                .filter { told.insert(Key(source: $0.source, id: $0.id)).inserted }
            // git tells whole seconds: what is of the same moment stays in its order.
            news = news.enumerated().sorted {
                ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
            }.map(\.element)
            let tooMany = news.count - Self.mostNews
            guard tooMany > 0 else { return (news, nil) }
            news.removeFirst(tooMany)
            return (
                news,
                "\(definition.name) tells of \(tooMany + news.count) changes: the newest \(news.count) are listed"
            )
        }
    }

    /// A trouble is told of once, however often it comes back.
    private mutating func trouble(_ reason: DisplayText, of index: Int) -> DisplayText? {
        guard sources[index].toldTroubles.count < Self.mostTroubles,
            sources[index].toldTroubles.insert(reason).inserted
        else { return nil }
        return "changes from \(sources[index].definition.name) are not seen: \(reason)"
    }

    private func change(
        from sighting: ChangeSighting, _ definition: ChangeSourceDefinition
    ) -> ObservedChange {
        ObservedChange(
            source: definition.name, id: sighting.id, at: sighting.at, title: sighting.title,
            author: sighting.author, services: definition.services)
    }
}
