import IncidentModel

/// The numbers of one cluster that change with its records, in one piece of memory that never moves.
///
/// A record costs a few additions here: no reference is counted, no access checked, nothing allocated.
/// What needs more is put off to the first record after a quiet spell of at most 50 ms: the trend, the
/// rhythm, and a sample. Every 64th part of the records, at most every 32nd record, is kept as a sample
/// too, so the newest sample is the newest record of clusters up to 64 records, and never more than
/// 50 ms or 31 records behind it.
struct TallyCounters {
    /// Records this close together are counted without looking at the clock's parts, in nanoseconds.
    private static let quietSpell: Int64 = 50_000_000

    /// Records by severity, in the order of `Severity`.
    var severities = InlineArray<7, Int>(repeating: 0)
    var records = 0
    var lines = 0
    /// Nanoseconds since the epoch.
    var firstSeen: Int64 = .max
    /// Nanoseconds since the epoch.
    var lastSeen: Int64 = .min
    /// The record from which on the next one is looked at closely.
    private var nextLook = 0
    private var quietFrom: Int64 = 0
    private var quietFor: UInt64 = 0
    /// Records of the quiet spell, not yet in the trend.
    private var quietRecords: UInt32 = 0
    /// The place of the tally in the book.
    var index: Int32 = -1
    /// True when its cluster was joined to another one.
    var isGone = false
    /// True while the cluster is silent: the gap that ends a silence says nothing of the usual ones.
    var isSilent = false
    /// The record from which on the next one is asked for its values.
    var nextValues = 0
    private var nextSample = 0
    /// A record later than this is told in `spokeAt`; nanoseconds since the epoch.
    private(set) var watchFrom: Int64 = .max
    /// The first record after `watchFrom`.
    private(set) var spokeAt: Int64?
    private(set) var services = ServiceCounts()
    private(set) var rhythm = SpeechRhythm()
    private(set) var lastMinute = LastMinuteCounter()
    private(set) var trend = MinuteTrend()
    var samples = SampleRing()
    /// What the newest sample reports, `Type: message`.
    var exception = ByteSlot()

    /// Counts one record.
    ///
    /// - Returns: True when the record should be looked at closely: see `wantsSample`, `wantsValues`.
    @inline(__always)
    mutating func note(severity: Severity, lines more: Int, at moment: Int64, service: Int) -> Bool
    {
        severities[severity.rawValue] &+= 1
        records &+= 1
        lines &+= more
        if service > 0 { services.count(service) }
        guard UInt64(bitPattern: moment &- quietFrom) < quietFor else {
            noteAfterSpell(moment)
            return true
        }
        quietRecords &+= 1
        if moment > lastSeen { lastSeen = moment }
        return records >= nextLook
    }

    @inline(never)
    private mutating func noteAfterSpell(_ claimed: Int64) {
        let moment = Self.plausible(claimed)
        settle()
        if records > 1 {
            rhythm.note(gap: moment &- lastSeen, endsSilence: isSilent)
        } else {
            rhythm.begin()
        }
        let bucket = LastMinuteCounter.bucket(of: moment)
        lastMinute.add(1, bucket: bucket)
        trend.add(1, minute: LastMinuteCounter.minute(of: bucket))
        if moment < firstSeen { firstSeen = moment }
        if moment > lastSeen { lastSeen = moment }
        if moment > watchFrom {
            spokeAt = moment
            watchFrom = .max
        }
        beginSpell(at: moment, bucket: bucket)
        // A spell over: the record is a sample, unless it is an old one that comes late.
        if moment == lastSeen || moment == firstSeen { nextSample = records }
    }

    /// Moments far from our time are drawn nearer, so that the distance of any two fits into `Int64`.
    private static func plausible(_ moment: Int64) -> Int64 {
        min(max(moment, -CheckpointReader.furthest / 2), CheckpointReader.furthest)
    }

    /// A spell ends with its part of the last minute and at the moment that is watched.
    private mutating func beginSpell(at moment: Int64, bucket: Int64) {
        quietFrom = moment
        var spell = min(Self.quietSpell, LastMinuteCounter.end(of: bucket) &- moment)
        if watchFrom < .max, watchFrom >= moment { spell = min(spell, watchFrom &- moment &+ 1) }
        quietFor = UInt64(max(spell, 1))
    }

    /// Puts the records of the quiet spell into the trend; reading does it first.
    mutating func settle() {
        guard quietRecords > 0 else { return }
        let bucket = LastMinuteCounter.bucket(of: quietFrom)
        lastMinute.add(quietRecords, bucket: bucket)
        trend.add(quietRecords, minute: LastMinuteCounter.minute(of: bucket))
        quietRecords = 0
    }

    /// True when the record counted last should be kept as a sample.
    var wantsSample: Bool { records >= nextSample }

    /// True when the values of the record counted last should be counted.
    var wantsValues: Bool { records >= nextValues }

    /// Keeps the record counted last as a sample.
    ///
    /// - Returns: By how many bytes the memory grew.
    mutating func keep(_ record: RecordView, at moment: Int64, limit: Int) -> Int {
        let moment = Self.plausible(moment)
        nextSample = records &+ min(max(records / 64, 1), 32)
        let grown = samples.keep(record.body, at: moment, limit: limit)
        guard !record.exception.isEmpty, moment >= lastSeen else { return grown }
        return grown + exception.set(record.exception, limit: limit)
    }

    /// Decides when to look closely again; the values are asked of 12 records, then of ever fewer.
    mutating func planLook() {
        if wantsValues {
            nextValues = records < 12 ? records + 1 : records &+ min(records * 3 / 4, 512)
        }
        nextLook = min(nextSample, nextValues)
    }

    /// Looks out for the first record after a moment; nil for no more.
    mutating func watch(from moment: Int64?) {
        settle()
        quietFor = 0
        spokeAt = nil
        watchFrom = moment.map(Self.plausible) ?? .max
    }

    /// Takes over all counts of a cluster that was joined to this one.
    mutating func fold(_ other: inout TallyCounters) {
        settle()
        other.settle()
        quietFor = 0
        for index in severities.indices { severities[index] += other.severities[index] }
        records += other.records
        lines += other.lines
        firstSeen = min(firstSeen, other.firstSeen)
        lastSeen = max(lastSeen, other.lastSeen)
        services.fold(other.services)
        rhythm.fold(other.rhythm)
        lastMinute.fold(other.lastMinute)
        trend.fold(other.trend)
        samples.fold(&other.samples)
        if exception.isEmpty { swap(&exception, &other.exception) }
        isSilent = isSilent && other.isSilent
        nextSample = 0
        nextLook = 0
    }

    /// Bytes of memory that samples hold.
    var sampleSize: Int { samples.size + exception.size }

    /// Gives back the memory of samples.
    mutating func free() {
        samples.free()
        exception.free()
    }
}

extension TallyCounters {
    func write(to writer: inout CheckpointWriter) {
        for index in severities.indices { writer.write(severities[index]) }
        writer.write(lines)
        for moment in [firstSeen, lastSeen, quietFrom, watchFrom] { writer.write(Int(moment)) }
        writer.write(Int(truncatingIfNeeded: quietFor))
        writer.write(Int(quietRecords))
        writer.write(isSilent)
        for record in [nextLook, nextValues, nextSample] { writer.write(record) }
        writer.write(spokeAt != nil)
        writer.write(Int(spokeAt ?? 0))
        services.write(to: &writer)
        rhythm.write(to: &writer)
        lastMinute.write(to: &writer)
        trend.write(to: &writer)
        samples.write(to: &writer)
        writer.write(exception.bytes)
    }

    /// Reads what `write` wrote into a new piece of memory.
    mutating func read(from reader: inout CheckpointReader) throws(CheckpointError) {
        for index in severities.indices {
            severities[index] = try reader.count()
            records += severities[index]
        }
        lines = try reader.count()
        firstSeen = try reader.moment()
        lastSeen = try reader.moment()
        quietFrom = try reader.moment()
        let watched = try reader.number()
        watchFrom = Int64(watched)
        quietFor = UInt64(try reader.number(in: 0...Int(Self.quietSpell)))
        quietRecords = UInt32(try reader.number(in: 0...Int(UInt32.max)))
        isSilent = try reader.flag()
        nextLook = try reader.count()
        nextValues = try reader.count()
        nextSample = try reader.count()
        let hasSpoken = try reader.flag()
        let moment = try reader.moment()
        spokeAt = hasSpoken ? moment : nil
        services = try ServiceCounts(from: &reader)
        rhythm = try SpeechRhythm(from: &reader)
        lastMinute = try LastMinuteCounter(from: &reader)
        trend = try MinuteTrend(from: &reader)
        try samples.read(from: &reader)
        let text = try reader.text()
        _ = text.withUnsafeBytes { exception.set($0, limit: SampleRing.byteLimit) }
    }
}
