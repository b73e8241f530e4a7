import IncidentModel
import SwiftASN1
import X509

/// Names the reason for which a chain of certificates was refused.
///
/// It only puts into words what the TLS library decided: whatever it finds, or does not find, the chain stays refused.
struct CertificateDiagnosis {
    /// What the server sent, its own certificate first; never empty.
    let chain: [CertificateFacts]
    /// Finds trusted authorities of a name, given in DER.
    let authorities: (_ name: [UInt8]) -> [CertificateFacts]
    let now: Timestamp

    /// The one reason that a person would have to deal with first.
    func failure() -> ProbeFailure {
        guard let leaf = chain.first else {
            return .down("bad cert", "the server shows no certificate", .tls)
        }
        return ofDates(leaf) ?? ofSelfSigning(leaf) ?? ofPurpose(leaf) ?? ofPath()
    }

    private func ofDates(_ leaf: CertificateFacts) -> ProbeFailure? {
        if leaf.validTo < now {
            return .down(
                "expired", "the certificate " + CertificateExpiry.ended(leaf, at: now), .tls)
        }
        guard leaf.validFrom > now else { return nil }
        return .down(
            "not yet", "the certificate " + CertificateExpiry.notBegun(leaf, at: now), .tls)
    }

    private func ofSelfSigning(_ leaf: CertificateFacts) -> ProbeFailure? {
        guard leaf.isSelfSigned else { return nil }
        return .down("self-sig", "the certificate is self-signed: \(leaf.subject)", .tls)
    }

    private func ofPurpose(_ leaf: CertificateFacts) -> ProbeFailure? {
        guard let usage = try? leaf.certificate?.extensions.extendedKeyUsage, !usage.isEmpty,
            !usage.contains(.serverAuth), !usage.contains(.any)
        else { return nil }
        return .down(
            "bad cert", "the certificate is not meant for servers (extended key usage)", .tls)
    }

    /// Follows the signatures from the server's certificate upwards.
    private func ofPath() -> ProbeFailure {
        var last = chain[0]
        var rest = Array(chain.dropFirst())
        while let index = rest.firstIndex(where: { $0.subject == last.issuer }) {
            let issuer = rest.remove(at: index)
            if let failure = ofLink(last, issuer) { return failure }
            last = issuer
            if last.isSelfSigned { break }
        }
        return ofTop(last)
    }

    private func ofLink(_ signed: CertificateFacts, _ issuer: CertificateFacts) -> ProbeFailure? {
        let name = issuer.subject
        if issuer.validTo < now {
            let ended = CertificateExpiry.ended(issuer, at: now)
            return .down("expired", "the certificate of the authority \(name) \(ended)", .tls)
        }
        if issuer.validFrom > now {
            let begins = CertificateExpiry.notBegun(issuer, at: now)
            return .down("not yet", "the certificate of the authority \(name) \(begins)", .tls)
        }
        if let certificate = issuer.certificate {
            if case .isCertificateAuthority = try? certificate.extensions.basicConstraints {
            } else {
                return .down(
                    "bad cert", "the certificate is signed by \(name), which is no authority", .tls)
            }
        }
        guard isSigned(signed, by: issuer) else {
            return .down(
                "bad cert",
                "the certificate of \(signed.subject) is not signed by \(name) as it says",
                .tls)
        }
        return nil
    }

    /// The last certificate that the server sends: what comes above it must be known here.
    private func ofTop(_ top: CertificateFacts) -> ProbeFailure {
        let known = top.certificate.flatMap { Self.der($0.issuer) }.map(authorities) ?? []
        if let authority = known.first(where: { isSigned(top, by: $0) }) {
            return ofLink(top, authority)
                ?? .down(
                    "no trust", "the certificate is not trusted, though \(authority.subject) is",
                    .tls)
        }
        if !known.isEmpty {
            return .down(
                "no trust",
                "signed by an authority of the name \(top.issuer), but not by the one this machine trusts",
                .tls)
        }
        let names = "the certificate of \(top.issuer)"
        if !top.isSelfSigned, Self.tellsIssuer(top) {
            return .down(
                "no chain", "the chain is incomplete: the server does not send \(names)", .tls)
        }
        let unknown = "signed by an authority this machine does not trust: \(top.issuer)"
        guard !top.isSelfSigned, chain.count == 1 else { return .down("no trust", unknown, .tls) }
        return .down("no trust", unknown + ", and the server does not send its certificate", .tls)
    }

    private func isSigned(_ signed: CertificateFacts, by issuer: CertificateFacts) -> Bool {
        guard let signed = signed.certificate, let issuer = issuer.certificate else { return true }
        return issuer.publicKey.isValidSignature(signed.signature, for: signed)
    }

    /// True when it says where its issuer's certificate can be had: then there is one between it and a root.
    private static func tellsIssuer(_ facts: CertificateFacts) -> Bool {
        guard let access = try? facts.certificate?.extensions.authorityInformationAccess else {
            return false
        }
        return access.contains { $0.method == .issuingCA }
    }

    private static func der(_ name: DistinguishedName) -> [UInt8]? {
        var serializer = DER.Serializer()
        guard (try? serializer.serialize(name)) != nil else { return nil }
        return serializer.serializedBytes
    }
}
