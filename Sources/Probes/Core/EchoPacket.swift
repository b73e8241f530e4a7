/// An ICMP echo request and its reply (RFC 792, RFC 4443 §4).
///
/// The data begins with a random token, so that a reply to somebody else's request is not taken for ours.
struct EchoPacket: Hashable, Sendable {
    var isVersion6: Bool
    /// Eight random bytes.
    var token: UInt64
    /// Of no meaning on a datagram socket, where the kernel chooses it.
    var identity: UInt16
    var sequence: UInt16

    /// Bytes of data, as ping(8) sends.
    static let dataSize = 56

    /// The request; its checksum is right for IPv4, the kernel makes that of IPv6.
    var request: [UInt8] {
        var bytes: [UInt8] = [isVersion6 ? 128 : 8, 0, 0, 0]
        bytes += [UInt8(identity >> 8), UInt8(identity & 0xFF)]
        bytes += [UInt8(sequence >> 8), UInt8(sequence & 0xFF)]
        bytes += (0..<8).map { UInt8(truncatingIfNeeded: token >> (56 - 8 * $0)) }
        bytes += (8..<UInt8(Self.dataSize)).map { $0 }
        let sum = Self.checksum(bytes)
        (bytes[2], bytes[3]) = (UInt8(sum >> 8), UInt8(sum & 0xFF))
        return bytes
    }

    /// The Internet checksum (RFC 1071).
    static func checksum(_ bytes: [UInt8]) -> UInt16 {
        var sum: UInt32 = 0
        for index in stride(from: 0, to: bytes.count, by: 2) {
            let low = index + 1 < bytes.count ? bytes[index + 1] : 0
            sum += UInt32(bytes[index]) << 8 | UInt32(low)
        }
        while sum > 0xFFFF { sum = sum & 0xFFFF + sum >> 16 }
        return ~UInt16(sum)
    }

    /// Whether a datagram is the reply to this request.
    ///
    /// - Parameters:
    ///   - datagram: As received; of IPv4 on a raw socket with its IP header.
    ///   - isRaw: True for a raw socket, which hears everything.
    /// - Returns: True when identity, sequence and token are those of the request.
    func isAnswered(by datagram: [UInt8], isRaw: Bool) -> Bool {
        var bytes = datagram[...]
        if isRaw, !isVersion6 {
            guard let first = bytes.first else { return false }
            bytes = bytes.dropFirst(Int(first & 0xF) * 4)
        }
        guard bytes.count >= 16, bytes.first == (isVersion6 ? 129 : 0) else { return false }
        let expected = request
        let body = Array(bytes)
        return body[1] == 0 && (!isRaw || body[4...5] == expected[4...5])
            && body[6...].starts(with: expected[6..<16])
    }
}
