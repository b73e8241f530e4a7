/// Why an expression cannot be read, in one sentence.
struct PatternError: Error, Hashable {
    /// The sentence.
    let sentence: String
}

/// The parts of a regular expression.
indirect enum PatternTree {
    /// One character.
    case take(CharacterTest)
    /// A place between characters.
    case place(Pattern.Instruction)
    /// One after the other.
    case sequence([PatternTree])
    /// One of them.
    case choice([PatternTree])
    /// Again and again; without an upper bound as often as it can be.
    case repeated(PatternTree, least: Int, most: Int?)
}

/// Reads a regular expression.
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0

    /// The most times that `{n,m}` repeats.
    static let mostRepeats = 200
    /// How deep groups may be in each other.
    static let deepest = 50

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    /// The whole expression.
    mutating func parse() throws(PatternError) -> PatternTree {
        let tree = try choice()
        if peek == ")" { throw PatternError(sentence: "The ) has no ( before it.") }
        return tree
    }

    private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func next() -> Unicode.Scalar? {
        guard let scalar = peek else { return nil }
        position += 1
        return scalar
    }

    private mutating func choice() throws(PatternError) -> PatternTree {
        var branches = [try sequence()]
        while peek == "|" {
            position += 1
            branches.append(try sequence())
        }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternTree {
        var parts: [PatternTree] = []
        while let scalar = peek, scalar != "|", scalar != ")" {
            let part = try single()
            parts.append(try repeated(part))
        }
        return .sequence(parts)
    }

    private mutating func repeated(_ part: PatternTree) throws(PatternError) -> PatternTree {
        var result = part
        while let scalar = peek {
            switch scalar {
            case "*": result = .repeated(result, least: 0, most: nil)
            case "+": result = .repeated(result, least: 1, most: nil)
            case "?": result = .repeated(result, least: 0, most: 1)
            case "{":
                guard let (least, most) = try bounds() else { return result }
                result = .repeated(result, least: least, most: most)
                continue
            default: return result
            }
            position += 1
        }
        return result
    }

    /// `{3}`, `{2,}` or `{2,5}`; nil and nothing read when the brace stands for itself.
    private mutating func bounds() throws(PatternError) -> (Int, Int?)? {
        guard let end = scalars[position...].firstIndex(of: "}") else { return nil }
        let inside = String(String.UnicodeScalarView(scalars[(position + 1)..<end]))
        let parts = inside.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count <= 2, let least = Int(parts[0]), least >= 0 else { return nil }
        var most: Int? = least
        if parts.count == 2 {
            most = parts[1].isEmpty ? nil : Int(parts[1])
            if most == nil, !parts[1].isEmpty { return nil }
        }
        if max(least, most ?? 0) > Self.mostRepeats {
            throw PatternError(sentence: "{\(inside)} is more than \(Self.mostRepeats) times.")
        }
        if let most, most < least {
            throw PatternError(sentence: "{\(inside)} ends below its start.")
        }
        position = end + 1
        return (least, most)
    }

    private mutating func single() throws(PatternError) -> PatternTree {
        guard let scalar = next() else { return .sequence([]) }
        switch scalar {
        case ".": return .take(.any)
        case "^": return .place(.atStart)
        case "$": return .place(.atEnd)
        case "(": return try group()
        case "[": return .take(try characters())
        case "\\": return try escaped()
        case "*", "+", "?": throw PatternError(sentence: "The \(scalar) has nothing to repeat.")
        default: return .take(.one(scalar))
        }
    }

    private mutating func group() throws(PatternError) -> PatternTree {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.deepest { throw PatternError(sentence: "Its groups are too deep.") }
        if peek == "?" {
            guard position + 1 < scalars.count, scalars[position + 1] == ":" else {
                throw PatternError(sentence: "Of groups with (? only (?: is known.")
            }
            position += 2
        }
        let tree = try choice()
        guard next() == ")" else { throw PatternError(sentence: "The ( is not closed.") }
        return tree
    }

    private mutating func escaped() throws(PatternError) -> PatternTree {
        guard let scalar = next() else {
            throw PatternError(sentence: "The \\ at the end has nothing after it.")
        }
        if let kind = Self.kind(of: scalar) { return .take(CharacterTest(kinds: [kind])) }
        switch scalar {
        case "b": return .place(.atBoundary(true))
        case "B": return .place(.atBoundary(false))
        default: return .take(.one(try Self.literal(scalar)))
        }
    }

    private mutating func characters() throws(PatternError) -> CharacterTest {
        var test = CharacterTest()
        if peek == "^" {
            test.isInverted = true
            position += 1
        }
        var isFirst = true
        while let scalar = next() {
            if scalar == "]", !isFirst { return test }
            isFirst = false
            if scalar == "\\", let kind = peek.flatMap(Self.kind) {
                position += 1
                test.kinds.append(kind)
                continue
            }
            let start = scalar == "\\" ? try Self.literal(next() ?? "\\") : scalar
            guard peek == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
                test.ranges.append(CharacterTest.one(start).ranges[0])
                continue
            }
            position += 1
            var end = next() ?? start
            if end == "\\" { end = try Self.literal(next() ?? "\\") }
            guard start <= end else {
                throw PatternError(sentence: "The range \(start)-\(end) ends below its start.")
            }
            test.ranges.append(start...end)
        }
        throw PatternError(sentence: "The [ is not closed.")
    }

    private static func kind(of scalar: Unicode.Scalar) -> CharacterTest.KindTest? {
        switch scalar {
        case "d": CharacterTest.KindTest(kind: .digit, isInverted: false)
        case "D": CharacterTest.KindTest(kind: .digit, isInverted: true)
        case "w": CharacterTest.KindTest(kind: .word, isInverted: false)
        case "W": CharacterTest.KindTest(kind: .word, isInverted: true)
        case "s": CharacterTest.KindTest(kind: .space, isInverted: false)
        case "S": CharacterTest.KindTest(kind: .space, isInverted: true)
        default: nil
        }
    }

    /// A letter or digit behind a backslash would mean something elsewhere: it is not taken for itself.
    private static func literal(_ scalar: Unicode.Scalar) throws(PatternError) -> Unicode.Scalar {
        if scalar == "t" { return "\t" }
        let isPlain = scalar.isASCII && CharacterTest.isWord(scalar) && scalar != "_"
        if isPlain { throw PatternError(sentence: "\\\(scalar) is not known here.") }
        return scalar
    }
}
