import IncidentModel

/// All that is counted of one cluster.
final class ClusterTally {
    private static let serviceLimit = 8

    /// The published number; 0 before the first publication.
    var number = 0
    /// Records by severity, in the order of `Severity`.
    private(set) var severities = InlineArray<7, Int>(repeating: 0)
    private(set) var records = 0
    private(set) var lines = 0
    /// Nanoseconds since the epoch.
    private(set) var firstSeen: Int64 = .max
    private(set) var lastSeen: Int64 = .min
    private(set) var trend = MinuteTrend()
    private(set) var lastMinute = LastMinuteCounter()
    private(set) var rhythm = SpeechRhythm()
    private(set) var samples = SampleKeeper()
    /// Services by how often they spoke.
    private(set) var services: [(service: Int, count: Int)] = []
    /// True when it was there before the engine watched.
    private(set) var isFromBacklog = false
    var isSilent = false
    var isSpiking = false
    /// Something was counted since the cluster was last published.
    var isDirty = true
    /// What was published last.
    var published: PublishedCluster?
    /// What tells whose symptom it may be; nil for clusters without warnings.
    var evidence: ClusterEvidence?
    private var serial = 0

    /// Counts one record.
    @inline(__always)
    func note(_ record: RecordView, at moment: Int64, service: Int, isBacklog: Bool) {
        if records == 0 { isFromBacklog = isBacklog }
        severities[record.severity.rawValue] &+= 1
        records &+= 1
        lines &+= record.lines
        if moment < firstSeen { firstSeen = moment }
        if moment > lastSeen { lastSeen = moment }
        trend.add(minute: MinuteTrend.minute(of: moment))
        lastMinute.add(at: moment)
        rhythm.note(moment, endsSilence: isSilent)
        if service > 0 { count(service) }
        serial &+= 1
        samples.keep(record.body, at: moment, serial: serial)
        isDirty = true
    }

    private func count(_ service: Int, times: Int = 1) {
        for index in services.indices where services[index].service == service {
            services[index].count += times
            return
        }
        if services.count < Self.serviceLimit { services.append((service, times)) }
    }

    /// The counts in the model's form.
    var severityCounts: SeverityCounts {
        var counts = SeverityCounts()
        for severity in Severity.allCases { counts[severity] = severities[severity.rawValue] }
        return counts
    }

    /// Takes over all counts of a cluster that was joined to this one.
    func fold(_ other: ClusterTally) {
        for index in severities.indices { severities[index] += other.severities[index] }
        records += other.records
        lines += other.lines
        isFromBacklog =
            other.firstSeen < firstSeen ? other.isFromBacklog : isFromBacklog
        firstSeen = min(firstSeen, other.firstSeen)
        lastSeen = max(lastSeen, other.lastSeen)
        trend.fold(other.trend)
        lastMinute.fold(other.lastMinute)
        rhythm.fold(other.rhythm)
        for (service, times) in other.services { count(service, times: times) }
        serial += other.serial + 16
        samples.fold(other.samples, from: serial)
        serial += 16
        isSilent = isSilent && other.isSilent
        isSpiking = isSpiking || other.isSpiking
        if let gone = other.evidence {
            if let evidence { evidence.fold(gone) } else { evidence = gone }
        }
        isDirty = true
    }

    /// How much is lost when this cluster is forgotten: seconds, so that newer and bigger ones stay.
    var worth: Int {
        let doublings = Int.bitWidth - records.leadingZeroBitCount
        return Int(lastSeen / 1_000_000_000) + doublings * 3_600 + (number > 0 ? 7_200 : 0)
    }
}

/// What was published of a cluster, kept so that the expensive parts are made once.
struct PublishedCluster {
    var status: ClusterStatus
    /// The root whose template it is.
    var root: Int
    /// What the template says, if it says that a program cannot run.
    var fatalPhrase: String?
    /// Serials of the samples, in order.
    var serials: [Int]
    /// When the samples were last made, in nanoseconds.
    var samplesAt: Int64?
}
