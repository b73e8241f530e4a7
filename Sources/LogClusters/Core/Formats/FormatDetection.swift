/// Which format the lines of one source have: forced, or found from the lines themselves.
///
/// A few lines are tried with every format; the one that explains most of them is taken. When it fails
/// again and again, or when none was found, a few lines are tried anew after a while.
struct FormatDetection {
    /// Lines that are tried before a choice.
    static let evidence = 32
    /// Headers in a row that are not of the format, after which it is looked for again.
    private static let missLimit = 8
    private static let firstRest = 256
    private static let longestRest = 65_536

    /// The format's reader; nil while lines are read by their looks.
    private(set) var reader: FormatReader?
    /// True when the format wraps lines of another.
    private(set) var isWrapper = false
    private let isForced: Bool
    private let candidates: [FormatReader]
    private var points: [Int]
    private var tried = 0
    private var misses = 0
    private var resting = 0
    private var rest = Self.firstRest

    /// - Parameters:
    ///   - headers: Has a reader for each format.
    ///   - forced: The only format, if the source's is known.
    ///   - isInner: True for lines that a wrapper holds, which are not wrapped once more.
    init(_ headers: HeaderReader, forced: RecordFormat? = nil, isInner: Bool = false) {
        reader = headers.formats.first { $0.format.name == forced?.name }
        isForced = reader != nil
        isWrapper = reader?.format.isWrapper ?? false
        candidates =
            isForced ? [] : headers.formats.filter { !isInner || !$0.format.isWrapper }
        points = Array(repeating: 0, count: candidates.count)
    }

    /// Finds nothing: the lines have no header.
    init() {
        isForced = true
        candidates = []
        points = []
    }

    /// True while lines are wanted as evidence.
    var isLooking: Bool { !isForced && reader == nil && resting == 0 }

    /// The line was of the format.
    @inline(__always)
    mutating func noteHit() { misses = 0 }

    /// A line with a header was not of the format, or there is no format.
    mutating func noteMiss(_ line: UnsafeRawBufferPointer, isHeader: Bool) {
        if isForced { return }
        if reader != nil {
            guard isHeader else { return }
            misses += 1
            if misses >= Self.missLimit { lookAgain() }
        } else if resting > 0 {
            resting -= 1
        } else {
            consider(line, isHeader: isHeader)
            if tried >= Self.evidence { decide() }
        }
    }

    /// Tries every format on a line.
    mutating func consider(_ line: UnsafeRawBufferPointer, isHeader: Bool) {
        var best: Int?
        var confidence = 0
        for (index, candidate) in candidates.enumerated() {
            let found = candidate.confidence(line)
            if found > confidence {
                confidence = found
                best = index
            }
        }
        if let best { points[best] += 1 }
        if best != nil || isHeader { tried += 1 }
    }

    /// Takes the format that explains most of what was tried, if it explains enough.
    mutating func decide() {
        guard !isForced, tried > 0 else { return }
        let best = points.indices.max { points[$0] < points[$1] }
        if let best, points[best] * 5 >= tried * 3 {
            reader = candidates[best]
            isWrapper = candidates[best].format.isWrapper
            rest = Self.firstRest
        } else {
            resting = rest
            rest = min(rest * 4, Self.longestRest)
        }
        forget()
    }

    private mutating func lookAgain() {
        reader = nil
        isWrapper = false
        forget()
    }

    private mutating func forget() {
        for index in points.indices { points[index] = 0 }
        tried = 0
        misses = 0
    }
}
