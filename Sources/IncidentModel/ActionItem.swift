public import SafeText

/// Something to be done about an incident, now or later.
public struct ActionItem: Hashable, Sendable, Codable {
    /// How soon.
    public enum Horizon: String, Hashable, Sendable, Codable, CaseIterable {
        /// During the incident.
        case immediate
        /// Within days.
        case shortTerm = "short-term"
        /// Within months.
        case longTerm = "long-term"
        /// After the review.
        case followUp = "follow-up"
    }

    /// Its number, from 1.
    public var number: Int
    /// What is to be done.
    public var text: DisplayText
    /// How soon.
    public var horizon: Horizon
    /// Who does it; empty while nobody does.
    public var owner: DisplayText
    /// Until when; nil when nobody said so.
    public var due: CalendarDay?
    /// True once it is done.
    public var isDone: Bool

    /// Makes an item.
    public init(
        number: Int, text: DisplayText, horizon: Horizon = .immediate, owner: DisplayText = .empty,
        due: CalendarDay? = nil, isDone: Bool = false
    ) {
        self.number = number
        self.text = text
        self.horizon = horizon
        self.owner = owner
        self.due = due
        self.isDone = isDone
    }
}
