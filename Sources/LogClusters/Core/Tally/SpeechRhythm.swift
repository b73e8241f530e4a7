/// How regularly a cluster speaks, to tell silence from a pause.
struct SpeechRhythm {
    /// Records closer together than this are one utterance, in nanoseconds.
    private static let utterance: Int64 = 100_000_000

    /// Utterances so far.
    private(set) var utterances = 0
    private var meanGap = 0.0
    private var longestGap = 0.0

    /// The first record came.
    mutating func begin() { utterances = 1 }

    /// A record came so many nanoseconds after the newest one; the gap that ended a silence says nothing
    /// of the usual ones.
    @inline(__always)
    mutating func note(gap: Int64, endsSilence: Bool) {
        guard gap >= Self.utterance else { return }
        if !endsSilence {
            let gap = Double(gap)
            meanGap = utterances == 1 ? gap : meanGap * 0.8 + gap * 0.2
            longestGap = max(gap, longestGap * 0.9)
        }
        utterances &+= 1
    }

    /// When the silence after the newest record is long enough to be told; nil for rare speakers.
    ///
    /// It is three usual gaps, one and a half of the longest recent gap, at least `minimum`.
    func silenceDue(after last: Int64, minimum: Int64, utterances needed: Int) -> Int64? {
        guard utterances >= needed else { return nil }
        let usual = max(meanGap * 3, longestGap * 1.5)
        return last &+ max(minimum, Int64(min(usual, 1e17)))
    }

    /// Takes over the rhythm of a cluster that was joined to this one.
    mutating func fold(_ other: SpeechRhythm) {
        if other.utterances > utterances {
            meanGap = other.meanGap
            longestGap = other.longestGap
        }
        utterances += other.utterances
    }
}

extension SpeechRhythm {
    init(from reader: inout CheckpointReader) throws(CheckpointError) {
        utterances = try reader.count()
        meanGap = try Self.gap(from: &reader)
        longestGap = try Self.gap(from: &reader)
    }

    private static func gap(from reader: inout CheckpointReader) throws(CheckpointError) -> Double {
        let gap = Double(bitPattern: try reader.hash())
        guard gap >= 0, gap <= 1e19 else {
            throw CheckpointError(reason: "a gap is no length of time")
        }
        return gap
    }

    func write(to writer: inout CheckpointWriter) {
        writer.write(utterances)
        writer.write(hash: meanGap.bitPattern)
        writer.write(hash: longestGap.bitPattern)
    }
}
