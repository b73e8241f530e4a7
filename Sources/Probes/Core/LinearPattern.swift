/// A regular expression that is looked for in time proportional to the text, whatever the text.
///
/// Answers come from elsewhere, so a matcher that backtracks could be held up by one of them: glibc's
/// regexec(3) takes 19 s for `(a|a)*b` over 64 KiB of `a`. All ways to match are followed at once
/// instead (Thompson, Communications of the ACM 11(6), 1968).
///
/// Understood are extended regular expressions (POSIX.1-2017, XBD 9.4) and of Perl's `\d \w \s \b` and
/// their opposites, `(?:…)`, lazy quantifiers and `(?i)` at the start. `^` and `$` are the ends of a line.
struct LinearPattern: Hashable, Sendable {
    /// As written.
    let text: String
    private let steps: [PatternStep]

    /// Reads a pattern.
    ///
    /// - Parameter text: The pattern.
    /// - Throws: `Problem` in words, for what is not understood and for what would be too large.
    init(_ text: String) throws(Problem) {
        self.text = text
        var parser = PatternParser(text)
        steps = try PatternStep.program(for: parser.parse())
    }

    /// What is wrong with a pattern.
    struct Problem: Error, Hashable, Sendable {
        /// Goes on after `expected a regular expression `.
        var expected: String
    }

    /// True when the pattern matches somewhere in bytes that should be UTF-8.
    func occurs(in bytes: some Collection<UInt8>) -> Bool {
        var search = Search(steps: steps)
        var previous: Unicode.Scalar?
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if search.advance(over: scalar, after: previous) { return true }
            previous = scalar
        }
        return search.advance(over: nil, after: previous)
    }
}

/// All ways to match that are still open, one character after the other.
private struct Search {
    let steps: [PatternStep]
    /// Steps to take from the present place on, not yet followed to those that read a character.
    private var open: [Int] = []
    private var reading: [Int] = []
    /// The round in which a step was last seen, so that it is followed once.
    private var seen: [Int]
    private var round = 0

    init(steps: [PatternStep]) {
        self.steps = steps
        seen = Array(repeating: 0, count: steps.count)
    }

    /// Goes over one character, nil for the end; true once the whole pattern was found.
    mutating func advance(over next: Unicode.Scalar?, after previous: Unicode.Scalar?) -> Bool {
        round += 1
        // A match may begin at every place.
        open.append(0)
        reading.removeAll(keepingCapacity: true)
        while let step = open.popLast() {
            guard seen[step] != round else { continue }
            seen[step] = round
            switch steps[step] {
            case .end: return true
            case .read: reading.append(step)
            case .either(let first, let second): open += [first, second]
            case .go(let target): open.append(target)
            case .edge(let edge):
                if edge.stands(between: previous, and: next) { open.append(step + 1) }
            }
        }
        guard let next else { return false }
        for step in reading {
            if case .read(let set) = steps[step], set.contains(next) { open.append(step + 1) }
        }
        return false
    }
}
