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
    private let moves: [PatternMove]
    private let sets: [ScalarSet]

    /// Reads a pattern.
    ///
    /// - Parameter text: The pattern.
    /// - Throws: `Problem` in words, for what is not understood and for what would be too large.
    init(_ text: String) throws(Problem) {
        self.text = text
        var parser = PatternParser(text)
        (moves, sets) = PatternMove.moves(for: try PatternStep.program(for: parser.parse()))
    }

    /// What is wrong with a pattern.
    struct Problem: Error, Hashable, Sendable {
        /// Goes on after `expected a regular expression `.
        var expected: String
    }

    /// True when the pattern matches somewhere in bytes that should be UTF-8.
    func occurs(in bytes: some Collection<UInt8>) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        return moves.withUnsafeBufferPointer { moves in
            var search = PatternSearch(moves: moves, sets: sets)
            var previous: Unicode.Scalar?
            for scalar in text.unicodeScalars {
                if search.advance(over: scalar, after: previous) { return true }
                previous = scalar
            }
            return search.advance(over: nil, after: previous)
        }
    }
}
