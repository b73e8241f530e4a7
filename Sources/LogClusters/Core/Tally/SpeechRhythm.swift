/// How regularly a cluster speaks, to tell silence from a pause.
struct SpeechRhythm {
    /// Records closer together than this are one utterance, in nanoseconds.
    private static let utterance: Int64 = 100_000_000

    /// Utterances so far.
    private(set) var utterances = 0
    /// The newest record, in nanoseconds since the epoch.
    private(set) var last: Int64 = 0
    private var meanGap = 0.0
    private var longestGap = 0.0

    /// A record came; the gap that ended a silence says nothing of the usual ones.
    @inline(__always)
    mutating func note(_ moment: Int64, endsSilence: Bool = false) {
        let gap = moment &- last
        if utterances > 0, gap < Self.utterance {
            last = max(last, moment)
            return
        }
        noteUtterance(moment, gap: Double(gap), endsSilence: endsSilence)
    }

    private mutating func noteUtterance(_ moment: Int64, gap: Double, endsSilence: Bool) {
        if utterances > 0, !endsSilence {
            meanGap = utterances == 1 ? gap : meanGap * 0.8 + gap * 0.2
            longestGap = max(gap, longestGap * 0.9)
        }
        utterances += 1
        last = moment
    }

    /// When the silence after the newest record is long enough to be told; nil for rare speakers.
    ///
    /// It is three usual gaps, one and a half of the longest recent gap, at least `minimum`.
    func silenceDue(minimum: Int64, utterances needed: Int) -> Int64? {
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
        last = max(last, other.last)
    }
}
