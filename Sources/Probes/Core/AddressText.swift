import Glibc

/// Addresses as text and as bytes.
enum AddressText {
    /// Four bytes in decimal, sixteen as RFC 5952 writes them; empty for other numbers of bytes.
    static func text(_ bytes: [UInt8]) -> String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        guard bytes.count == 4 || bytes.count == 16,
            inet_ntop(family, bytes, &text, socklen_t(INET6_ADDRSTRLEN)) != nil
        else { return "" }
        return String(
            decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The bytes of an address, 4 or 16; nil for anything else.
    static func bytes(_ text: String) -> [UInt8]? {
        var four = [UInt8](repeating: 0, count: 4)
        if inet_pton(AF_INET, text, &four) == 1 { return four }
        var sixteen = [UInt8](repeating: 0, count: 16)
        return inet_pton(AF_INET6, text, &sixteen) == 1 ? sixteen : nil
    }

    /// The name under which an address is registered: `1.0.0.127.in-addr.arpa` (RFC 1035 §3.5, RFC 3596 §2.5).
    static func reverseName(_ text: String) -> String? {
        guard let bytes = bytes(text) else { return nil }
        if bytes.count == 4 {
            return bytes.reversed().map { "\($0)" }.joined(separator: ".") + ".in-addr.arpa"
        }
        let digits = bytes.reversed().flatMap { [$0 & 0xF, $0 >> 4] }
        return digits.map { String($0, radix: 16) }.joined(separator: ".") + ".ip6.arpa"
    }
}
