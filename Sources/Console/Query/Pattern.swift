/// A regular expression that takes time in proportion to the text, whatever was typed.
///
/// It knows `.`, classes, `\d \w \s \b` and their opposites, groups, `|`, `^`, `$`, `* + ?` and `{n,m}`;
/// no back-references and no looking around, which cannot be had in linear time. Upper and lower case
/// count as the same. From K. Thompson, "Regular Expression Search Algorithm", and R. Cox, "Regular
/// Expression Matching: the Virtual Machine Approach".
struct Pattern: Hashable, Sendable {
    /// One step of the machine.
    enum Instruction: Hashable, Sendable {
        /// One character of a set.
        case take(CharacterTest)
        /// Goes on at both places.
        case fork(Int, Int)
        /// Goes on there.
        case jump(Int)
        /// Goes on at the start of the text.
        case atStart
        /// Goes on at the end of the text.
        case atEnd
        /// Goes on between a word and what is none, or anywhere else.
        case atBoundary(Bool)
        /// The text matches.
        case done
    }

    /// The longest machine; a pattern that needs more is refused.
    static let limit = 2_000

    private let program: [Instruction]

    /// Reads an expression; throws one sentence that says what is wrong.
    init(_ text: String) throws(PatternError) {
        var parser = PatternParser(text)
        let tree = try parser.parse()
        var compiler = PatternCompiler()
        try compiler.compile(tree)
        program = compiler.finished
    }

    /// Whether it is found anywhere in a text.
    func matches(_ text: String) -> Bool {
        let scalars = Array(text.lowercased().unicodeScalars)
        var present = ThreadList(count: program.count)
        var next = ThreadList(count: program.count)
        for position in 0...scalars.count {
            if follow(0, &present, scalars, position) { return true }
            guard position < scalars.count else { break }
            next.removeAll()
            for thread in present.members {
                if case .take(let test) = program[thread], test.contains(scalars[position]),
                    follow(thread + 1, &next, scalars, position + 1)
                {
                    return true
                }
            }
            swap(&present, &next)
        }
        return false
    }

    /// Adds a place and all that it leads to without taking a character; true at the end of the program.
    private func follow(
        _ start: Int, _ threads: inout ThreadList, _ text: [Unicode.Scalar], _ position: Int
    ) -> Bool {
        var waiting = [start]
        while let place = waiting.popLast() {
            guard threads.insert(place) else { continue }
            switch program[place] {
            case .take: break
            case .fork(let first, let second): waiting += [second, first]
            case .jump(let target): waiting.append(target)
            case .atStart: if position == 0 { waiting.append(place + 1) }
            case .atEnd: if position == text.count { waiting.append(place + 1) }
            case .atBoundary(let wanted):
                if Self.isBoundary(text, position) == wanted { waiting.append(place + 1) }
            case .done: return true
            }
        }
        return false
    }

    private static func isBoundary(_ text: [Unicode.Scalar], _ position: Int) -> Bool {
        let before = position > 0 && CharacterTest.isWord(text[position - 1])
        let after = position < text.count && CharacterTest.isWord(text[position])
        return before != after
    }
}

/// Places of a program without repetition, in the order in which they were added.
private struct ThreadList {
    private(set) var members: [Int] = []
    private var isMember: [Bool]

    init(count: Int) {
        isMember = Array(repeating: false, count: count)
    }

    /// False when it was there already.
    mutating func insert(_ place: Int) -> Bool {
        if isMember[place] { return false }
        isMember[place] = true
        members.append(place)
        return true
    }

    mutating func removeAll() {
        for member in members { isMember[member] = false }
        members.removeAll(keepingCapacity: true)
    }
}
