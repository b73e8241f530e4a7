import Glibc
import IncidentModel
import LocatedYAML
import NIOCore

/// `tls: host:port`: a TLS handshake must succeed, and the certificate must be what is expected.
///
/// With settings it is written `tls: {target: host:port, ca: ca.pem}`. `starttls` names a protocol that begins in plain text.
/// Conditions: `days` (still valid for so many), `issuer` (a part of its name), `names` (hosts it must cover), `version`.
struct TLSProbe: ProbeKind {
    static let name = "tls"

    /// What the certificate and the connection must be.
    struct Expectation: Sendable {
        var days: Int?
        var issuer: String?
        var names: [String] = []
        var version: TLSSettings.Version?
    }

    let target: HostPort
    let settings: TLSSettings
    let expectation: Expectation

    init(_ keys: inout ProbeKeys) throws {
        var value = keys.value
        var settings = TLSSettings()
        if keys.value.entries != nil {
            var mapping = try MappingReader(keys.value)
            value = try mapping.node("target", expected: "host:port")
            settings = try TLSSettings(reading: &mapping)
            try mapping.finish()
        }
        let expected = "host:port, such as example.com:443"
        guard let target = HostPort(try value.string(expected: expected)) else {
            throw value.error(expected: expected)
        }
        self.target = target
        settings.startTLS = try keys.probe.optionalEnumeration(
            "starttls", of: StartTLSProtocol.byName)
        self.settings = settings
        expectation = try Self.expectation(&keys.expect)
    }

    var origin: String { target.text }
    var isSpeedJudged: Bool { true }

    func equivalentCommand(timeout: Duration) -> String {
        var words = [
            "timeout", Words.seconds(timeout), "openssl", "s_client", "-connect", target.text,
        ]
        if let name = TLSHandshake.serverName(settings.serverName ?? target.host) {
            words += ["-servername", name]
        }
        if let kind = settings.startTLS { words += ["-starttls", kind.rawValue] }
        if let file = settings.authorityFile { words += ["-CAfile", file] }
        if let file = settings.clientCertificateFile { words += ["-cert", file] }
        if let file = settings.clientKeyFile { words += ["-key", file] }
        return ShellQuoting.line(words) + " </dev/null 2>/dev/null"
            + " | openssl x509 -noout -subject -issuer -dates"
    }

    func begin(_ attempt: ProbeAttempt) {
        let farewell = TLSFarewell(attempt)
        Dialer.dial(attempt, to: target, tls: settings) { channel in
            try channel.pipeline.syncOperations.addHandler(farewell)
        } connected: { [self] channel in
            judge(attempt, channel, farewell)
        }
    }

    private func judge(
        _ attempt: ProbeAttempt, _ channel: any Channel, _ farewell: TLSFarewell
    ) {
        guard let secured = attempt.secured else {
            return attempt.fail(.down("no cert", "the server shows no certificate", .tls))
        }
        let now = Timestamp(seconds: Int64(time(nil)))
        if let failure = expectation.failure(secured, at: now) {
            attempt.fail(failure)
        } else {
            farewell.say(channel) {
                attempt.succeed(CertificateExpiry.summary(secured.facts, at: now))
            }
        }
    }

    private static func expectation(_ expect: inout MappingReader) throws -> Expectation {
        var expectation = Expectation()
        expectation.days = try expect.optionalInt("days", in: 1...3650)
        expectation.issuer = try expect.optionalString("issuer")
        expectation.names = try expect.optionalNode("names")?.strings() ?? []
        expectation.version = try expect.optionalEnumeration(
            "version", of: TLSSettings.Version.byName)
        return expectation
    }
}

extension TLSProbe.Expectation {
    /// The first condition that does not hold; nil when all do.
    func failure(_ secured: SecuredConnection, at now: Timestamp) -> ProbeFailure? {
        let facts = secured.facts
        let summary = CertificateExpiry.summary(facts, at: now)
        if let days, facts.validTo - now < .seconds(86_400 * days) {
            let term = CertificateExpiry.term(facts, at: now)
            return .down(
                summary, "the certificate expires on \(term), expected at least \(days) days ahead",
                .tls)
        }
        if let issuer, !facts.issuer.contains(issuer) {
            return .down("issuer", "the issuer is \(facts.issuer), expected “\(issuer)”", .tls)
        }
        if let name = names.first(where: { !facts.covers($0) }) {
            return .down(
                "bad name", "the certificate is for \(facts.hostsInWords), expected also \(name)",
                .tls)
        }
        if let version, secured.version != "TLS " + version.rawValue {
            return .down(
                "version", "the connection is \(secured.version), expected TLS \(version.rawValue)",
                .tls)
        }
        return nil
    }
}
