/// Reads a regular expression into a tree.
struct PatternParser {
    private var rest: Substring.UnicodeScalarView
    private var ignoresCase = false
    private var depth = 0
    /// Groups within groups beyond this are a mistake, and would use up the stack.
    private static let deepest = 50
    /// The highest count of `{n,m}` (`RE_DUP_MAX` of POSIX).
    private static let mostRepeats = 255

    init(_ text: String) {
        rest = text[...].unicodeScalars
    }

    mutating func parse() throws(LinearPattern.Problem) -> PatternNode {
        if rest.starts(with: "(?i)".unicodeScalars) {
            rest.removeFirst(4)
            ignoresCase = true
        }
        let node = try choice()
        guard rest.isEmpty else { throw problem("in which every ) has its (") }
        return node
    }

    private func problem(_ expected: String) -> LinearPattern.Problem {
        LinearPattern.Problem(expected: expected)
    }

    private func set(_ set: ScalarSet) -> PatternNode {
        .set(ignoresCase ? set.withoutCase : set)
    }

    private mutating func choice() throws(LinearPattern.Problem) -> PatternNode {
        let first = try sequence()
        guard rest.first == "|" else { return first }
        rest.removeFirst()
        // Long lists of words come as many branches: not one level of the stack for each.
        var branches = [first, try sequence()]
        while rest.first == "|" {
            rest.removeFirst()
            branches.append(try sequence())
        }
        return Self.balanced(branches[...])
    }

    private static func balanced(_ branches: ArraySlice<PatternNode>) -> PatternNode {
        guard branches.count > 1, let first = branches.first else {
            return branches.first ?? .sequence([])
        }
        if branches.count == 2 { return .choice(first, branches[branches.startIndex + 1]) }
        let middle = branches.startIndex + branches.count / 2
        return .choice(
            balanced(branches[..<middle]), balanced(branches[middle...]))
    }

    private mutating func sequence() throws(LinearPattern.Problem) -> PatternNode {
        var nodes: [PatternNode] = []
        while let next = rest.first, next != "|", next != ")" {
            nodes.append(try quantified(atom()))
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func atom() throws(LinearPattern.Problem) -> PatternNode {
        let scalar = rest.removeFirst()
        switch scalar {
        case "(": return try group()
        case "[": return set(try bracket())
        case ".": return .set(.any)
        case "^": return .edge(.lineStart)
        case "$": return .edge(.lineEnd)
        case "\\": return try escape()
        case "*", "+", "?": throw problem("that has something before its \(scalar)")
        default: return set(ScalarSet([scalar...scalar]))
        }
    }

    private mutating func group() throws(LinearPattern.Problem) -> PatternNode {
        depth += 1
        guard depth <= Self.deepest else { throw problem("with fewer groups within groups") }
        if rest.first == "?" {
            guard rest.starts(with: "?:".unicodeScalars) else {
                throw problem("without looking ahead or behind ((?…) other than (?:…))")
            }
            rest.removeFirst(2)
        }
        let node = try choice()
        guard rest.popFirst() == ")" else { throw problem("in which every ( has its )") }
        depth -= 1
        return node
    }

    private mutating func quantified(
        _ node: PatternNode
    ) throws(LinearPattern.Problem) -> PatternNode {
        var node = node
        var isFirst = true
        while let bounds = try bounds() {
            guard isFirst else { throw problem("with one of * + ? {} at a place") }
            isFirst = false
            node = .repeated(node, bounds.least, bounds.most)
            // Lazy or not, it occurs or it does not.
            if rest.first == "?" { rest.removeFirst() }
        }
        return node
    }

    private mutating func bounds() throws(LinearPattern.Problem) -> (least: Int, most: Int?)? {
        switch rest.first {
        case "*": rest.removeFirst(); return (0, nil)
        case "+": rest.removeFirst(); return (1, nil)
        case "?": rest.removeFirst(); return (0, 1)
        case "{": break
        default: return nil
        }
        // As in Perl, a brace that is no count stands for itself: JSON is full of them.
        guard let close = rest.firstIndex(of: "}") else { return nil }
        let words = rest[rest.index(after: rest.startIndex)..<close]
            .split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = words.first, let least = Int(String(first)) else { return nil }
        let last = words.count == 2 ? String(words[1]) : String(first)
        let most = Int(last)
        guard last.isEmpty || most != nil else { return nil }
        guard 0...Self.mostRepeats ~= least, most.map({ least...Self.mostRepeats ~= $0 }) ?? true
        else { throw problem("with counts in order, at most \(Self.mostRepeats)") }
        rest = rest[rest.index(after: close)...]
        return (least, most)
    }

    private mutating func escape() throws(LinearPattern.Problem) -> PatternNode {
        guard let scalar = rest.popFirst() else { throw problem("that does not end with \\") }
        switch scalar {
        case "b": return .edge(.wordEdge)
        case "B": return .edge(.notWordEdge)
        default: return set(try escaped(scalar))
        }
    }

    /// What `\x` stands for, outside brackets and inside.
    private func escaped(_ scalar: Unicode.Scalar) throws(LinearPattern.Problem) -> ScalarSet {
        switch scalar {
        case "d": return .digit
        case "D": return ScalarSet.digit.inverted
        case "w": return .word
        case "W": return ScalarSet.word.inverted
        case "s": return .space
        case "S": return ScalarSet.space.inverted
        case "n": return ScalarSet(["\n"..."\n"])
        case "r": return ScalarSet(["\r"..."\r"])
        case "t": return ScalarSet(["\t"..."\t"])
        case "1"..."9": throw problem("without back references (\\\(scalar))")
        case "a"..."z", "A"..."Z", "0": throw problem("without \\\(scalar)")
        default: return ScalarSet([scalar...scalar])
        }
    }
}

extension PatternParser {
    private mutating func bracket() throws(LinearPattern.Problem) -> ScalarSet {
        let unclosed = problem("in which every [ has its ]")
        var set = ScalarSet([])
        let isInverted = rest.first == "^"
        if isInverted { rest.removeFirst() }
        var isFirst = true
        while let scalar = rest.popFirst() {
            // A bracket at the very start stands for itself.
            if scalar == "]", !isFirst {
                // Case before inverting: [^a] means neither a nor A.
                let all = ignoresCase ? set.withoutCase : set
                return isInverted ? all.inverted : all
            }
            isFirst = false
            if scalar == "[", rest.first == ":" {
                set.formUnion(try named())
                continue
            }
            var low = scalar
            if scalar == "\\" {
                guard let letter = rest.popFirst() else { throw unclosed }
                let meant = try escaped(letter)
                guard let single = Self.single(letter) else {
                    set.formUnion(meant)
                    continue
                }
                low = single
            }
            set.formUnion(ScalarSet([try range(from: low)]))
        }
        throw unclosed
    }

    /// The one character that an escape stands for; nil for a class such as `\d`.
    private static func single(_ letter: Unicode.Scalar) -> Unicode.Scalar? {
        switch letter {
        case "n": "\n"
        case "r": "\r"
        case "t": "\t"
        case "d", "D", "w", "W", "s", "S": nil
        default: letter
        }
    }

    private mutating func range(
        from low: Unicode.Scalar
    ) throws(LinearPattern.Problem) -> ClosedRange<Unicode.Scalar> {
        let following = rest.dropFirst().first
        guard rest.first == "-", let following, following != "]" else { return low...low }
        rest.removeFirst(2)
        var high = following
        if following == "\\" {
            guard let letter = rest.popFirst(), let single = Self.single(letter) else {
                throw problem("whose ranges end with a character")
            }
            high = single
        }
        guard low <= high else { throw problem("whose ranges go upwards") }
        return low...high
    }

    /// A class such as `[:digit:]`; its first bracket is already read.
    private mutating func named() throws(LinearPattern.Problem) -> ScalarSet {
        let classes: [String: [ClosedRange<Unicode.Scalar>]] = [
            "alnum": ["a"..."z", "A"..."Z", "0"..."9"], "alpha": ["a"..."z", "A"..."Z"],
            "blank": [" "..." ", "\t"..."\t"], "digit": ["0"..."9"], "lower": ["a"..."z"],
            "punct": ["!"..."/", ":"..."@", "["..."`", "{"..."~"],
            "space": [" "..." ", "\t"..."\r"], "upper": ["A"..."Z"],
            "xdigit": ["0"..."9", "a"..."f", "A"..."F"],
        ]
        let name = String(rest.dropFirst().prefix { $0 != ":" && $0 != "]" })
        guard let ranges = classes[name],
            rest.dropFirst(name.unicodeScalars.count + 1).starts(with: ":]".unicodeScalars)
        else { throw problem("with a known class such as [[:digit:]]") }
        rest.removeFirst(name.unicodeScalars.count + 3)
        return ScalarSet(ranges)
    }
}
