import IncidentModel

/// How a person wants a service held: `maintenance 1h`, `pause 30m new disks`, `45m deploy`.
struct HoldRequest: Equatable, Sendable {
    /// What happens meanwhile.
    var kind: Hold.Kind
    /// For how long; nil until it is released.
    var duration: Duration?
    /// Why.
    var reason = ""

    /// What cannot be read, in one sentence.
    struct Problem: Error, Equatable {
        /// The sentence.
        let sentence: String
    }

    /// The longest hold with an end: whatever lasts longer is not a hold but a change of configuration.
    static let longest = Duration.seconds(31 * 86_400)

    /// What is offered before anything is typed.
    static let usual: [HoldRequest] = [
        HoldRequest(kind: .maintenance, duration: .seconds(1_800)),
        HoldRequest(kind: .maintenance, duration: .seconds(3_600)),
        HoldRequest(kind: .maintenance, duration: .seconds(14_400)),
        HoldRequest(kind: .maintenance, duration: nil),
        HoldRequest(kind: .paused, duration: .seconds(1_800)),
        HoldRequest(kind: .paused, duration: .seconds(3_600)),
        HoldRequest(kind: .paused, duration: nil),
    ]

    /// What would have to be typed for it.
    var typed: String {
        let word =
            switch kind {
            case .maintenance: "maintenance"
            case .paused: "pause"
            }
        let parts = [word, duration.map(Self.text) ?? "", reason]
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// The usual ones that begin with what was typed, else what was typed itself.
    static func options(for typed: String) -> Result<[HoldRequest], Problem> {
        let words = typed.split(separator: " ").map(String.init)
        let needle = words.joined(separator: " ").lowercased()
        let beginning = usual.filter { $0.typed.hasPrefix(needle) }
        if !beginning.isEmpty { return .success(beginning) }
        return read(words).map { [$0] }
    }

    private static func read(_ words: [String]) -> Result<HoldRequest, Problem> {
        var rest = words[...]
        var request = HoldRequest(kind: .maintenance, duration: nil)
        if let first = rest.first?.lowercased(), let kind = kinds[first] {
            request.kind = kind
            rest = rest.dropFirst()
        }
        if let first = rest.first, first.first?.isNumber == true {
            guard let duration = duration(first) else {
                return .failure(
                    Problem(sentence: "\(first) is no time: write 45m, 2h or 1h30m, then why."))
            }
            guard duration > .zero, duration <= longest else {
                return .failure(Problem(sentence: "\(first) is no time to hold: 1m to 31d are."))
            }
            request.duration = duration
            rest = rest.dropFirst()
        }
        request.reason = rest.joined(separator: " ")
        return .success(request)
    }

    private static var kinds: [String: Hold.Kind] {
        [
            "maintenance": .maintenance, "maint": .maintenance, "hold": .maintenance,
            "pause": .paused, "paused": .paused,
        ]
    }

    /// `45m`, `1h30m`, `2d`; nil for anything else.
    static func duration(_ text: String) -> Duration? {
        var seconds: Int64 = 0
        var number: Int64?
        var unit = ""
        for character in text.lowercased() + "." {
            if let digit = character.wholeNumberValue, character.isASCII {
                if !unit.isEmpty {
                    guard let part = length(number, unit) else { return nil }
                    seconds += part
                    (number, unit) = (nil, "")
                }
                number = (number ?? 0) * 10 + Int64(digit)
                guard let number, number < 1_000_000 else { return nil }
            } else if character == "." {
                guard let part = length(number, unit) else { return nil }
                seconds += part
            } else {
                unit.append(character)
            }
        }
        return .seconds(seconds)
    }

    private static func length(_ number: Int64?, _ unit: String) -> Int64? {
        let factors: [String: Int64] = [
            "s": 1, "m": 60, "min": 60, "h": 3_600, "d": 86_400,
        ]
        guard let number, let factor = factors[unit] else { return nil }
        return number * factor
    }

    /// `1h30m`: what would have to be typed for a length.
    static func text(_ duration: Duration) -> String {
        let total = max(0, duration.wholeSeconds)
        let parts = [(total / 86_400, "d"), (total / 3_600 % 24, "h"), (total / 60 % 60, "m")]
        let text = parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
        return total % 60 > 0 ? "\(text)\(total % 60)s" : text
    }
}
