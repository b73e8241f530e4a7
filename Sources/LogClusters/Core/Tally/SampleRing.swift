/// Keeps the oldest record of a cluster and the newest five, as raw bytes.
///
/// Plain memory that is allocated with the first record; whoever drops a ring frees it first.
struct SampleRing {
    /// Bytes kept of one record.
    static let byteLimit = 8_192
    private static let newestLimit = 5

    /// One kept record.
    struct Sample {
        /// Position in the order of arrival, for telling samples apart.
        var serial: Int
        /// Nanoseconds since the epoch.
        var at: Int64
        var bytes: [UInt8]
    }

    private struct Slot {
        var serial = 0
        var at: Int64 = 0
        var text = ByteSlot()
    }

    /// The oldest one at 0, the newest ones behind it.
    private var slots: UnsafeMutablePointer<Slot>?
    /// One slot for a single record, as most clusters of a log with many random words have.
    private var capacity = 0
    private var newest = 0
    private var next = 0
    private var serial = 0

    /// Keeps a record; memory of the one it replaces is used again.
    ///
    /// - Returns: By how many bytes the memory grew.
    mutating func keep(_ body: UnsafeRawBufferPointer, at moment: Int64, limit: Int) -> Int {
        serial &+= 1
        guard let oldest = slots?[0].at else { return begin(body, at: moment, limit: limit) }
        var place = 0
        var grown = 0
        if moment >= oldest {
            if capacity == 1 { grown = grow() }
            place = next &+ 1
            next = next == Self.newestLimit &- 1 ? 0 : next &+ 1
            newest = max(newest, place)
        }
        guard let slots else { return 0 }
        slots[place].serial = serial
        slots[place].at = moment
        return grown + slots[place].text.set(body, limit: min(limit, Self.byteLimit))
    }

    /// Makes room for all samples.
    ///
    /// - Returns: By how many bytes the memory grew.
    private mutating func grow() -> Int {
        guard let single = slots, capacity == 1 else { return 0 }
        capacity = Self.newestLimit + 1
        let wider = UnsafeMutablePointer<Slot>.allocate(capacity: capacity)
        wider.initialize(repeating: Slot(), count: capacity)
        wider[0] = single[0]
        single.deallocate()
        slots = wider
        return Self.newestLimit * MemoryLayout<Slot>.stride
    }

    private mutating func begin(_ body: UnsafeRawBufferPointer, at moment: Int64, limit: Int)
        -> Int
    {
        let slots = UnsafeMutablePointer<Slot>.allocate(capacity: 1)
        slots.initialize(to: Slot())
        capacity = 1
        slots[0].serial = serial
        slots[0].at = moment
        self.slots = slots
        return MemoryLayout<Slot>.stride
            + slots[0].text.set(body, limit: min(limit, Self.byteLimit))
    }

    /// The serials of all samples, in their order.
    var serials: [Int] { ordered.map(\.serial) }

    /// The oldest one, then the newest ones in order.
    var samples: [Sample] {
        ordered.map { Sample(serial: $0.serial, at: $0.at, bytes: $0.text.bytes) }
    }

    private var ordered: [Slot] {
        let slots = arrived
        return slots.prefix(1)
            + slots.dropFirst().sorted { ($0.at, $0.serial) < ($1.at, $1.serial) }
    }

    /// The oldest one, then the others in the order in which they came.
    private var arrived: [Slot] {
        guard let slots else { return [] }
        let start = newest == Self.newestLimit ? next : 0
        return [slots[0]] + (0..<newest).map { slots[1 + (start + $0) % Self.newestLimit] }
    }

    /// Bytes of memory.
    var size: Int {
        guard let slots else { return 0 }
        return (0..<capacity).reduce(capacity * MemoryLayout<Slot>.stride) {
            $0 + slots[$1].text.size
        }
    }

    /// Takes over the samples of a cluster that was joined to this one; the other ring is left empty.
    mutating func fold(_ other: inout SampleRing) {
        if other.slots == nil { return }
        if slots != nil { _ = grow() }
        guard let slots else {
            swap(&self, &other)
            return
        }
        let serial = serial &+ 1
        var all = arrived + other.arrived
        all.sort { ($0.at, $0.serial) < ($1.at, $1.serial) }
        let surplus = max(0, all.count - 1 - Self.newestLimit)
        for place in 1..<(1 + surplus) { all[place].text.free() }
        all.removeSubrange(1..<(1 + surplus))
        for place in 0...Self.newestLimit {
            slots[place] = place < all.count ? all[place] : Slot()
            slots[place].serial = serial &+ place
        }
        newest = all.count - 1
        next = newest % Self.newestLimit
        self.serial = serial &+ Self.newestLimit
        other.slots?.deallocate()
        other = SampleRing()
    }

    mutating func free() {
        guard let slots else { return }
        for index in 0..<capacity { slots[index].text.free() }
        slots.deallocate()
        self = SampleRing()
    }
}

extension SampleRing {
    /// True when no sample holds anything that is hidden.
    func isHarmless(for writer: CheckpointWriter) -> Bool {
        arrived.allSatisfy { writer.withoutSecrets(Array($0.text.bytes)) == nil }
    }

    func write(to writer: inout CheckpointWriter) {
        let slots = arrived
        writer.write(slots.count)
        for slot in slots {
            writer.write(slot.serial)
            writer.write(Int(slot.at))
            writer.write(log: Array(slot.text.bytes))
        }
        writer.write(serial)
    }

    mutating func read(from reader: inout CheckpointReader) throws(CheckpointError) {
        let count = try reader.number(in: 0...(Self.newestLimit + 1))
        for _ in 0..<count {
            let number = try reader.count()
            let moment = try reader.moment()
            let bytes = try reader.text()
            serial = max(number, 1) - 1
            _ = bytes.withUnsafeBytes { keep($0, at: moment, limit: Self.byteLimit) }
        }
        serial = try reader.count()
    }
}
