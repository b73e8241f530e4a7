import Crypto
import Foundation
import IncidentModel
import SwiftASN1
import X509

/// What a certificate says of itself.
struct CertificateFacts: Sendable {
    /// Distinguished names as RFC 4514 writes them, the most particular part first.
    let subject: String
    let issuer: String
    /// The hosts it is for: names, patterns and addresses.
    let names: [String]
    let validFrom: Timestamp
    let validTo: Timestamp
    /// Hexadecimal, with colons.
    let serial: String
    /// SHA-256 of the whole certificate, as openssl writes it.
    let fingerprint: String
    /// Kind and size of its key, such as `RSA 2048`.
    let key: String
    /// The certificate itself; nil when only our TLS library could read it.
    let certificate: Certificate?

    /// Reads a certificate in DER; nil when it is malformed or of a kind that swift-certificates does not know.
    init?(der: [UInt8]) {
        guard let certificate = try? Certificate(derEncoded: der) else { return nil }
        subject = String(String(describing: certificate.subject).prefix(256))
        issuer = String(String(describing: certificate.issuer).prefix(256))
        let alternatives = try? certificate.extensions.subjectAlternativeNames
        names = alternatives.map { $0.compactMap(Self.host) } ?? []
        validFrom = Timestamp(seconds: certificate.notValidBefore.wholeSeconds)
        validTo = Timestamp(seconds: certificate.notValidAfter.wholeSeconds)
        serial = Words.hexadecimal(certificate.serialNumber.bytes)
        fingerprint = Self.fingerprint(of: der)
        key = Self.key(certificate.publicKey)
        self.certificate = certificate
    }

    /// Facts that another library read.
    init(
        subject: String, issuer: String, names: [String], validFrom: Timestamp, validTo: Timestamp,
        der: [UInt8]
    ) {
        self.subject = subject
        self.issuer = issuer
        self.names = names
        self.validFrom = validFrom
        self.validTo = validTo
        serial = ""
        fingerprint = Self.fingerprint(of: der)
        key = ""
        certificate = nil
    }

    /// True when it is signed with its own key, as far as its names tell.
    var isSelfSigned: Bool { subject == issuer }

    /// The hosts in a sentence: the first few, or the subject when it names none.
    var hostsInWords: String {
        guard !names.isEmpty else { return subject.isEmpty ? "no name at all" : subject }
        let shown = names.prefix(4).joined(separator: ", ")
        return names.count > 4 ? shown + " and \(names.count - 4) more" : shown
    }

    /// True when the certificate covers a host name: it itself, or a pattern in the first label (RFC 6125 §6.4.3).
    func covers(_ host: String) -> Bool {
        let host = host.lowercased()
        return names.contains { name in
            let name = name.lowercased()
            if name == host { return true }
            guard name.hasPrefix("*."), let dot = host.firstIndex(of: "."), dot > host.startIndex
            else { return false }
            return host[dot...] == name.dropFirst()
        }
    }

    private static func host(_ name: GeneralName) -> String? {
        switch name {
        case .dnsName(let name): return String(name.prefix(256))
        case .ipAddress(let address): return Self.address(Array(address.bytes))
        default: return nil
        }
    }

    private static func address(_ bytes: [UInt8]) -> String? {
        if bytes.count == 4 { return bytes.map { "\($0)" }.joined(separator: ".") }
        guard bytes.count == 16 else { return nil }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(AF_INET6, bytes, &text, socklen_t(text.count)) != nil else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// swift-certificates tells kind and size of a key only in its description, such as `RSA2048.PublicKey`.
    private static func key(_ key: Certificate.PublicKey) -> String {
        let name = String(describing: key).prefix { $0 != "." }
        if name.hasPrefix("RSA") { return "RSA " + name.dropFirst(3) }
        return name.hasPrefix("P") ? "ECDSA P-" + name.dropFirst() : String(name)
    }
}

extension Date {
    /// Whole seconds since the epoch, rounded down; clamped.
    fileprivate var wholeSeconds: Int64 {
        Int64(exactly: timeIntervalSince1970.rounded(.down))
            ?? (timeIntervalSince1970 < 0 ? .min : .max)
    }
}

extension CertificateFacts {
    /// The SHA-256 of some bytes, as openssl writes a fingerprint: `A0:1B:…`.
    static func fingerprint(of bytes: [UInt8]) -> String {
        Words.hexadecimal(Array(SHA256.hash(data: bytes)))
    }
}
