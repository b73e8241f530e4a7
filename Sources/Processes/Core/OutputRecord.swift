/// One piece of a step's output as it lies in the file `output`.
///
/// A record is a header of 16 bytes, little endian: kind (1 byte), three zero bytes, length of the
/// payload (4), monotonic nanoseconds since the command's start (8); then the payload.
struct OutputRecord: Equatable {
    enum Kind: UInt8 {
        case standardOutput = 1
        case standardError = 2
        /// The payload is a count of dropped bytes in decimal digits.
        case truncation = 3

        init(_ stream: ProcessStream) {
            switch stream {
            case .standardOutput: self = .standardOutput
            case .standardError: self = .standardError
            }
        }

        var stream: ProcessStream? {
            switch self {
            case .standardOutput: .standardOutput
            case .standardError: .standardError
            case .truncation: nil
            }
        }
    }

    /// Bytes of a header.
    static let headerLength = 16
    /// The longest payload that a runner writes, the size of a pipe (pipe(7)).
    static let maximumPayload = 65536

    var kind: Kind
    var nanoseconds: UInt64
    var payload: [UInt8]

    /// The bytes of a header.
    static func header(_ kind: Kind, length: Int, nanoseconds: UInt64) -> [UInt8] {
        var header: [UInt8] = [kind.rawValue, 0, 0, 0]
        withUnsafeBytes(of: UInt32(length).littleEndian) { header.append(contentsOf: $0) }
        withUnsafeBytes(of: nanoseconds.littleEndian) { header.append(contentsOf: $0) }
        return header
    }

    /// What lies at one place of the file.
    enum Parsed: Equatable {
        case record(OutputRecord, next: Int)
        /// The record is not there as a whole yet.
        case incomplete
        /// No runner wrote this.
        case damaged
    }

    /// Reads the record that starts at `index`.
    static func parse(_ bytes: [UInt8], at index: Int) -> Parsed {
        let start = index + headerLength
        guard bytes.count >= start else { return .incomplete }
        let length = Int(integer(bytes[index + 4..<index + 8]))
        guard let kind = Kind(rawValue: bytes[index]), length <= maximumPayload else {
            return .damaged
        }
        guard bytes.count >= start + length else { return .incomplete }
        let record = OutputRecord(
            kind: kind, nanoseconds: integer(bytes[index + 8..<start]),
            payload: Array(bytes[start..<start + length]))
        return .record(record, next: start + length)
    }

    private static func integer(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

/// A piece of a step's output, in arrival order.
public struct StepOutput: Sendable, Equatable {
    /// Where the command wrote it.
    public var stream: ProcessStream
    /// What it wrote: foreign bytes, cut anywhere, at most 65,536.
    public var bytes: [UInt8]
    /// When it arrived, measured from the command's start.
    public var elapsed: Duration
    /// Where the next record starts: attach from here to continue after this piece.
    public var nextOffset: UInt64
    /// How much of the file had not been read when this was, in bytes: how far a slow receiver is behind.
    public var backlog: UInt64
}
