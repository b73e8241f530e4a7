/// Reads what `CheckpointWriter` wrote, in the same order; damage is an error, never a crash.
struct CheckpointReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// True when everything was read.
    var isAtEnd: Bool { position == bytes.count }

    /// The next number.
    mutating func number() throws(CheckpointError) -> Int {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 64 {
            let byte = try next()
            number |= UInt64(byte & 0x7F) &<< shift
            if byte & 0x80 == 0 {
                return Int(Int64(bitPattern: number &>> 1) ^ -Int64(bitPattern: number & 1))
            }
            shift += 7
        }
        throw CheckpointError(reason: "a number is too long")
    }

    /// The next number, which must be in a range; counts are checked before anything is allocated.
    mutating func number(in range: ClosedRange<Int>) throws(CheckpointError) -> Int {
        let number = try number()
        guard range.contains(number) else {
            throw CheckpointError(reason: "\(number) is not within \(range)")
        }
        return number
    }

    /// The next hash.
    mutating func hash() throws(CheckpointError) -> UInt64 {
        var hash: UInt64 = 0
        for place in 0..<8 { hash |= UInt64(try next()) &<< UInt64(place &* 8) }
        return hash
    }

    /// The next yes or no.
    mutating func flag() throws(CheckpointError) -> Bool { try next() != 0 }

    /// The next bytes.
    mutating func text() throws(CheckpointError) -> [UInt8] {
        let count = try number(in: 0...(bytes.count - position))
        guard count <= bytes.count - position else {
            throw CheckpointError(reason: "it ends too early")
        }
        defer { position += count }
        return Array(bytes[position..<(position + count)])
    }

    private mutating func next() throws(CheckpointError) -> UInt8 {
        guard position < bytes.count else { throw CheckpointError(reason: "it ends too early") }
        defer { position += 1 }
        return bytes[position]
    }
}

/// A checkpoint that cannot be read; the engine then starts afresh and says so.
struct CheckpointError: Error, CustomStringConvertible {
    let reason: String

    var description: String { "the stored state of the log engine is damaged: \(reason)" }
}
