/// Reads the text of a line pattern.
struct LinePatternParser {
    private var rest: Substring
    private var steps: [LinePattern.Step] = []
    private var pool: [UInt8] = []
    private var optionalStart: Int?

    init(_ text: String) { rest = text[...] }

    /// The steps and the bytes of their literals.
    mutating func parse() throws(LinePatternError) -> ([LinePattern.Step], [UInt8]) {
        while let first = rest.first {
            if rest.hasPrefix("{?") {
                try openOptional()
            } else if rest.hasPrefix("?}") {
                try closeOptional()
            } else if first == "{" {
                try takeField()
            } else if first == " " {
                takeBlanks()
            } else {
                takeLiteral()
            }
        }
        guard optionalStart == nil else {
            throw LinePatternError(found: "{?", expected: "?} behind it")
        }
        guard let last = steps.last else {
            throw LinePatternError(found: "", expected: "a pattern with fields")
        }
        if last.shape == .text { steps[steps.count - 1].shape = .rest }
        return (steps, pool)
    }

    private mutating func openOptional() throws(LinePatternError) {
        guard optionalStart == nil else {
            throw LinePatternError(found: String(rest), expected: "no {? inside another")
        }
        optionalStart = steps.count
        steps.append(LinePattern.Step(shape: .optional))
        rest = rest.dropFirst(2)
    }

    private mutating func closeOptional() throws(LinePatternError) {
        guard let start = optionalStart else {
            throw LinePatternError(found: String(rest), expected: "{? before it")
        }
        steps[start].count = steps.count - start - 1
        optionalStart = nil
        rest = rest.dropFirst(2)
    }

    private mutating func takeBlanks() {
        let count = rest.prefix { $0 == " " }.count
        rest = rest.dropFirst(count)
        let isBeforeMessage = count == 1 && (rest.hasPrefix("{message") || rest.hasPrefix("{line}"))
        steps.append(LinePattern.Step(shape: isBeforeMessage ? .blank : .blanks))
    }

    private mutating func takeLiteral() {
        let start = pool.count
        while let first = rest.first, first != " ", first != "{", !rest.hasPrefix("?}") {
            pool.append(contentsOf: String(first).utf8)
            rest = rest.dropFirst()
        }
        steps.append(LinePattern.Step(shape: .literal, start: start, count: pool.count - start))
    }

    private mutating func takeField() throws(LinePatternError) {
        guard let end = rest.firstIndex(of: "}") else {
            throw LinePatternError(found: String(rest), expected: "} behind the field")
        }
        let inner = rest[rest.index(after: rest.startIndex)..<end]
        rest = rest[rest.index(after: end)...]
        let parts = inner.split(separator: ":", maxSplits: 1).map(String.init)
        guard let name = parts.first, name.allSatisfy({ $0.isLetter || $0 == "_" }) else {
            throw LinePatternError(found: "{\(inner)}", expected: "a field such as {time}")
        }
        let role = FieldRole(name: name) ?? .ignored
        let shape = parts.count > 1 ? parts[1] : nil
        guard let step = Self.step(role, shape) else {
            throw LinePatternError(
                found: "{\(inner)}",
                expected: "a shape that fits: word, letters, number, text, a scale or a spelling")
        }
        steps.append(step)
    }

    private static func step(_ role: FieldRole, _ shape: String?) -> LinePattern.Step? {
        switch role {
        case .time:
            if shape == "klog" { return LinePattern.Step(shape: .clockOfKlog, role: role) }
            guard let spelling = TimeSpelling(name: shape ?? "any") else { return nil }
            return LinePattern.Step(shape: .time, role: role, spelling: spelling)
        case .severity:
            guard let scale = SeverityScale(name: shape ?? "word") else { return nil }
            return LinePattern.Step(shape: .severity, role: role, scale: scale)
        case .message, .line, .stack, .request, .exceptionMessage:
            return shape == nil ? LinePattern.Step(shape: .text, role: role) : named(role, shape)
        case .service, .logger, .trace, .exceptionType, .partial, .host, .ignored:
            return named(role, shape ?? "word")
        }
    }

    private static func named(_ role: FieldRole, _ shape: String?) -> LinePattern.Step? {
        switch shape {
        case "word": LinePattern.Step(shape: .word, role: role)
        case "letters": LinePattern.Step(shape: .letters, role: role)
        case "number": LinePattern.Step(shape: .number, role: role)
        case "text": LinePattern.Step(shape: .text, role: role)
        default: nil
        }
    }
}
