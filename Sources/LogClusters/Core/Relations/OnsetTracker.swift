import IncidentModel

#if canImport(Glibc)
    import Glibc
#endif

/// When a cluster began, began again after a long silence, or rose above its own past.
struct OnsetTracker {
    /// Records closer together than this are one utterance, in nanoseconds.
    private static let utterance: Int64 = 100_000_000
    private static let second: Int64 = 1_000_000_000
    private static let bucket: Int64 = 10 * second
    /// A silence that ends an episode: at least a minute and ten usual gaps.
    private static let shortestSilence: Int64 = 60 * second
    /// The same while no usual gap is known.
    private static let unknownSilence: Int64 = 300 * second
    /// Buckets of past that a rise is judged against.
    private static let pastBuckets = 6

    /// The first record of the present episode, or of its rise; nanoseconds since the epoch.
    private(set) var onset: Int64 = .max
    /// Its number among all records that were noted.
    private(set) var serial = 0
    /// Utterances since the onset.
    private(set) var utterances = 0
    /// True when the onset is a rise above the cluster's own past.
    private(set) var isRise = false
    /// True when it spoke before the onset.
    private(set) var hasPast = false
    /// The newest record.
    private(set) var last: Int64 = .min
    private var isHigh = false
    private var present: Int64 = .min
    private var count = 0
    private var first: (moment: Int64, serial: Int) = (.max, 0)
    private var mean = 0.0
    private var buckets = 0
    /// The record of the present bucket that is one more than usual.
    private var surplus = 1

    /// The usual time between utterances in nanoseconds; nil when too few are known.
    var gap: Double? {
        utterances >= 3 ? Double(last - onset) / Double(utterances - 1) : nil
    }

    /// Takes the next record of the cluster.
    mutating func note(_ moment: Int64, serial: Int) {
        guard utterances > 0 else { return begin(moment, serial: serial) }
        let pause = moment - last
        if pause > silence {
            hasPast = true
            return begin(moment, serial: serial)
        }
        if pause >= Self.utterance { utterances += 1 }
        if moment < onset, !isRise {
            onset = moment
            self.serial = serial
        }
        last = max(last, moment)
        countInBucket(moment, serial: serial)
    }

    private var silence: Int64 {
        guard let gap else { return Self.unknownSilence }
        return max(Self.shortestSilence, Int64(min(gap * 10, 1e18)))
    }

    private mutating func begin(_ moment: Int64, serial: Int) {
        onset = moment
        self.serial = serial
        utterances = 1
        isRise = false
        isHigh = false
        last = moment
        present = moment / Self.bucket
        count = 1
        first = (moment, serial)
        mean = 0
        buckets = 0
        surplus = 1
    }

    private mutating func countInBucket(_ moment: Int64, serial: Int) {
        let bucket = moment / Self.bucket
        guard bucket > present else {
            count += 1
            if count == surplus { first = (moment, serial) }
            return
        }
        judgeRise()
        let passed = Int(min(bucket - present, 1_000))
        mean = (mean * 0.9 + Double(count) * 0.1) * pow(0.9, Double(passed - 1))
        buckets += passed
        present = bucket
        count = 1
        surplus = Int(min(usual, 1e9).rounded(.up)) + 1
        first = (moment, serial)
    }

    private var usual: Double { buckets > 0 ? mean / (1 - pow(0.9, Double(buckets))) : 0 }

    /// Six in ten seconds at least, and far more than before.
    private mutating func judgeRise() {
        guard !isHigh else {
            if Double(count) < usual / 2 { isHigh = false }
            return
        }
        guard buckets >= Self.pastBuckets, Double(count) >= 6 + usual * 4 else { return }
        isRise = true
        isHigh = true
        hasPast = true
        onset = first.moment
        self.serial = first.serial
        utterances = max(count, 1)
    }

    /// Takes over what is known of a cluster that was joined to this one.
    mutating func fold(_ other: OnsetTracker) {
        if other.utterances > 0, other.onset < onset || utterances == 0 {
            let newest = max(last, other.last)
            let sum = utterances + other.utterances
            self = other
            last = newest
            utterances = sum
        } else {
            last = max(last, other.last)
            utterances += other.utterances
        }
    }
}
