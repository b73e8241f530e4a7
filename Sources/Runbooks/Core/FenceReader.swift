import Conditions

/// Reads what stands behind the back quotes of a fence, from the line as it is in the file: cmark has
/// its own idea of backslashes and entities there.
struct FenceReader {
    /// The language in small letters; empty when none was given.
    private(set) var language = ""
    private var attributes: Substring = ""
    /// What is wrong with the attributes; nil when nothing is.
    private(set) var problem: String?

    /// Languages whose blocks run.
    static let runnable: Set<String> = ["bash", "sh", "shell", "zsh", "console"]

    private static let keys: Set<String> = [
        "name", "cwd", "interactive", "background", "interpreter", "excludeFromRunAll", "promptEnv",
        "timeout", "retry", "every", "confirm", "verify", "expect", "exit", "capture", "needs",
        "rollback", "tty", "simulate", "strict",
    ]

    /// Takes the source line, in which the fence begins at or after a byte column (from 1).
    init(line: String, column: Int) {
        let from = line.utf8.index(
            line.startIndex, offsetBy: min(max(column - 1, 0), line.utf8.count))
        guard let info = Self.info(line[from...]) ?? Self.info(line[...]) else { return }
        let word = info.prefix { !$0.isWhitespace && $0 != "{" && $0 != "," }
        language = word.lowercased()
        if language.hasPrefix(".") { language.removeFirst() }
        guard let brace = info.firstIndex(of: "{") else { return }
        guard let close = info.lastIndex(of: "}"), close > brace else {
            problem = "the attributes are not closed by “}”"
            return
        }
        attributes = info[info.index(after: brace)..<close]
    }

    private static func info(_ text: Substring) -> Substring? {
        guard let fence = text.firstIndex(where: { $0 == "`" || $0 == "~" }) else { return nil }
        let mark = text[fence]
        let rest = text[fence...].drop { $0 == mark }
        guard text.distance(from: fence, to: rest.startIndex) >= 3 else { return nil }
        return rest.drop { $0 == " " || $0 == "\t" }
    }

    /// The attributes, or a sentence about the first one that is wrong.
    func read() -> (attributes: CommandAttributes, problem: String?) {
        var result = CommandAttributes()
        if let problem { return (result, problem) }
        var rest = attributes
        while true {
            rest = rest.drop { $0.isWhitespace || $0 == "," }
            guard !rest.isEmpty else { return (result, nil) }
            let key = Self.text(&rest, until: "=:")
            var value = "true"
            if rest.first == "=" || rest.first == ":" {
                rest = rest.dropFirst().drop { $0 == " " }
                value = Self.text(&rest, until: "")
            }
            // pandoc's classes and identifiers say nothing about running.
            if key.hasPrefix(".") || key.hasPrefix("#") { continue }
            if let problem = Self.apply(key, value, to: &result) { return (result, problem) }
        }
    }

    private static func text(_ rest: inout Substring, until ends: String) -> String {
        if let quote = rest.first, quote == "\"" || quote == "'" {
            let inner = rest.dropFirst().prefix { $0 != quote }
            rest = rest.dropFirst(inner.count + 2)
            return String(inner)
        }
        let word = rest.prefix { !$0.isWhitespace && $0 != "," && !ends.contains($0) }
        // An odd character alone shall not stop the walk.
        let taken = word.isEmpty ? rest.prefix(1) : word
        rest = rest.dropFirst(taken.count)
        return String(taken)
    }

    private static func apply(
        _ key: String, _ value: String, to result: inout CommandAttributes
    ) -> String? {
        guard keys.contains(key) else {
            return
                "unknown attribute “\(key)”, expected one of \(keys.sorted().joined(separator: ", "))"
        }
        result.values[key] = value
        switch key {
        case "name": result.name = value
        case "cwd": result.workingDirectory = value
        case "interpreter": result.interpreter = value
        case "timeout":
            result.timeout = DurationText.parse(value)
            if result.timeout == nil, value != "none" {
                return "timeout is “\(value)”, expected a length of time such as 15m, or none"
            }
        case "exit":
            let statuses = value.split(separator: "|").map { Int($0) ?? -1 }
            guard !statuses.isEmpty, statuses.allSatisfy({ 0...255 ~= $0 }) else {
                return
                    "exit is “\(value)”, expected a status from 0 to 255, or several with | between"
            }
            result.expectedStatuses = Set(statuses)
        case "tty", "interactive":
            guard let flag = Bool(value) else { return notFlag(key, value) }
            result.needsTerminal = flag
        case "strict":
            guard let flag = Bool(value) else { return notFlag(key, value) }
            result.isStrict = flag
        case "confirm", "background", "excludeFromRunAll":
            if Bool(value) == nil { return notFlag(key, value) }
        default: break
        }
        return nil
    }

    private static func notFlag(_ key: String, _ value: String) -> String {
        "\(key) is “\(value)”, expected true or false"
    }
}
