/// A leaf of a table, read without SQLite and without the tree above it.
///
/// "B-tree Pages", sqlite.org/fileformat2.html; nothing in it is believed: it may be damaged.
struct LeafPage {
    private let bytes: [UInt8]
    /// The number of rows that it says it has.
    let cells: Int

    /// Looks at a page; nil when it is no leaf of a table.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 512, bytes[0] == 0x0D else { return nil }
        self.bytes = bytes
        cells = min(bytes.bigEndian16(at: 3), (bytes.count - 8) / 2)
    }

    /// A row's number and contents.
    ///
    /// - Parameters:
    ///   - cell: Its place on the page, from 0.
    ///   - overflow: Gives the page of a number, for what does not fit.
    /// - Returns: Nil when it is damaged.
    func row(_ cell: Int, overflow: (Int) -> [UInt8]?) -> (rowID: Int64, payload: [UInt8])? {
        var place = bytes.bigEndian16(at: 8 + 2 * cell)
        guard let size = bytes.variable(at: &place), let rowID = bytes.variable(at: &place),
            size > 0, size < 1 << 30
        else { return nil }
        let local = localSize(Int(size))
        guard place + local <= bytes.count else { return nil }
        var payload = Array(bytes[place..<(place + local)])
        if local < size {
            guard place + local + 4 <= bytes.count else { return nil }
            var next = Int(bytes.bigEndian32(at: place + local))
            while payload.count < size {
                guard next > 0, let page = overflow(next), page.count == bytes.count else {
                    return nil
                }
                payload += page[4..<min(page.count, 4 + Int(size) - payload.count)]
                next = Int(page.bigEndian32(at: 0))
            }
        }
        return (rowID, payload)
    }

    /// How many bytes of a row stand on the leaf itself.
    private func localSize(_ size: Int) -> Int {
        let usable = bytes.count
        guard size > usable - 35 else { return size }
        let least = (usable - 12) * 32 / 255 - 23
        let fitting = least + (size - least) % (usable - 4)
        return fitting <= usable - 35 ? fitting : least
    }
}

extension StoredEvent {
    /// Reads a row of the table of events ("Record Format", sqlite.org/fileformat2.html); nil for a
    /// row of another table, and for one that is damaged beyond reading.
    init?(rowID: Int64, payload: [UInt8]) {
        var place = 0
        guard let header = payload.variable(at: &place), header > 0, header < 100,
            Int(header) <= payload.count
        else { return nil }
        var types: [Int64] = []
        while place < Int(header) {
            guard let type = payload.variable(at: &place) else { return nil }
            types.append(type)
        }
        guard types.count == 8, place == Int(header) else { return nil }
        var reader = RecordReader(bytes: payload, place: place)
        // The row's number stands outside the record, in place of the first column.
        guard types[0] == 0, let at = reader.integer(types[1]),
            let monotonic = reader.integer(types[2]), let actor = reader.text(types[3]),
            let kind = reader.text(types[4]), let body = reader.text(types[5]),
            let previous = reader.blob(types[6]), let hash = reader.blob(types[7])
        else { return nil }
        self.init(
            sequence: rowID, at: at, monotonic: monotonic, actor: actor, kind: kind, body: body,
            previous: previous, hash: hash)
    }
}

/// Takes one column after another out of a record.
private struct RecordReader {
    let bytes: [UInt8]
    var place: Int

    mutating func integer(_ type: Int64) -> Int64? {
        switch type {
        case 8: return 0
        case 9: return 1
        case 1...6:
            let size = [0, 1, 2, 3, 4, 6, 8][Int(type)]
            guard let found = take(size), let first = found.first else { return nil }
            let sign: Int64 = first & 0x80 == 0 ? 0 : -1
            return found.reduce(sign) { $0 << 8 | Int64($1) }
        default: return nil
        }
    }

    mutating func text(_ type: Int64) -> String? {
        guard type >= 13, type & 1 == 1, let found = take(Int(type - 13) / 2) else { return nil }
        // What is no UTF-8 is repaired here and then fails its hash.
        return String(decoding: found, as: UTF8.self)
    }

    mutating func blob(_ type: Int64) -> [UInt8]? {
        guard type >= 12, type & 1 == 0 else { return nil }
        return take(Int(type - 12) / 2).map { Array($0) }
    }

    private mutating func take(_ size: Int) -> ArraySlice<UInt8>? {
        guard size <= bytes.count - place else { return nil }
        defer { place += size }
        return bytes[place..<(place + size)]
    }
}

extension [UInt8] {
    /// Reads a number of one to nine bytes and moves behind it.
    fileprivate func variable(at place: inout Int) -> Int64? {
        var value: UInt64 = 0
        for count in 0..<9 {
            guard place < self.count else { return nil }
            let byte = self[place]
            place += 1
            if count == 8 { return Int64(bitPattern: value << 8 | UInt64(byte)) }
            value = value << 7 | UInt64(byte & 0x7F)
            if byte & 0x80 == 0 { break }
        }
        return Int64(bitPattern: value)
    }
}
