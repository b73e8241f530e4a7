/// A step in a form without references: a search looks at many of them for every character.
struct PatternMove: Hashable, Sendable {
    enum Kind: UInt8, Hashable, Sendable {
        case read, either, go, edge, end
    }
    var kind: Kind
    /// Where to go on; of `read` and `edge` the next.
    var target: Int32 = 0
    /// The second way of `either`; of `read` the number of its set.
    var other: Int32 = 0
    var edge = PatternEdge.lineStart
    /// The characters of ASCII that `read` takes, a bit for each.
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    private init(_ kind: Kind, _ target: Int = 0, _ other: Int = 0) {
        self.kind = kind
        (self.target, self.other) = (Int32(target), Int32(other))
    }

    /// The moves for the steps of a pattern, and the sets that they name.
    static func moves(for steps: [PatternStep]) -> ([PatternMove], [ScalarSet]) {
        var sets: [ScalarSet] = []
        let moves = steps.enumerated().map { index, step in
            switch step {
            case .read(let set):
                var move = PatternMove(.read, index + 1, sets.count)
                sets.append(set)
                move.fill(from: set)
                return move
            case .either(let first, let second): return PatternMove(.either, first, second)
            case .go(let target): return PatternMove(.go, target)
            case .edge(let edge):
                var move = PatternMove(.edge, index + 1)
                move.edge = edge
                return move
            case .end: return PatternMove(.end)
            }
        }
        return (moves, sets)
    }

    private mutating func fill(from set: ScalarSet) {
        for value in UInt8(0)..<128 where set.contains(Unicode.Scalar(value)) {
            if value < 64 { low |= 1 << UInt64(value) } else { high |= 1 << UInt64(value - 64) }
        }
    }

    /// True when `read` takes a character of ASCII.
    @inline(__always)
    func takes(ascii value: UInt32) -> Bool {
        (value < 64 ? low >> UInt64(value) : high >> UInt64(value - 64)) & 1 == 1
    }
}

/// All ways to match that are still open, one character after the other.
struct PatternSearch {
    private let moves: UnsafeBufferPointer<PatternMove>
    private let sets: [ScalarSet]
    /// Moves to make from the present place on, not yet followed to those that read a character.
    private var open: [Int32] = []
    private var reading: [Int32] = []
    /// The round in which a move was last seen, so that it is followed once.
    private var seen: [UInt32]
    private var round: UInt32 = 0

    init(moves: UnsafeBufferPointer<PatternMove>, sets: [ScalarSet]) {
        self.moves = moves
        self.sets = sets
        seen = Array(repeating: 0, count: moves.count)
        open.reserveCapacity(moves.count * 2)
        reading.reserveCapacity(moves.count)
    }

    /// Goes over one character, nil for the end; true once the whole pattern was found.
    mutating func advance(over next: Unicode.Scalar?, after previous: Unicode.Scalar?) -> Bool {
        if open.isEmpty, moves[0].kind == .read, let next, next.value < 128,
            !moves[0].takes(ascii: next.value)
        {
            // Most of a text is no beginning of what is looked for.
            return false
        }
        round += 1
        // A match may begin at every place.
        open.append(0)
        reading.removeAll(keepingCapacity: true)
        while let index = open.popLast() {
            guard seen[Int(index)] != round else { continue }
            seen[Int(index)] = round
            let move = moves[Int(index)]
            switch move.kind {
            case .end: return true
            case .read: reading.append(index)
            case .either:
                open.append(move.target)
                open.append(move.other)
            case .go: open.append(move.target)
            case .edge:
                if move.edge.stands(between: previous, and: next) { open.append(move.target) }
            }
        }
        guard let next else { return false }
        take(next)
        return false
    }

    @inline(__always)
    private mutating func take(_ next: Unicode.Scalar) {
        for index in reading {
            let move = moves[Int(index)]
            let isTaken =
                next.value < 128
                ? move.takes(ascii: next.value) : sets[Int(move.other)].contains(next)
            if isTaken { open.append(move.target) }
        }
    }
}
