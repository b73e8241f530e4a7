/// An answer of a name server as far as a probe needs it (RFC 1035 §4.1).
///
/// Read from hostile bytes: every index is checked, pointers in names only lead backwards and names end at
/// 255 bytes, so that no message loops or costs more than a small multiple of its length.
struct DNSMessage: Hashable, Sendable {
    /// One record of the answer.
    struct Record: Hashable, Sendable {
        /// The owner, lower case without the last dot; `.` for the root.
        var owner: String
        /// The type's number.
        var type: UInt16
        /// Seconds for which it may be kept.
        var ttl: UInt32
        /// The data as a zone file shows it: `10.0.0.1`, `10 mail.example.test`.
        var value: String
    }

    /// What the server says of the question (RFC 1035 §4.1.1), such as 3 for NXDOMAIN.
    var code: UInt8
    /// The records of the answer section that could be read.
    var answers: [Record] = []
    /// True when the message ends or goes wrong before its last announced record.
    var isBroken = false

    /// More records than this are not read.
    static let recordLimit = 1000

    /// Reads a message; nil when not even its head is there.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 12 else { return nil }
        var reader = DNSReader(bytes)
        reader.skip(2)
        guard let flags = reader.number16(), let questions = reader.number16(),
            let count = reader.number16()
        else { return nil }
        code = UInt8(flags & 0xF)
        reader.skip(4)
        for _ in 0..<questions {
            guard reader.name() != nil, reader.skip(4) else {
                isBroken = true
                return
            }
        }
        for _ in 0..<min(Int(count), Self.recordLimit) {
            guard let record = reader.record() else {
                isBroken = true
                return
            }
            answers.append(record)
        }
    }
}

/// Reads a message from its start to its end.
struct DNSReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Passes over bytes; false when there are not so many.
    @discardableResult
    mutating func skip(_ count: Int) -> Bool {
        guard count <= bytes.count - place else { return false }
        place += count
        return true
    }

    mutating func number8() -> UInt8? {
        guard place < bytes.count else { return nil }
        defer { place += 1 }
        return bytes[place]
    }

    mutating func number16() -> UInt16? {
        guard let high = number8(), let low = number8() else { return nil }
        return UInt16(high) << 8 | UInt16(low)
    }

    mutating func number32() -> UInt32? {
        guard let high = number16(), let low = number16() else { return nil }
        return UInt32(high) << 16 | UInt32(low)
    }

    /// A name (RFC 1035 §4.1.4), lower case without the last dot.
    mutating func name() -> String? {
        guard let (name, end) = name(at: place) else { return nil }
        place = end
        return name
    }

    private func name(at start: Int) -> (name: String, end: Int)? {
        var (at, lowest, length) = (start, start, 0)
        var end: Int?
        var labels: [String] = []
        while at < bytes.count {
            let size = Int(bytes[at])
            switch size {
            case 0: return (labels.isEmpty ? "." : labels.joined(separator: "."), end ?? at + 1)
            case 1...63:
                guard at + 1 + size <= bytes.count else { return nil }
                length += size + 1
                guard length <= 254 else { return nil }
                labels.append(Self.label(bytes[(at + 1)...(at + size)]))
                at += 1 + size
            case 0xC0...0xFF:
                guard at + 1 < bytes.count else { return nil }
                let target = (size & 0x3F) << 8 | Int(bytes[at + 1])
                // Backwards only, else two pointers could lead to each other for ever.
                guard target < lowest else { return nil }
                end = end ?? at + 2
                (at, lowest) = (target, target)
            default: return nil
            }
        }
        return nil
    }

    /// Bytes that have a meaning of their own are written as in a zone file (RFC 1035 §5.1).
    private static func label(_ bytes: ArraySlice<UInt8>) -> String {
        var text = ""
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "."), UInt8(ascii: "\\"):
                text += "\\" + String(UnicodeScalar(byte))
            case 0x21...0x7E: text += String(UnicodeScalar(byte)).lowercased()
            default: text += "\\" + String(1000 + Int(byte)).dropFirst()
            }
        }
        return text
    }

    /// One record with its data in words.
    mutating func record() -> DNSMessage.Record? {
        guard let owner = name(), let type = number16(), skip(2), let ttl = number32(),
            let length = number16(), place + Int(length) <= bytes.count
        else { return nil }
        let end = place + Int(length)
        guard let value = value(of: DNSType(rawValue: type), end: end), place <= end else {
            return nil
        }
        place = end
        return DNSMessage.Record(owner: owner, type: type, ttl: ttl, value: value)
    }
}

extension DNSReader {
    /// The data of a record up to `end`; nil when it is not what its type says.
    fileprivate mutating func value(of type: DNSType?, end: Int) -> String? {
        switch type {
        case .a: return end - place == 4 ? AddressText.text(octets(4)) : nil
        case .aaaa: return end - place == 16 ? AddressText.text(octets(16)) : nil
        case .ns, .cname, .ptr: return name()
        case .mx:
            guard let preference = number16(), let host = name() else { return nil }
            return "\(preference) \(host)"
        case .srv:
            guard let priority = number16(), let weight = number16(), let port = number16(),
                let host = name()
            else { return nil }
            return "\(priority) \(weight) \(port) \(host)"
        case .txt:
            var all: [UInt8] = []
            while place < end {
                guard let part = string(end: end) else { return nil }
                all += part
            }
            return String(decoding: all, as: UTF8.self)
        case .soa:
            guard let server = name(), let person = name() else { return nil }
            let numbers = (0..<5).compactMap { _ in number32() }
            guard numbers.count == 5 else { return nil }
            return ([server, person] + numbers.map { "\($0)" }).joined(separator: " ")
        case .caa:
            guard let flags = number8(), let tag = string(end: end) else { return nil }
            let text = String(decoding: octets(end - place), as: UTF8.self)
            return "\(flags) \(String(decoding: tag, as: UTF8.self).lowercased()) \"\(text)\""
        case nil: return "\(end - place) bytes"
        }
    }

    private mutating func octets(_ count: Int) -> [UInt8] {
        (0..<max(0, count)).compactMap { _ in number8() }
    }

    /// A character string: its length and so many bytes (RFC 1035 §3.3).
    private mutating func string(end: Int) -> [UInt8]? {
        guard let length = number8(), place + Int(length) <= end else { return nil }
        return octets(Int(length))
    }
}
