import Foundation
import IncidentModel
import NIOCore
import NIOSSL
import SwiftASN1

/// Remembers what certificates say, so that a good handshake costs no parsing.
final class CertificateMemory {
    /// More certificates than this are not kept: they would only be a leak.
    static let limit = 512
    /// What a refused server sends beside its certificate, and whom we trust, may be put right at any time.
    static let keepForFailures = TimeAmount.seconds(60)

    /// What was found out a while ago.
    private struct Dated {
        var certificates: [CertificateFacts]
        var until: NIODeadline
    }

    private struct Lines {
        var hour: Int64
        var evidence: [Evidence]
    }

    private var facts: [[UInt8]: CertificateFacts] = [:]
    private var chains: [[UInt8]: Dated] = [:]
    private var authorities: [[UInt8]: Dated] = [:]
    private var lines: [String: Lines] = [:]

    /// What a certificate says; nil when not even its bytes can be had.
    func facts(of certificate: NIOSSLCertificate) -> CertificateFacts? {
        guard let der = try? certificate.toDERBytes() else { return nil }
        if let known = facts[der] { return known }
        let read = CertificateFacts(der: der) ?? CertificateFacts(certificate, der)
        if facts.count >= Self.limit { facts = [:] }
        facts[der] = read
        return read
    }

    /// The chain that a server sent along with its certificate, when it was seen a moment ago.
    func chain(of leaf: NIOSSLCertificate) -> [CertificateFacts]? {
        guard let der = try? leaf.toDERBytes(), let known = chains[der], known.until > .now()
        else { return nil }
        return known.certificates
    }

    /// Keeps what a server sent, its own certificate first.
    func keep(_ chain: [NIOSSLCertificate]) -> [CertificateFacts] {
        let all = chain.prefix(16).compactMap { facts(of: $0) }
        guard let leaf = chain.first, let der = try? leaf.toDERBytes(), all.count == chain.count
        else { return all }
        if chains.count >= Self.limit { chains = [:] }
        chains[der] = Dated(certificates: all, until: .now() + Self.keepForFailures)
        return all
    }

    /// The lines of evidence about a certificate, made once an hour.
    func evidence(
        _ facts: CertificateFacts, at now: Timestamp, make: () -> [Evidence]
    ) -> [Evidence] {
        let hour = (facts.validTo - now).wholeSeconds / 3600
        if let known = lines[facts.fingerprint], known.hour == hour { return known.evidence }
        if lines.count >= Self.limit { lines = [:] }
        let made = make()
        lines[facts.fingerprint] = Lines(hour: hour, evidence: made)
        return made
    }

    /// The certificates in some files whose bytes hold a name; for failures only, as the files are read for it.
    func authorities(in files: [String], named name: [UInt8]) -> [CertificateFacts] {
        let key = Array(files.joined(separator: "\0").utf8) + [0] + name
        if let known = authorities[key], known.until > .now() { return known.certificates }
        let found = files.flatMap { Self.authorities(in: $0, named: name) }
        if authorities.count >= Self.limit { authorities = [:] }
        authorities[key] = Dated(certificates: found, until: .now() + Self.keepForFailures)
        return found
    }

    private static func authorities(in file: String, named name: [UInt8]) -> [CertificateFacts] {
        guard let bytes = FileManager.default.contents(atPath: file), bytes.count < 4_000_000,
            let documents = try? PEMDocument.parseMultiple(
                pemString: String(decoding: bytes, as: UTF8.self))
        else { return [] }
        return documents.lazy.map(\.derBytes).filter { $0.firstRange(of: name) != nil }
            .compactMap { CertificateFacts(der: $0) }
    }
}

extension CertificateFacts {
    /// What NIOSSL can tell of a certificate that swift-certificates cannot read.
    fileprivate init(_ certificate: NIOSSLCertificate, _ der: [UInt8]) {
        let names = certificate._subjectAlternativeNames().compactMap { name in
            name.nameType == .dnsName ? String(decoding: name.contents, as: UTF8.self) : nil
        }
        self.init(
            subject: certificate.subjectName.map(\.value).joined(separator: ","),
            issuer: certificate.issuerName.map(\.value).joined(separator: ","), names: names,
            validFrom: Timestamp(seconds: Int64(certificate.notValidBefore)),
            validTo: Timestamp(seconds: Int64(certificate.notValidAfter)), der: der)
    }
}
