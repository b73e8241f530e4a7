/// The layout of a text line, compiled from a line such as `{time} [{severity}] {service}: {message}`.
///
/// `{role}` or `{role:shape}` is a field, `{?…?}` a part that may be missing, one blank stands for one
/// or more blanks, everything else for itself. Before `{message}` and `{line}` one blank is exactly one, because
/// what is more is indentation; two blanks are any number. Names that are no role are documentation.
struct LinePattern {
    /// What one step of the pattern takes.
    enum Shape {
        case literal, blank, blanks, time, clockOfKlog, severity, word, letters, number, text, rest
        /// A part that may be missing; `count` steps follow that belong to it.
        case optional
    }

    /// One step.
    struct Step {
        var shape: Shape
        var role = FieldRole.ignored
        var scale = SeverityScale.word
        var spelling = TimeSpelling.any
        /// The bytes of a literal in the pool, or the steps of an optional part.
        var start = 0
        var count = 0
    }

    private(set) var steps: [Step] = []
    private(set) var pool: [UInt8] = []
    /// How much of a line the pattern ties down; of two that match, the higher is meant.
    private(set) var specificity = 0

    /// Compiles a pattern.
    ///
    /// - Throws: `LinePatternError` with the piece that cannot be read.
    init(_ text: String) throws(LinePatternError) {
        var parser = LinePatternParser(text)
        (steps, pool) = try parser.parse()
        specificity = Self.weight(of: steps)
    }

    /// What may be missing ties nothing down.
    private static func weight(of steps: [Step]) -> Int {
        var total = 0
        var index = 0
        while index < steps.count {
            total += weight(steps[index])
            index += 1 + (steps[index].shape == .optional ? steps[index].count : 0)
        }
        return total
    }

    private static func weight(_ step: Step) -> Int {
        switch step.shape {
        case .literal: step.count * 2
        case .time, .clockOfKlog: step.spelling == .any ? 6 : 9
        case .severity: 6
        case .number: 3
        case .letters: 2
        case .word: 1
        case .blank, .blanks, .text, .rest, .optional: 0
        }
    }

    /// Fills the spans from a line; false when the line has another layout.
    func match(_ line: UnsafeRawBufferPointer, times: TimeReader, into spans: FieldSpans) -> Bool {
        spans.clear()
        return steps.withUnsafeBufferPointer { steps in
            pool.withUnsafeBytes { pool in
                var match = LineMatch(
                    line: line, steps: steps, pool: pool, times: times, spans: spans)
                return match.run(0, steps.count) && match.position == line.count
            }
        }
    }
}

/// A pattern that cannot be read.
struct LinePatternError: Error, Equatable {
    /// The piece.
    let found: String
    /// What should stand there.
    let expected: String
}
