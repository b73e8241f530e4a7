import IncidentModel

/// What the answer of a name server must be to count as up.
struct DNSExpectation: Hashable, Sendable {
    let type: DNSType
    /// Exactly these values in any order; empty for any.
    var values: [String] = []
    /// These values and perhaps others.
    var includes: [String] = []
    /// A text that one of the values must contain.
    var text: String?
    /// So many records.
    var count: Int?
    /// At least so many records.
    var atLeast = 1

    /// Why an answer is not good; nil when it is.
    func failure(of message: DNSMessage, to name: String) -> ProbeFailure? {
        if let failure = Self.refusal(message.code, name) { return failure }
        let found = message.answers.filter { $0.type == type.rawValue }.map(\.value)
        guard !found.isEmpty else {
            if message.isBroken { return .down("broken", "the answer cannot be read") }
            if atLeast == 0, values.isEmpty, includes.isEmpty, text == nil, count ?? 0 == 0 {
                return nil
            }
            return .down("no \(type.name)", "the name \(name) has no \(type.name) record", .name)
        }
        return wrongNumber(found) ?? wrongValues(found)
    }

    private func wrongNumber(_ found: [String]) -> ProbeFailure? {
        if let count, found.count != count {
            return .down("wrong", "\(Self.records(found.count, type)), expected \(count)")
        }
        if found.count < atLeast {
            return .down(
                "wrong", "\(Self.records(found.count, type)), expected at least \(atLeast)")
        }
        return nil
    }

    private func wrongValues(_ found: [String]) -> ProbeFailure? {
        let normal = Set(found.map(plain))
        if !values.isEmpty, normal != Set(values.map(plain)) {
            return .down(
                "wrong", "\(type.name) is \(Self.list(found)), expected \(Self.list(values))")
        }
        if let missing = includes.first(where: { !normal.contains(plain($0)) }) {
            return .down("wrong", "\(type.name) is \(Self.list(found)), \(missing) is missing")
        }
        if let text, !found.contains(where: { $0.contains(text) }) {
            return .down(
                "wrong", "\(type.name) is \(Self.list(found)), it does not contain “\(text)”")
        }
        return nil
    }

    /// One way of writing for values that mean the same; a TXT stays as it is.
    private func plain(_ value: String) -> String {
        switch type {
        case .txt: return value
        case .a, .aaaa: return AddressText.bytes(value).map { "\($0)" } ?? value
        case .ns, .cname, .soa, .ptr, .mx, .srv:
            let words = value.lowercased().split(separator: " ")
            return words.map {
                $0.count > 1 && $0.hasSuffix(".") ? String($0.dropLast()) : String($0)
            }
            .joined(separator: " ")
        case .caa: return value.filter { $0 != "\"" }
        }
    }

    /// What the code of an answer says when it is a refusal (RFC 1035 §4.1.1, RFC 2136 §2.2).
    private static func refusal(_ code: UInt8, _ name: String) -> ProbeFailure? {
        switch code {
        case 0: nil
        case 1: .down("FORMERR", "the name server does not understand the question", .rejected)
        case 2: .down("SERVFAIL", "the name server failed to answer for \(name)", .serverError)
        case 3: .down("NXDOMAIN", "the name \(name) does not exist", .name)
        case 4: .down("NOTIMP", "the name server does not support the question", .rejected)
        case 5: .down("REFUSED", "the name server refuses to answer for \(name)", .rejected)
        default:
            .down("code \(code)", "the name server answered with the code \(code)", .serverError)
        }
    }

    private static func records(_ count: Int, _ type: DNSType) -> String {
        count == 1 ? "1 \(type.name) record" : "\(count) \(type.name) records"
    }

    /// At most four values, so that the sentence stays one.
    private static func list(_ values: [String]) -> String {
        let rest = values.count - 4
        return values.prefix(4).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }
}
