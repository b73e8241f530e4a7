import SafeText

/// Writes the state of the engine as bytes: small numbers in one byte, texts with their length.
///
/// What a log said is written without secrets: a checkpoint outlives the moment.
struct CheckpointWriter {
    private(set) var bytes: [UInt8] = []
    private let redactor: Redactor

    init(redactor: Redactor = .standard) { self.redactor = redactor }

    /// Writes a number in seven bits a byte, low bits first, zigzag for the sign.
    mutating func write(_ number: Int) {
        var rest = UInt64(bitPattern: Int64(number &<< 1) ^ Int64(number &>> 63))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest &>>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Writes all eight bytes, the low one first: for hashes.
    mutating func write(hash: UInt64) {
        withUnsafeBytes(of: hash.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Writes a yes or no.
    mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    /// Writes lines of a log with their count before them; where a secret is hidden, as they are shown.
    mutating func write(log lines: [UInt8]) { write(withoutSecrets(lines) ?? lines) }

    /// The lines as they are shown; nil when nothing in them has to be hidden.
    func withoutSecrets(_ bytes: [UInt8]) -> [UInt8]? {
        var stream = RedactionStream(redactor)
        var hides = false
        let shown = DisplayText.lines(bytes: bytes, limit: bytes.count).map { line in
            let redacted = stream.redact(line)
            hides = hides || redacted != line
            return redacted.string
        }
        return hides ? Array(shown.joined(separator: "\n").utf8) : nil
    }

    /// Writes bytes with their count before them.
    mutating func write(_ text: some Collection<UInt8>) {
        write(text.count)
        bytes.append(contentsOf: text)
    }
}
