/// One step of a pattern as it is followed; without a target of its own it leads to the next.
enum PatternStep: Hashable, Sendable {
    /// Reads a character of a set.
    case read(ScalarSet)
    /// Goes on at both places.
    case either(Int, Int)
    case go(Int)
    /// Goes on only at such an edge.
    case edge(PatternEdge)
    /// The pattern was found.
    case end

    /// More steps would make the search slow: each may be open at every character.
    static let mostSteps = 250

    /// The steps of a whole pattern.
    static func program(
        for node: PatternNode
    ) throws(LinearPattern.Problem) -> [PatternStep] {
        var steps: [PatternStep] = []
        try append(node, to: &steps)
        steps.append(.end)
        return steps
    }

    private static func append(
        _ node: PatternNode, to steps: inout [PatternStep]
    ) throws(LinearPattern.Problem) {
        guard steps.count <= mostSteps else {
            throw LinearPattern.Problem(expected: "of a smaller size")
        }
        switch node {
        case .set(let set): steps.append(.read(set))
        case .edge(let edge): steps.append(.edge(edge))
        case .sequence(let nodes): for node in nodes { try append(node, to: &steps) }
        case .choice(let first, let second):
            let fork = steps.count
            steps.append(.end)
            try append(first, to: &steps)
            let leave = steps.count
            steps.append(.end)
            steps[fork] = .either(fork + 1, steps.count)
            try append(second, to: &steps)
            steps[leave] = .go(steps.count)
        case .repeated(let node, let least, let most):
            for _ in 0..<least { try append(node, to: &steps) }
            guard let most else { return try appendLoop(node, to: &steps) }
            var forks: [Int] = []
            for _ in least..<most {
                forks.append(steps.count)
                steps.append(.end)
                try append(node, to: &steps)
            }
            for fork in forks { steps[fork] = .either(fork + 1, steps.count) }
        }
    }

    private static func appendLoop(
        _ node: PatternNode, to steps: inout [PatternStep]
    ) throws(LinearPattern.Problem) {
        let fork = steps.count
        steps.append(.end)
        try append(node, to: &steps)
        steps.append(.go(fork))
        steps[fork] = .either(fork + 1, steps.count)
    }
}

/// A pattern as a tree.
indirect enum PatternNode: Hashable {
    case set(ScalarSet)
    case edge(PatternEdge)
    case sequence([PatternNode])
    case choice(PatternNode, PatternNode)
    /// At least and at most so often; nil for any number.
    case repeated(PatternNode, Int, Int?)
}

/// A place between two characters.
enum PatternEdge: Hashable, Sendable {
    case lineStart, lineEnd, wordEdge, notWordEdge

    /// Nil stands for the ends of the text.
    func stands(between previous: Unicode.Scalar?, and next: Unicode.Scalar?) -> Bool {
        switch self {
        case .lineStart: previous == nil || previous == "\n"
        // Protocols end their lines with CR LF.
        case .lineEnd: next == nil || next == "\n" || next == "\r"
        case .wordEdge: Self.isWord(previous) != Self.isWord(next)
        case .notWordEdge: Self.isWord(previous) == Self.isWord(next)
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
        scalar.map { ScalarSet.word.contains($0) } ?? false
    }
}

/// Characters that one place of a pattern may be.
struct ScalarSet: Hashable, Sendable {
    private var ranges: [ClosedRange<UInt32>]
    private var isInverted = false

    init(_ ranges: [ClosedRange<Unicode.Scalar>]) {
        self.ranges = ranges.map { $0.lowerBound.value...$0.upperBound.value }
    }

    static let word = ScalarSet(["a"..."z", "A"..."Z", "0"..."9", "_"..."_"])
    static let digit = ScalarSet(["0"..."9"])
    static let space = ScalarSet([" "..." ", "\t"..."\r"])
    /// Everything but the end of a line.
    static let any = ScalarSet(["\n"..."\n"]).inverted

    var inverted: ScalarSet {
        var set = self
        set.isInverted.toggle()
        return set
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        for range in ranges where range.contains(scalar.value) { return !isInverted }
        return isInverted
    }

    /// Takes the characters of another set in; of an inverted one those of ASCII and all beyond.
    mutating func formUnion(_ other: ScalarSet) {
        guard other.isInverted else {
            ranges += other.ranges
            return
        }
        for value in UInt32(0)..<128 {
            if let scalar = Unicode.Scalar(value), other.contains(scalar) {
                ranges.append(value...value)
            }
        }
        ranges.append(128...0x10FFFF)
    }

    /// The same with both cases of the letters of ASCII.
    var withoutCase: ScalarSet {
        var set = self
        for value in UInt32(0x41)...0x5A {
            let lower = value + 0x20
            if ranges.contains(where: { $0.contains(value) || $0.contains(lower) }) {
                set.ranges += [value...value, lower...lower]
            }
        }
        return set
    }
}
