import Foundation
import IncidentModel
import SafeText
import Testing

@testable import Probes

/// The kind `tls` against `openssl s_server`, with certificates made on the spot.
@Suite(.serialized, .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")))
struct TLSServerTests {
    let authority: TestAuthority

    init() throws {
        authority = try TestAuthority()
    }

    private var trust: String { ", ca: \"\(authority.root.certificate)\"" }

    private func evidence(_ reading: Reading, _ label: String) -> String? {
        reading.evidence.first { $0.label.string == label }?.text.string
    }

    private func expectRefusal(_ reading: Reading, _ summary: String, _ words: String) {
        #expect(reading.outcome == .down)
        #expect(reading.failedPhase == "tls")
        #expect(reading.failure == .tls)
        #expect(reading.summary.string == summary)
        #expect(reading.reason.string.hasPrefix(words), "\(reading.reason)")
    }

    @Test func aCertificateOfATrustedAuthorityIsUpWithItsFacts() async throws {
        let server = try await OpenSSLServer(try authority.issue())
        let reading = try await server.reading(trust)
        #expect(reading.outcome == .up, "\(reading.reason)")
        #expect(reading.summary == "100 d")
        #expect(reading.reason.isEmpty)
        #expect(reading.phases.map(\.name.string) == ["resolve", "connect", "tls"])
        #expect(evidence(reading, "certificate") == "CN=target")
        #expect(evidence(reading, "issuer") == "CN=Test Root")
        #expect(evidence(reading, "names") == "localhost, 127.0.0.1")
        #expect(evidence(reading, "key") == "ECDSA P-256")
        #expect(evidence(reading, "tls") == "TLS 1.3")
        #expect(try #require(evidence(reading, "expires")).hasSuffix(", in 100 days"))
    }

    @Test func theFingerprintIsTheOneOpenSSLTells() async throws {
        let identity = try authority.issue()
        let server = try await OpenSSLServer(identity)
        let reading = try await server.reading(trust)
        let shown = try output(
            "openssl x509 -noout -fingerprint -sha256 -serial -in \(identity.certificate)")
        let fingerprint = try #require(evidence(reading, "sha256"))
        #expect(shown.contains("=" + fingerprint + "\n"))
        let serial = try #require(evidence(reading, "serial")).replacing(":", with: "")
        #expect(shown.contains("serial=" + serial))
    }

    @Test func theEquivalentCommandShowsTheCertificate() async throws {
        let server = try await OpenSSLServer(try authority.issue())
        let reading = try await server.reading(trust)
        let shown = try output(reading.equivalentCommand.string)
        #expect(shown.contains("subject=CN = target"))
        #expect(shown.contains("issuer=CN = Test Root"))
        #expect(shown.contains("notAfter="))
    }

    @Test func anExpiredCertificateIsToldWithItsDay() async throws {
        let identity = try authority.issue(.init(from: -30, to: -3.2))
        let reading = try await OpenSSLServer(identity).reading(trust)
        expectRefusal(reading, "expired", "the certificate expired 3 days ago, on 20")
        #expect(try #require(evidence(reading, "expires")).hasSuffix(", 3 days ago"))
    }

    @Test func aCertificateOfTheFutureIsTold() async throws {
        let identity = try authority.issue(.init(from: 2.5, to: 30))
        let reading = try await OpenSSLServer(identity).reading(trust)
        expectRefusal(reading, "not yet", "the certificate is not valid before 20")
        #expect(reading.reason.string.hasSuffix(", 2 days from now"))
    }

    @Test func aCertificateForAnotherNameNamesBoth() async throws {
        let identity = try authority.issue(
            .init(alternativeName: "DNS:a.example.test,DNS:*.b.example.test"))
        let reading = try await OpenSSLServer(identity).reading(trust)
        expectRefusal(
            reading, "bad name",
            "the certificate is for a.example.test, *.b.example.test, not for localhost")
        let named = try await OpenSSLServer(identity)
            .reading(trust + ", server_name: x.b.example.test")
        #expect(named.outcome == .up, "\(named.reason)")
        let deep = try await OpenSSLServer(identity)
            .reading(trust + ", server_name: y.x.b.example.test")
        expectRefusal(deep, "bad name", "the certificate is for a.example.test")
    }

    @Test func anAddressIsComparedWithAddresses() async throws {
        let good = try await OpenSSLServer(try authority.issue())
            .reading(trust, host: "127.0.0.1")
        #expect(good.outcome == .up, "\(good.reason)")
        let identity = try authority.issue(.init(alternativeName: "IP:127.0.0.9"))
        let other = try await OpenSSLServer(identity).reading(trust, host: "127.0.0.1")
        expectRefusal(
            other, "bad name", "the certificate is for 127.0.0.9, not for 127.0.0.1")
    }

    @Test func aSelfSignedCertificateIsTold() async throws {
        let reading = try await OpenSSLServer(try authority.selfSigned()).reading(trust)
        expectRefusal(reading, "self-sig", "the certificate is self-signed: CN=own")
    }

    @Test func anUnknownAuthorityIsNamed() async throws {
        let identity = try authority.issue()
        let alone = try await OpenSSLServer(identity).reading()
        expectRefusal(
            alone, "no trust", "signed by an authority this machine does not trust: CN=Test Root")
        let whole = try await OpenSSLServer(
            identity, ["-cert_chain", authority.root.certificate]
        ).reading()
        expectRefusal(whole, "no trust", "signed by an authority this machine does not trust")
        #expect(whole.reason.string.hasSuffix(": CN=Test Root"))
        #expect(evidence(whole, "chain") == "CN=Test Root")
    }

    @Test func anotherAuthorityOfTheSameNameIsTold() async throws {
        let impostor = try TestAuthority()
        let reading = try await OpenSSLServer(try impostor.issue()).reading(trust)
        expectRefusal(
            reading, "no trust",
            "signed by an authority of the name CN=Test Root, but not by the one")
    }

    @Test func aMissingIntermediateIsTold() async throws {
        let middle = try authority.issue(
            .init(commonName: "Middle", alternativeName: nil, kind: "authority"))
        let identity = try authority.issue(.init(kind: "informative"), by: middle)
        let alone = try await OpenSSLServer(identity).reading(trust)
        expectRefusal(
            alone, "no chain",
            "the chain is incomplete: the server does not send the certificate of CN=Middle")
        let whole = try await OpenSSLServer(identity, ["-cert_chain", middle.certificate])
            .reading(trust)
        #expect(whole.outcome == .up, "\(whole.reason)")
    }

    @Test func anExpiredIntermediateIsTold() async throws {
        let middle = try authority.issue(
            .init(commonName: "Middle", alternativeName: nil, to: -2.5, kind: "authority"))
        let identity = try authority.issue(by: middle)
        let reading = try await OpenSSLServer(identity, ["-cert_chain", middle.certificate])
            .reading(trust)
        expectRefusal(
            reading, "expired", "the certificate of the authority CN=Middle expired 2 days ago")
    }

    @Test func anIssuerThatIsNoAuthorityIsRefused() async throws {
        let middle = try authority.issue(.init(commonName: "Nobody"))
        let identity = try authority.issue(by: middle)
        let reading = try await OpenSSLServer(identity, ["-cert_chain", middle.certificate])
            .reading(trust)
        expectRefusal(
            reading, "bad cert", "the certificate is signed by CN=Nobody, which is no authority")
    }

    @Test func aCertificateForClientsOnlyIsRefused() async throws {
        let reading = try await OpenSSLServer(try authority.issue(.init(kind: "client")))
            .reading(trust)
        expectRefusal(reading, "bad cert", "the certificate is not meant for servers")
    }

    @Test func theEndIsWarnedOf() async throws {
        for (days, words) in [
            (20.5, "the certificate expires in 20 days, on 20"),
            (13.5, "the certificate expires in 13 days, on 20"),
            (5.5, "the certificate must be renewed now: it expires in 5 days, on 20"),
        ] {
            let server = try await OpenSSLServer(try authority.issue(.init(to: days)))
            let reading = try await server.reading(trust)
            #expect(reading.outcome == .degraded)
            #expect(reading.failure == .tls)
            #expect(reading.failedPhase == nil)
            #expect(reading.reason.string.hasPrefix(words), "\(reading.reason)")
            #expect(reading.summary.string == "\(Int(days)) d")
            let quiet = try await server.reading(trust + ", warn_days: 3")
            #expect(quiet.outcome == .up, "\(quiet.reason)")
        }
    }

    @Test func whoDoesNotVerifySeesTheFactsOnly() async throws {
        let identity = try authority.issue(.init(alternativeName: "DNS:other", from: -30, to: -3))
        let server = try await OpenSSLServer(identity)
        let reading = try await server.reading(", verify: false")
        #expect(reading.outcome == .up, "\(reading.reason)")
        #expect(reading.summary == "expired")
        #expect(evidence(reading, "names") == "other")
        #expect(try #require(evidence(reading, "expires")).hasSuffix(", 3 days ago"))
    }

    @Test func expectationsAreJudged() async throws {
        let server = try await OpenSSLServer(try authority.issue())
        func reason(_ expectation: String) async throws -> String {
            try await server.reading(trust, rest: ", expect: {\(expectation)}").reason.string
        }
        #expect(
            try await reason(
                "days: 99, issuer: Test, names: [localhost, 127.0.0.1], version: \"1.3\"") == "")
        #expect(try await reason("days: 101").hasSuffix(", expected at least 101 days ahead"))
        #expect(
            try await reason("issuer: Encrypt") == "the issuer is CN=Test Root, expected “Encrypt”")
        #expect(
            try await reason("names: [www.example.test]")
                == "the certificate is for localhost, 127.0.0.1, expected also www.example.test")
        #expect(
            try await reason("version: \"1.2\"") == "the connection is TLS 1.3, expected TLS 1.2")
    }

    @Test func anOldProtocolIsTold() async throws {
        let server = try await OpenSSLServer(
            try authority.issue(), ["-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0"])
        expectRefusal(
            try await server.reading(trust), "old tls",
            "the server speaks no TLS of version 1.2 or later")
        let lenient = try await server.reading(trust + ", min_version: \"1.0\"")
        #expect(evidence(lenient, "tls") == "TLS 1.1", "\(lenient.reason)")
        let newer = try await OpenSSLServer(try authority.issue(), ["-tls1_2"])
        expectRefusal(
            try await newer.reading(trust + ", min_version: \"1.3\""), "old tls",
            "the server speaks no TLS of version 1.3 or later")
    }

    @Test func aWantedClientCertificateIsToldAndGiven() async throws {
        let client = try authority.issue(
            .init(commonName: "me", alternativeName: nil, kind: "client"))
        let mine =
            ", client_certificate: \"\(client.certificate)\", client_key: \"\(client.key)\""
        for (version, summary, words) in [
            ("-tls1_2", "refused", "the server refused the TLS handshake: no cipher in common, or"),
            ("-tls1_3", "no cert", "the server wants a client certificate"),
        ] {
            let server = try await OpenSSLServer(
                try authority.issue(),
                [
                    version, "-Verify", "1", "-verify_return_error", "-CAfile",
                    authority.root.certificate,
                ])
            expectRefusal(try await server.reading(trust), summary, words)
            let known = try await server.reading(trust + mine)
            #expect(known.outcome == .up, "\(known.reason)")
        }
    }

    @Test func filesThatAreNotUsableAreOurFault() async throws {
        let server = try await OpenSSLServer(try authority.issue())
        let reading = try await server.reading(", ca: /nonexistent.pem")
        #expect(reading.outcome == .unknown)
        #expect(reading.failure == .local)
        #expect(
            reading.reason
                == "the file /nonexistent.pem does not hold readable certificates (PEM)")
    }

    private func output(_ command: String) throws -> String {
        let pipe = Pipe()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", command]
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
