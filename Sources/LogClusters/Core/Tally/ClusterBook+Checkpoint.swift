import IncidentModel
import SafeText

extension ClusterBook {
    private static let version = 1

    /// Writes everything that is needed to go on as if nothing had happened.
    func write(to writer: inout CheckpointWriter) {
        writer.write(Self.version)
        clusterer.write(to: &writer)
        writer.write(totals.pointee.otherLines)
        writer.write(totals.pointee.lines)
        writer.write(totals.pointee.records)
        for place in totals.pointee.severities.indices {
            writer.write(totals.pointee.severities[place])
        }
        services.write(to: &writer)
        numbers.write(to: &writer)
        decisions.write(to: &writer)
        writeLinks(to: &writer)
        let present = tallies.compactMap { $0 }
        writer.write(present.count)
        for tally in present { tally.write(to: &writer) }
    }

    private func writeLinks(to writer: inout CheckpointWriter) {
        writer.write(links.count)
        for (number, link) in links.sorted(by: { $0.key < $1.key }) {
            writer.write(number)
            switch link {
            case .noSymptom: writer.write(0)
            case .symptom(let cause): writer.write(cause.number)
            }
        }
    }

    /// Takes up what `write` wrote.
    ///
    /// - Throws: `CheckpointError` when it is damaged or of another version.
    convenience init(
        from reader: inout CheckpointReader, shapeLimit: Int = 32_768,
        redactor: Redactor = .standard
    ) throws(CheckpointError) {
        guard try reader.number() == Self.version else {
            throw CheckpointError(reason: "it is of another version")
        }
        let clusterer = try Clusterer(from: &reader, shapeLimit: shapeLimit)
        self.init(clusterer: clusterer, redactor: redactor)
        try readTotals(from: &reader)
        try services.read(from: &reader)
        numbers = try NumberBook(from: &reader)
        decisions = try DecisionLog(from: &reader)
        try readLinks(from: &reader)
        let count = try reader.number(in: 0...clusterer.store.count)
        for shape in 0..<clusterer.store.count { clusterer.store[shape].tally = -1 }
        for _ in 0..<count { try readTally(from: &reader) }
        try check()
    }

    private func readTotals(from reader: inout CheckpointReader) throws(CheckpointError) {
        totals.pointee.otherLines = try reader.count()
        totals.pointee.lines = try reader.count()
        totals.pointee.records = try reader.count()
        for place in totals.pointee.severities.indices {
            totals.pointee.severities[place] = try reader.count()
        }
    }

    private func readLinks(from reader: inout CheckpointReader) throws(CheckpointError) {
        let count = try reader.number(in: 0...(1 << 20))
        for _ in 0..<count {
            let number = try reader.number(in: 1...max(numbers.last, 1))
            let cause = try reader.number(in: 0...numbers.last)
            links[number] = cause == 0 ? .noSymptom : .symptom(of: ClusterID(cause))
        }
    }

    private func readTally(from reader: inout CheckpointReader) throws(CheckpointError) {
        let root = try reader.number(in: 0...(clusterer.store.count - 1))
        guard clusterer.store.root(of: root) == root, clusterer.store[root].tally < 0 else {
            throw CheckpointError(reason: "shape \(root) is no cluster")
        }
        let tally = ClusterTally(root: root, index: tallies.count, isFromBacklog: false)
        try tally.read(from: &reader, lastNumber: numbers.last)
        clusterer.store[root].tally = tallies.count
        tallies.append(tally)
        totals.pointee.sampleBytes += tally.counters.pointee.sampleSize
        totals.pointee.valueCounters += tally.values?.size ?? 0
    }

    /// Sums that do not add up were not written by us.
    private func check() throws(CheckpointError) {
        let counted = tallies.reduce(totals.pointee.otherLines) { $0 + ($1?.lines ?? 0) }
        guard counted == totals.pointee.lines else {
            throw CheckpointError(reason: "its lines do not add up")
        }
    }
}
