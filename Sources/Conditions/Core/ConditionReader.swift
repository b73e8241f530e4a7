import IncidentModel
import SafeText

/// Reads the words of a condition one after another.
struct ConditionReader {
    private struct Word {
        var text: String
        var column: Int
        var isQuoted: Bool
    }

    private let text: String
    private var words: [Word] = []
    private var unclosedColumn: Int?
    private var next = 0

    init(_ text: String) {
        self.text = text
        split()
    }

    /// The first words of each kind of condition.
    private static let openings: [[String]] = [
        ["probe"], ["all", "probes"], ["health", "of"], ["cluster", "matching"], ["errors", "<"],
        ["response", "of"], ["availability", "of"], ["health", "<"],
        ["websocket", "connects", "<"],
    ]

    var beginsLikeOne: Bool {
        let plain = words.prefix(3).map { $0.text.lowercased() }
        guard words.count > 2 else { return false }
        return Self.openings.contains { plain.starts(with: $0) }
            && (plain.first != "probe" || words[2].text.lowercased() == "is")
    }

    private mutating func split() {
        var current: Word?
        var quoted = false
        for (offset, character) in text.enumerated() {
            if quoted {
                if character == "\"" {
                    quoted = false
                    current.map { words.append($0) }
                    current = nil
                } else {
                    current?.text.append(character)
                }
            } else if character == "\"" {
                current.map { words.append($0) }
                current = Word(text: "", column: offset + 1, isQuoted: true)
                quoted = true
            } else if character.isWhitespace {
                current.map { words.append($0) }
                current = nil
            } else if character == "=", current?.text == ">" {
                words.append(Word(text: ">=", column: offset, isQuoted: false))
                current = nil
            } else if "<>≥".contains(character) {
                current.map { words.append($0) }
                current = Word(text: String(character), column: offset + 1, isQuoted: false)
                if character == ">" { continue }
                current.map { words.append($0) }
                current = nil
            } else if current != nil {
                current?.text.append(character)
            } else {
                current = Word(text: String(character), column: offset + 1, isQuoted: false)
            }
        }
        if quoted { unclosedColumn = current?.column }
        current.map { words.append($0) }
    }

    private static let kinds = [
        "probe", "all", "health", "cluster", "errors", "response", "availability", "websocket",
    ]

    mutating func claim() throws(ConditionError) -> Condition.Claim {
        if let column = unclosedColumn {
            throw ConditionError(
                text: text, found: "", column: column, expected: "a closing quotation mark")
        }
        switch try keyword(Self.kinds) {
        case "probe": return try service()
        case "all":
            _ = try keyword(["probes", "services"])
            return try everyService()
        case "health": return try health()
        case "websocket":
            for word in ["connects", "<"] { _ = try keyword([word]) }
            return .webSocketConnects(within: try duration())
        case "cluster": return try silence()
        case "errors": return try errors()
        case "availability": return try availability()
        default: return try response()
        }
    }

    private mutating func service() throws(ConditionError) -> Condition.Claim {
        let name = try name("the name of a service")
        _ = try keyword(["is"])
        let verdict = try verdict()
        return .service(ServiceID(DisplayText(name)), is: verdict, for: try optionalDuration())
    }

    private mutating func everyService() throws(ConditionError) -> Condition.Claim {
        _ = try keyword(["are", "is"])
        let verdict = try verdict()
        return .allServices(are: verdict, for: try optionalDuration())
    }

    /// `health < 2 s`, `health of all services 200 for 10 min`, `health of all services is up`.
    private mutating func health() throws(ConditionError) -> Condition.Claim {
        if try keyword(["<", "of"]) == "<" { return .health(below: try duration()) }
        _ = try keyword(["all"])
        _ = try keyword(["services", "probes"])
        if nextIs(["<"]) {
            next += 1
            return .health(below: try duration())
        }
        let hasVerb = nextIs(["is", "are"])
        if let status = status(at: hasVerb ? next + 1 : next) {
            next += hasVerb ? 2 : 1
            return .allAnswer(status: status, for: try optionalDuration())
        }
        return try everyService()
    }

    private func nextIs(_ choices: [String]) -> Bool {
        next < words.count && !words[next].isQuoted
            && choices.contains(words[next].text.lowercased())
    }

    /// The HTTP status, 100 to 599, that a word is.
    private func status(at place: Int) -> Int? {
        guard place < words.count, !words[place].isQuoted, words[place].text.utf8.count == 3,
            let status = Int(words[place].text), (100...599).contains(status)
        else { return nil }
        return status
    }

    private mutating func silence() throws(ConditionError) -> Condition.Claim {
        _ = try keyword(["matching"])
        let pattern = try name("the text to look for, in quotation marks")
        _ = try keyword(["silent"])
        _ = try keyword(["for"])
        return .clusterSilent(matching: pattern, for: try duration())
    }

    private mutating func errors() throws(ConditionError) -> Condition.Claim {
        _ = try keyword(["<"])
        let word = try take("a whole number above 0")
        guard let limit = Int(word.text), limit > 0 else {
            throw unexpected(word, "a whole number above 0")
        }
        _ = try keyword(["per"])
        let window = try keyword(["minute", "hour"])
        try end()
        return .errors(below: limit, per: window == "hour" ? .hour : .minute)
    }

    private mutating func response() throws(ConditionError) -> Condition.Claim {
        _ = try keyword(["of"])
        let name = try name("the name of a service")
        _ = try keyword(["<"])
        return .response(of: ServiceID(DisplayText(name)), below: try duration())
    }

    private mutating func availability() throws(ConditionError) -> Condition.Claim {
        _ = try keyword(["of"])
        let name = try name("the name of a service")
        _ = try keyword(["over"])
        let signs = [">=", "≥", ">", "<"]
        let sign = words[next...].firstIndex { !$0.isQuoted && signs.contains($0.text) }
        let window = try duration(before: sign ?? words.count)
        _ = try keyword([">=", "≥"])
        let bound = try percent()
        try end()
        return .availability(of: ServiceID(DisplayText(name)), over: window, atLeast: bound)
    }

    /// `99.9%` or `99.9 %`, in parts per million.
    private mutating func percent() throws(ConditionError) -> Int {
        let expected = "a share such as 99.9%"
        let word = try take(expected)
        var text = word.text[...]
        if text.last == "%" {
            text.removeLast()
        } else {
            _ = try keyword(["%"])
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? parts[1] : ""
        let digits = parts[0] + fraction
        guard !word.isQuoted, parts.count <= 2, !parts.contains(where: \.isEmpty),
            parts[0].count <= 3, fraction.count <= 4,
            digits.allSatisfy({ $0.isASCII && $0.isNumber }),
            let value = Int(digits + String(repeating: "0", count: 4 - fraction.count)),
            (1...1_000_000).contains(value)
        else { throw unexpected(word, expected) }
        return value
    }

    private mutating func verdict() throws(ConditionError) -> Verdict {
        switch try keyword(["up", "degraded", "down"]) {
        case "up": .up
        case "degraded": .degraded
        default: .down
        }
    }

    private mutating func optionalDuration() throws(ConditionError) -> Duration? {
        guard next < words.count else { return nil }
        _ = try keyword(["for"])
        return try duration()
    }

    /// A duration takes all words that are left, so that `2 minutes` is one.
    private mutating func duration() throws(ConditionError) -> Duration {
        try duration(before: words.count)
    }

    private mutating func duration(before end: Int) throws(ConditionError) -> Duration {
        let expected = "a length of time such as 30s or 5m"
        let first = try take(expected)
        guard next <= end else { throw unexpected(first, expected) }
        let rest = words[next..<end].map(\.text)
        next = end
        guard let duration = DurationText.parse(([first.text] + rest).joined(separator: " "))
        else { throw unexpected(first, expected) }
        return duration
    }

    private mutating func name(_ expected: String) throws(ConditionError) -> String {
        let word = try take(expected)
        guard !word.text.isEmpty, word.isQuoted || word.text != "<" else {
            throw unexpected(word, expected)
        }
        return word.text
    }

    private mutating func keyword(_ choices: [String]) throws(ConditionError) -> String {
        let expected = choices.map { "“\($0)”" }.joined(separator: " or ")
        let word = try take(expected)
        guard !word.isQuoted, choices.contains(word.text.lowercased()) else {
            throw unexpected(word, expected)
        }
        return word.text.lowercased()
    }

    private mutating func take(_ expected: String) throws(ConditionError) -> Word {
        guard next < words.count else {
            throw ConditionError(
                text: text, found: "", column: text.count + 1, expected: expected)
        }
        next += 1
        return words[next - 1]
    }

    private func end() throws(ConditionError) {
        if next < words.count { throw unexpected(words[next], "nothing more") }
    }

    private func unexpected(_ word: Word, _ expected: String) -> ConditionError {
        ConditionError(text: text, found: word.text, column: word.column, expected: expected)
    }
}
