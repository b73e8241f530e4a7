extension ClusterBook {
    /// Bytes that all samples may hold together; beyond, samples are kept short.
    private static let sampleBudget = 24 << 20
    private static let shortSample = 256
    /// Counters that all values may hold together, about 100 bytes each.
    private static let valueBudget = 100_000

    /// Keeps a record as a sample and counts its values, as far as these are due.
    @inline(never)
    func look(
        at record: RecordView, shape: Int, _ counters: UnsafeMutablePointer<TallyCounters>,
        moment: Int64
    ) {
        if counters.pointee.wantsSample {
            let isFull = totals.pointee.sampleBytes > Self.sampleBudget
            totals.pointee.sampleBytes += counters.pointee.keep(
                record, at: moment, limit: isFull ? Self.shortSample : SampleRing.byteLimit)
        }
        if counters.pointee.wantsValues { countValues(of: record, shape: shape, counters) }
        counters.pointee.planLook()
    }

    /// The first record of a cluster waits until there is a second one: most clusters of a log with
    /// many random words never get that far.
    private func countValues(
        of record: RecordView, shape: Int, _ counters: UnsafeMutablePointer<TallyCounters>
    ) {
        guard counters.pointee.records > 1,
            let tally = tallies[Int(counters.pointee.index)]
        else { return }
        catchUpValues(of: tally)
        count(record.text, shape: shape, tally)
    }

    /// Looks at the line that the template was made from, when no record was looked at yet.
    func catchUpValues(of tally: ClusterTally) {
        if let values = tally.values {
            if values.root == tally.root { return }
            totals.pointee.valueCounters -= values.size
        }
        tally.values = VariableTally(root: tally.root)
        // The line of a part is one of the cluster that was split; a line that was cut has a cut value.
        let shape = clusterer.store[tally.root]
        guard !shape.isPart, shape.sample.count < Clusterer.sampleBytes else { return }
        let sample = Array(clusterer.store.sample(of: tally.root))
        sample.withUnsafeBytes { count($0, shape: tally.root, tally) }
    }

    private func count(_ text: UnsafeRawBufferPointer, shape: Int, _ tally: ClusterTally) {
        guard var values = tally.values else { return }
        tally.values = nil
        let before = values.size
        let hasRoom = totals.pointee.valueCounters < Self.valueBudget
        values.begin()
        var layout: [UInt16] = []
        swap(&layout, &values.layout)
        clusterer.values(of: text, shape: shape, layout: &layout) { variable, value in
            values.add(value, at: variable, hasRoom: hasRoom)
        }
        values.layout = layout
        totals.pointee.valueCounters += values.size - before
        tally.values = values
    }
}
