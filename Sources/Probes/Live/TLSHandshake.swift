import Glibc
import IncidentModel
import NIOCore
import NIOSSL
import SafeText

/// The TLS part of dialling: the handshake, what its certificate says, and why it failed.
///
/// BoringSSL verifies, as it does for everybody: path to a trusted root, validity and purpose of every link, name.
/// It does not tell why it refused, so when it did, the certificates are looked at once more (`CertificateLook`) and
/// `CertificateDiagnosis` names the reason. Verifying with swift-certificates in NIOSSL's callback instead would
/// name it at once, but would replace the proven verification and cost every good reading the parsing.
final class TLSHandshake {
    private let attempt: ProbeAttempt
    private let settings: TLSSettings
    private let context: NIOSSLContext
    /// The host that the certificate must be for.
    private let host: String
    private let opening = OpeningBytes()
    private var handler: NIOSSLClientHandler?
    private var address: SocketAddress?
    private var lateFailure: ((String) -> ProbeFailure)?
    private var connected: (() -> Void)?
    private var early: Result<Void, any Error>?

    /// Prepares for a target.
    ///
    /// - Throws: `ProbeFailure`, local, when the settings name a file that is not usable.
    init(_ attempt: ProbeAttempt, _ target: HostPort, _ settings: TLSSettings) throws {
        self.attempt = attempt
        self.settings = settings
        host = settings.serverName ?? target.host
        context = try attempt.environment.tls.context(for: settings)
    }

    /// The name for SNI, which holds names only, without a dot at the end (RFC 6066 §3); nil for an address, which
    /// is compared with the certificate all the same.
    static func serverName(_ host: String) -> String? {
        guard (try? SocketAddress(ipAddress: host, port: 0)) == nil else { return nil }
        return host.hasSuffix(".") ? String(host.dropLast()) : host
    }

    /// Adds what speaks TLS to a channel; after the door, before a kind's own handlers.
    func addHandlers(to channel: any Channel) throws {
        let pipeline = channel.pipeline.syncOperations
        let handler = try NIOSSLClientHandler(
            context: context, serverHostname: Self.serverName(host))
        let gate = HandshakeGate { [self] in ended($0) }
        self.handler = handler
        guard let kind = settings.startTLS else {
            return try pipeline.addHandlers([opening, handler, gate])
        }
        let dialogue = StartTLSHandler(kind) { [self] result in
            agreed(result, channel, [handler, gate])
        }
        try pipeline.addHandlers([opening, dialogue])
    }

    /// The connection stands; calls back once TLS stands too.
    func begin(_ channel: any Channel, connected: @escaping () -> Void) {
        address = channel.remoteAddress
        self.connected = connected
        // The caller's closure leads back here.
        attempt.atEnd { [self] in self.connected = nil }
        lateFailure = attempt.lateFailure
        attempt.lateFailure = { [weak self] phase in
            self?.late(phase) ?? .late("no answer (\(phase))")
        }
        attempt.enter(settings.startTLS == nil ? "tls" : "starttls")
        if let early { ended(early) }
    }

    private func agreed(
        _ result: Result<Void, ProbeFailure>, _ channel: any Channel,
        _ handlers: [any ChannelHandler & SendableMetatype]
    ) {
        guard !attempt.isOver else { return }
        switch result {
        case .failure(let failure): attempt.fail(failure)
        case .success:
            attempt.enter("tls")
            let pipeline = channel.pipeline.syncOperations
            guard let dialogue = try? pipeline.handler(type: StartTLSHandler.self) else { return }
            do {
                try pipeline.addHandlers(handlers, position: .after(dialogue))
            } catch {
                attempt.fail(ProbeFailure(dialling: error, attempt))
            }
            pipeline.removeHandler(dialogue, promise: nil)
        }
    }

    private func ended(_ result: Result<Void, any Error>) {
        guard !attempt.isOver else { return }
        guard let connected else {
            early = early ?? result
            return
        }
        self.connected = nil
        switch result {
        case .success:
            attempt.lateFailure = lateFailure
            keepFacts()
            connected()
        case .failure(let error): failed(error)
        }
    }

    private var now: Timestamp { Timestamp(seconds: Int64(time(nil))) }
    private var memory: CertificateMemory { attempt.environment.certificates }
}

extension TLSHandshake {
    /// Keeps what the certificate says, and warns of its end.
    private func keepFacts() {
        let version = handler?.tlsVersion.map(Self.words)
        if let version {
            attempt.evidence.append(Evidence(label: "tls", text: DisplayText(version)))
        }
        guard let facts = handler?.peerCertificate.flatMap({ memory.facts(of: $0) }) else { return }
        keep(facts)
        attempt.secured = SecuredConnection(facts: facts, version: version ?? "")
        // Whoever does not verify does not want to hear of the certificate, unless he asks for it.
        guard settings.verifies || settings.warnDays != nil,
            let warning = CertificateExpiry.warning(facts, days: settings.warnDays, at: now)
        else { return }
        attempt.warn(warning, .tls)
    }

    private func keep(_ facts: CertificateFacts) {
        attempt.evidence += memory.evidence(facts, at: now) {
            var lines = [
                ("certificate", facts.subject.isEmpty ? facts.hostsInWords : facts.subject),
                ("issuer", facts.issuer), ("names", facts.names.prefix(8).joined(separator: ", ")),
                ("valid from", CalendarDay(facts.validFrom).text),
                ("expires", CertificateExpiry.term(facts, at: now)), ("key", facts.key),
                ("serial", facts.serial), ("sha256", facts.fingerprint),
            ]
            lines.removeAll { $0.1.isEmpty }
            return lines.map {
                Evidence(
                    label: DisplayText($0.0),
                    text: attempt.environment.safe(String($0.1.prefix(512))))
            }
        }
    }

    static func words(_ version: TLSVersion) -> String {
        switch version {
        case .tlsv1: "TLS 1.0"
        case .tlsv11: "TLS 1.1"
        case .tlsv12: "TLS 1.2"
        case .tlsv13: "TLS 1.3"
        }
    }

    private func late(_ phase: String) -> ProbeFailure {
        let limit = Words.short(attempt.timeout)
        if phase != "tls" { return .late("no answer within \(limit) (\(phase))") }
        let got = opening.received == 0 ? "the server says nothing" : "it stopped halfway"
        return .late("the TLS handshake is not over after \(limit): \(got)")
    }

    private func failed(_ error: any Error) {
        if let error = error as? NIOSSLExtraError {
            return error == .failedToValidateHostname ? wrongName() : noName(error)
        }
        if let error = error as? IOError {
            let words = error.errnoCode == ECONNRESET ? "reset" : "ended"
            return attempt.fail(
                .down("tls", "the server \(words) the connection during the TLS handshake", .tls))
        }
        guard let error = error as? NIOSSLError else {
            return attempt.fail(ProbeFailure(dialling: error, attempt))
        }
        let details = "\(error)"
        if details.contains("CERTIFICATE_VERIFY_FAILED") { return untrusted() }
        var failure = HandshakeWords.failure(details, minimum: settings.minimumVersion)
        if failure.summary == "no tls", let text = opening.plainText {
            failure.reason += ": it says “\(text)”"
        }
        attempt.fail(failure)
    }

    private func wrongName() {
        guard let facts = handler?.peerCertificate.flatMap({ memory.facts(of: $0) }) else {
            return attempt.fail(.down("bad name", "the certificate is not for \(host)", .tls))
        }
        keep(facts)
        attempt.fail(
            .down(
                "bad name", "the certificate is for \(facts.hostsInWords), not for \(host)", .tls))
    }

    private func noName(_ error: NIOSSLExtraError) {
        attempt.fail(.down("bad name", "no certificate can be for the name \(host)", .tls))
    }

    /// The certificate was refused: finds out why, with a second look unless this chain was seen before.
    private func untrusted() {
        let leaf = handler?.peerCertificate
        if let leaf, let chain = memory.chain(of: leaf) { return diagnose(chain) }
        guard let address else { return diagnose([]) }
        attempt.lateFailure = { [self] _ in
            diagnosis(leaf.flatMap { memory.facts(of: $0) }.map { [$0] } ?? [])
        }
        CertificateLook.look(at: address, for: host, settings, attempt) { [self] chain in
            guard !attempt.isOver else { return }
            // Behind one address there may be several servers: the one that was refused counts.
            if let leaf, chain.first != leaf {
                diagnose(memory.facts(of: leaf).map { [$0] } ?? [])
            } else {
                diagnose(memory.keep(chain))
            }
        }
    }

    private func diagnose(_ chain: [CertificateFacts]) {
        if let leaf = chain.first { keep(leaf) }
        let names = chain.dropFirst().map(\.subject)
        if !names.isEmpty { attempt.keep("chain", names.joined(separator: " ← ")) }
        attempt.fail(diagnosis(chain))
    }

    private func diagnosis(_ chain: [CertificateFacts]) -> ProbeFailure {
        guard !chain.isEmpty else {
            return .down("bad cert", "the certificate is not trusted", .tls)
        }
        let files = attempt.environment.tls.authorityFiles(settings)
        return CertificateDiagnosis(
            chain: chain, authorities: { self.memory.authorities(in: files, named: $0) },
            now: now
        ).failure()
    }
}
