public import SafeText

/// Which entries of the timeline are asked for; the store applies it, so that long journals are not read whole.
public struct TimelineFilter: Hashable, Sendable {
    /// Texts that an entry's author and headline must contain, in any case of letters.
    public var including: [String]
    /// Texts that they must not contain.
    public var excluding: [String]

    /// Makes a filter; without texts it keeps everything.
    public init(including: [String] = [], excluding: [String] = []) {
        self.including = including
        self.excluding = excluding
    }

    /// Keeps everything.
    public static let none = TimelineFilter()

    /// True when it keeps everything.
    public var isEmpty: Bool { including.isEmpty && excluding.isEmpty }
}

/// A page of the timeline: the newest entry first.
public struct TimelinePage: Hashable, Sendable {
    /// Entries that the filter keeps in the whole journal.
    public var total: Int
    /// The page, newest first; the first one is `offset` kept entries before the newest.
    public var events: [JournalEvent]
    /// How many newer entries were left out.
    public var offset: Int
    /// The filter that was applied.
    public var filter: TimelineFilter
    /// Why it could not be read; nothing else in the page counts then.
    public var unreadable: DisplayText?

    /// Makes a page.
    public init(
        total: Int = 0, events: [JournalEvent] = [], offset: Int = 0,
        filter: TimelineFilter = .none,
        unreadable: DisplayText? = nil
    ) {
        self.total = total
        self.events = events
        self.offset = offset
        self.filter = filter
        self.unreadable = unreadable
    }
}
