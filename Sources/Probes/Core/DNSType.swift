/// The record types a `dns` probe asks for, with their numbers (RFC 1035 §3.2.2 and successors).
enum DNSType: UInt16, CaseIterable, Hashable, Sendable {
    case a = 1
    case ns = 2
    case cname = 5
    case soa = 6
    case ptr = 12
    case mx = 15
    case txt = 16
    case aaaa = 28
    case srv = 33
    case caa = 257

    /// As in a zone file: `A`, `MX`.
    var name: String { "\(self)".uppercased() }
}
