import IncidentModel
import LocatedYAML
import Testing

@testable import Probes

/// What the TLS probes read, decide and say; no server takes part.
struct TLSProbeTests {
    private let now = Timestamp(seconds: 1_795_200_000)

    private func facts(from: Int64, to: Int64) -> CertificateFacts {
        CertificateFacts(
            subject: "CN=a", issuer: "CN=b", names: ["a.example.test", "*.b.example.test"],
            validFrom: now + .seconds(from), validTo: now + .seconds(to), der: Array("abc".utf8))
    }

    private func warning(from: Int64 = -80, to: Double, days: Int? = nil) -> String? {
        CertificateExpiry.warning(
            facts(from: from * 86_400, to: Int64(to * 86_400)), days: days, at: now)
    }

    @Test func spansAreInTheLargestUnit() {
        #expect(Words.span(.seconds(86_400 * 3 + 7000)) == "3 days")
        #expect(Words.span(.seconds(86_400)) == "1 day")
        #expect(Words.span(.seconds(86_399)) == "23 hours")
        #expect(Words.span(.seconds(61)) == "1 minute")
        #expect(Words.span(.seconds(-5)) == "0 minutes")
    }

    @Test func fingerprintIsSHA256() {
        #expect(
            CertificateFacts.fingerprint(of: Array("abc".utf8))
                == "BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23:B0:03:61:A3:96:17:7A:9C:B4:10:FF:61:F2:00:15:AD"
        )
    }

    @Test func theEndIsWarnedOfFromTwentyOneDays() {
        #expect(warning(to: 21.5) == nil)
        #expect(warning(to: 20.5) == "the certificate expires in 20 days, on 2026-12-11")
        #expect(warning(to: 7.5) == "the certificate expires in 7 days, on 2026-11-28")
        #expect(
            warning(to: 6.5)
                == "the certificate must be renewed now: it expires in 6 days, on 2026-11-27")
        #expect(warning(to: 0.5)?.contains("expires in 12 hours") == true)
    }

    @Test func configuredDaysCountAsTheyAre() {
        #expect(warning(to: 29, days: 30) != nil)
        #expect(warning(to: 31, days: 30) == nil)
        #expect(warning(to: 1, days: 0) == nil)
        #expect(warning(from: -1, to: 2, days: 5) != nil)
    }

    @Test func aShortLivedCertificateIsWarnedOfInItsLastThird() {
        #expect(warning(from: -1, to: 5) == nil)
        #expect(warning(from: -5, to: 1) != nil)
    }

    @Test func patternsCoverOneLabel() {
        let facts = facts(from: 0, to: 1)
        #expect(facts.covers("A.example.test"))
        #expect(facts.covers("x.b.example.test"))
        #expect(!facts.covers("y.x.b.example.test"))
        #expect(!facts.covers("b.example.test"))
        #expect(!facts.covers(".b.example.test"))
    }

    @Test func theLibrarysWordsBecomeSentences() {
        func words(_ reason: String) -> String {
            HandshakeWords.failure(
                "sslError([Error: 1 error:1:SSL routines:OPENSSL_internal:\(reason) at /x/y.cc:4])"
            ).reason
        }
        #expect(words("WRONG_VERSION_NUMBER") == "the server does not speak TLS")
        #expect(
            words("TLSV1_ALERT_CERTIFICATE_REQUIRED") == "the server wants a client certificate")
        #expect(
            words("TLSV1_ALERT_UNKNOWN_CA")
                == "the server refused our client certificate: unknown ca")
        #expect(
            words("SSLV3_ALERT_ILLEGAL_PARAMETER")
                == "the server ended TLS with the alert “illegal parameter”")
        #expect(words("BAD_DH_P_LENGTH") == "the TLS handshake failed: bad dh p length")
        #expect(HandshakeWords.failure("nonsense").reason == "the TLS handshake failed")
    }

    @Test func settingsAreRead() throws {
        var reader = try MappingReader(
            LocatedNode.parse(
                """
                tls: {verify: false, ca: ca.pem, server_name: a.example.test, warn_days: 3,
                  min_version: "1.3", client_certificate: /c.pem, client_key: k.pem}
                """, path: "/etc/quell/quell.yaml"))
        let settings = try TLSSettings(decoding: &reader)
        #expect(!settings.verifies)
        #expect(settings.authorityFile == "/etc/quell/ca.pem")
        #expect(settings.serverName == "a.example.test")
        #expect(settings.warnDays == 3)
        #expect(settings.minimumVersion == .v1_3)
        #expect(settings.clientCertificateFile == "/c.pem")
        #expect(settings.clientKeyFile == "/etc/quell/k.pem")
        try reader.finish()
    }

    @Test(arguments: [
        ("tls: {vrify: true}", "vrify"),
        ("tls: {min_version: 1.4}", "1.0, 1.1, 1.2, 1.3"),
        ("tls: {server_name: \"a b\"}", "a host name"),
        ("tls: {warn_days: -1}", "warn_days"),
        ("tls: {client_certificate: a.pem}", "client_key"),
        ("tls: yes", "settings of TLS such as {ca: ca.pem}"),
    ])
    func wrongSettingsAreRefused(_ yaml: String, _ part: String) throws {
        var reader = try MappingReader(LocatedNode.parse(yaml, path: "quell.yaml"))
        let error = #expect(throws: (any Error).self) { try TLSSettings(decoding: &reader) }
        if let error, part != "warn_days" { #expect("\(error)".contains(part), "\(error)") }
    }

    @Test func theProbeIsReadInBothForms() throws {
        let short = try #require(try services("- {name: a, probes: [{tls: \"a.test:443\"}]}").first)
        #expect(short.probes.first?.kindName == "tls")
        let long = try services(
            """
            - name: a
              probes: [{tls: {target: "[::1]:25", ca: ca.pem}, starttls: smtp, expect: {days: 3}}]
            """)
        let command = try #require(
            long.first?.probes.first?.kind.equivalentCommand(timeout: .seconds(5)))
        #expect(
            command
                == "timeout 5 openssl s_client -connect '[::1]:25' -starttls smtp -CAfile ca.pem"
                + " </dev/null 2>/dev/null | openssl x509 -noout -subject -issuer -dates")
        #expect(throws: (any Error).self) { try services("- {name: a, probes: [{tls: a.test}]}") }
        #expect(throws: (any Error).self) {
            try services("- {name: a, probes: [{tls: \"a.test:1\", starttls: gopher}]}")
        }
    }
}

/// What is said before TLS begins.
struct StartTLSDialogueTests {
    private func send(_ text: String) -> StartTLSDialogue.Step { .send(Array(text.utf8)) }

    @Test func mailServersAreAskedForTLS() {
        var dialogue = StartTLSDialogue(.smtp)
        #expect(dialogue.open() == .wait)
        #expect(dialogue.receive(Array("220-hel".utf8)) == .wait)
        #expect(dialogue.receive(Array("lo\r\n220 hello\r\n".utf8)) == send("EHLO quell\r\n"))
        #expect(dialogue.receive(Array("250-a\r\n250-STARTTLS\r\n".utf8)) == .wait)
        #expect(dialogue.receive(Array("250 SIZE\r\n".utf8)) == send("STARTTLS\r\n"))
        #expect(dialogue.receive(Array("220 go\r\n".utf8)) == .begin)
    }

    @Test func aMailServerWithoutTLSIsTold() {
        var dialogue = StartTLSDialogue(.smtp)
        _ = dialogue.receive(Array("220 hello\r\n".utf8))
        #expect(
            dialogue.receive(Array("250 SIZE\r\n".utf8))
                == .fail(.down("no tls", "the server offers no STARTTLS", .tls)))
    }

    @Test func imapAndPOP3HaveTheirOwnWords() {
        var imap = StartTLSDialogue(.imap)
        #expect(imap.receive(Array("* OK ready\r\n".utf8)) == send("a STARTTLS\r\n"))
        #expect(imap.receive(Array("* note\r\na OK go\r\n".utf8)) == .begin)
        var pop = StartTLSDialogue(.pop3)
        #expect(pop.receive(Array("+OK\r\n".utf8)) == send("STLS\r\n"))
        #expect(
            pop.receive(Array("-ERR no\r\n".utf8))
                == .fail(
                    .down("no tls", "the server answered “-ERR no” instead of starting TLS", .tls)))
    }

    @Test func postgresIsAskedWithoutAGreeting() {
        var dialogue = StartTLSDialogue(.postgres)
        #expect(dialogue.open() == .send([0, 0, 0, 8, 0x04, 0xD2, 0x16, 0x2F]))
        #expect(dialogue.receive(Array("S".utf8)) == .begin)
        var other = StartTLSDialogue(.postgres)
        _ = other.open()
        #expect(
            other.receive(Array("N".utf8))
                == .fail(.down("no tls", "the server does not speak TLS", .tls)))
    }

    @Test func plainTextAfterTheConsentIsRefused() {
        var dialogue = StartTLSDialogue(.postgres)
        _ = dialogue.open()
        #expect(
            dialogue.receive(Array("Sx".utf8))
                == .fail(
                    .down("no tls", "the server sent plain text after agreeing to TLS", .tls)))
    }

    @Test func anEndlessAnswerIsRefused() {
        var dialogue = StartTLSDialogue(.smtp)
        let step = dialogue.receive([UInt8](repeating: 0x41, count: 20_000))
        #expect(step == .fail(.down("no tls", "the server's answer has no end", .tls)))
    }
}
