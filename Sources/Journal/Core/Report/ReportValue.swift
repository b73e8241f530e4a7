import IncidentModel

/// A value of a report as programs and templates get it.
indirect enum ReportValue: Hashable, Sendable {
    case null
    case flag(Bool)
    case number(Int)
    /// Seconds, to the millisecond.
    case seconds(Duration)
    case text(String)
    case list([ReportValue])
    case object([String: ReportValue])
}

extension ReportValue {
    /// JSON with sorted keys, indented by two blanks; what may steer a terminal is escaped.
    var json: String {
        var out = ""
        write(into: &out, indent: "")
        return out + "\n"
    }

    /// A scalar in words: `true`, `12`, `0.086`, the text; empty for null, lists and objects.
    var words: String {
        switch self {
        case .null, .list, .object: ""
        case .flag(let flag): flag ? "true" : "false"
        case .number(let number): "\(number)"
        case .seconds(let duration): Self.decimal(duration)
        case .text(let text): text
        }
    }

    private func write(into out: inout String, indent: String) {
        let inner = indent + "  "
        switch self {
        case .null: out += "null"
        case .flag, .number, .seconds: out += words
        case .text(let text): out += "\"\(Self.escaped(text))\""
        case .list(let items):
            guard !items.isEmpty else { return out += "[]" }
            out += "["
            for (place, item) in items.enumerated() {
                out += (place == 0 ? "\n" : ",\n") + inner
                item.write(into: &out, indent: inner)
            }
            out += "\n\(indent)]"
        case .object(let members):
            guard !members.isEmpty else { return out += "{}" }
            out += "{"
            for (place, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                out += (place == 0 ? "\n" : ",\n") + inner + "\"\(Self.escaped(member.key))\": "
                member.value.write(into: &out, indent: inner)
            }
            out += "\n\(indent)}"
        }
    }

    /// `0.086`, `42`, `-1.5`.
    private static func decimal(_ duration: Duration) -> String {
        let milliseconds = duration.wholeMilliseconds
        let (whole, part) = abs(milliseconds).quotientAndRemainder(dividingBy: 1000)
        let sign = milliseconds < 0 ? "-" : ""
        guard part != 0 else { return "\(sign)\(whole)" }
        var digits = WallClock.padded(Int(part), 3)
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(sign)\(whole).\(digits)"
    }

    /// The inside of a JSON string (RFC 8259); line ends and the other controls are escaped.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
