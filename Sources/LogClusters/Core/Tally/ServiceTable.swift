import SafeText

#if canImport(Glibc)
    import Glibc
#endif

/// Names of services as small numbers, so that a record's service costs no string.
///
/// The names lie in plain memory behind a small hash table: looking one up allocates nothing.
final class ServiceTable {
    /// Names that are told apart, with the empty one.
    static let limit = 256
    private static let byteLimit = 64
    private static let slotCount = 1_024

    private struct Slot {
        var hash: UInt64 = 0
        var number: Int32 = 0
        var count: Int32 = 0
        var start: UnsafeMutableRawPointer?
    }

    private let slots: UnsafeMutablePointer<Slot>
    private(set) var names: [DisplayText] = [.empty]

    init() {
        slots = .allocate(capacity: Self.slotCount)
        slots.initialize(repeating: Slot(), count: Self.slotCount)
    }

    deinit {
        for index in 0..<Self.slotCount { slots[index].start?.deallocate() }
        slots.deallocate()
    }

    /// The number of a name; 0 for the empty name and for names beyond the limit.
    @inline(__always)
    func number(of name: UnsafeRawBufferPointer) -> Int {
        name.isEmpty ? 0 : look(up: name)
    }

    private func look(up name: UnsafeRawBufferPointer) -> Int {
        guard let start = name.baseAddress else { return 0 }
        let count = min(name.count, Self.byteLimit)
        let hash = WordHash.hash(
            start.assumingMemoryBound(to: UInt8.self), count, available: name.count)
        var place = Int(truncatingIfNeeded: WordHash.spread(hash)) & (Self.slotCount - 1)
        while let known = slots[place].start {
            if slots[place].hash == hash, Int(slots[place].count) == count,
                memcmp(known, start, count) == 0
            {
                return Int(slots[place].number)
            }
            place = (place + 1) & (Self.slotCount - 1)
        }
        guard names.count < Self.limit else { return 0 }
        return add(UnsafeRawBufferPointer(start: start, count: count), hash: hash, at: place)
    }

    private func add(_ name: UnsafeRawBufferPointer, hash: UInt64, at place: Int) -> Int {
        let copy = UnsafeMutableRawPointer.allocate(byteCount: name.count, alignment: 1)
        if let start = name.baseAddress { copy.copyMemory(from: start, byteCount: name.count) }
        slots[place] = Slot(
            hash: hash, number: Int32(truncatingIfNeeded: names.count),
            count: Int32(truncatingIfNeeded: name.count), start: copy)
        names.append(DisplayText(bytes: name))
        return names.count - 1
    }

    /// The number of a configured name.
    func number(of name: DisplayText) -> Int {
        var string = name.string
        return string.withUTF8 { number(of: UnsafeRawBufferPointer($0)) }
    }

    /// The name with a number.
    func name(_ number: Int) -> DisplayText {
        number < names.count ? names[number] : .empty
    }

    /// The names as they were given, in the order of their numbers.
    var spellings: [[UInt8]] {
        let used = (0..<Self.slotCount).map { slots[$0] }.filter { $0.start != nil }
        return used.sorted { $0.number < $1.number }.map {
            Array(UnsafeRawBufferPointer(start: $0.start, count: Int($0.count)))
        }
    }
}

extension ServiceTable {
    func write(to writer: inout CheckpointWriter) {
        let spellings = spellings
        writer.write(spellings.count)
        for spelling in spellings { writer.write(spelling) }
    }

    /// Takes up the names in an empty table, with their old numbers.
    func read(from reader: inout CheckpointReader) throws(CheckpointError) {
        let count = try reader.number(in: 0...(Self.limit - 1))
        for expected in 1..<(count + 1) {
            let name = try reader.text()
            guard name.withUnsafeBytes({ number(of: $0) }) == expected else {
                throw CheckpointError(reason: "a service is there twice")
            }
        }
    }
}
