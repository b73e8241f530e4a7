public import SafeText

/// A day of the Gregorian calendar, as `2026-11-30`.
public struct CalendarDay: Hashable, Comparable, Sendable, Codable {
    /// The year, 1 to 9999.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int
    /// The day of the month, from 1.
    public let day: Int

    /// Reads `2026-11-30`; nil for anything else and for days that no calendar has.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == 3 else { return nil }
        (year, month, day) = (numbers[0], numbers[1], numbers[2])
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard year > 0, (1...12).contains(month), (1...lengths[month - 1]).contains(day) else {
            return nil
        }
    }

    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let day = CalendarDay(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "expected a day such as 2026-11-30")
        }
        self = day
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// `2026-11-30`.
    public var text: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// The earlier day comes first.
    public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

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
