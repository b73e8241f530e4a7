import IncidentModel
import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS

/// Connects an attempt to its target, phase by phase: resolve, connect, tls.
///
/// A name may have several addresses: they are tried in order, each with its share of what is left.
final class Dialer {
    private let attempt: ProbeAttempt
    private let target: HostPort
    private let tls: TLSSettings?
    private let configure: (any Channel) throws -> Void
    private let connected: (any Channel) -> Void

    private init(
        attempt: ProbeAttempt, target: HostPort, tls: TLSSettings?,
        configure: @escaping (any Channel) throws -> Void,
        connected: @escaping (any Channel) -> Void
    ) {
        self.attempt = attempt
        self.target = target
        self.tls = tls
        self.configure = configure
        self.connected = connected
    }

    /// Connects; failures end the attempt.
    ///
    /// - Parameters:
    ///   - attempt: The attempt; its end closes the connection.
    ///   - target: Where to.
    ///   - tls: How TLS is to be spoken; nil for a plain connection.
    ///   - configure: Adds the kind's handlers, before anything can arrive.
    ///   - connected: Is called once the connection stands, with TLS once its handshake is over.
    static func dial(
        _ attempt: ProbeAttempt, to target: HostPort, tls: TLSSettings? = nil,
        configure: @escaping (any Channel) throws -> Void,
        connected: @escaping (any Channel) -> Void
    ) {
        let dialer = Dialer(
            attempt: attempt, target: target, tls: tls, configure: configure,
            connected: connected)
        attempt.enter("resolve")
        attempt.environment.resolver.resolve(target) { answer in
            guard !attempt.isOver else { return }
            switch answer {
            case .success(let addresses):
                attempt.enter("connect")
                dialer.connect(addresses[...], after: nil)
            case .failure(let failure): attempt.fail(failure)
            }
        }
    }

    private func connect(_ addresses: ArraySlice<SocketAddress>, after failure: ProbeFailure?) {
        guard let address = addresses.first else {
            attempt.fail(
                failure ?? .down("no name", "the name \(target.host) has no address", .name))
            return
        }
        let share = TimeAmount.nanoseconds(
            attempt.remaining.nanoseconds / Int64(addresses.count))
        let bound = NIOLoopBound(self, eventLoop: attempt.loop)
        ClientBootstrap(group: attempt.loop)
            .connectTimeout(addresses.count == 1 ? .hours(1) : share)
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try bound.value.prepare(channel) }
            }
            .connect(to: address)
            .assumeIsolated().whenComplete { [self] result in
                guard !attempt.isOver else { return }
                switch result {
                case .success(let channel): stands(channel)
                case .failure(let error):
                    connect(
                        addresses.dropFirst(),
                        after: Self.worse(failure, ProbeFailure(dialling: error, attempt)))
                }
            }
    }

    /// The connection stands; with TLS its handshake is still to come.
    private func stands(_ channel: any Channel) {
        guard tls != nil else { return connected(channel) }
        attempt.enter("tls")
        guard let gate = try? channel.pipeline.syncOperations.handler(type: HandshakeGate.self)
        else { return }
        gate.whenOver { [self] in
            guard !attempt.isOver else { return }
            connected(channel)
        }
    }

    /// Runs before the connection is made.
    private func prepare(_ channel: any Channel) throws {
        let door = ChannelDoor()
        try channel.pipeline.syncOperations.addHandler(door)
        attempt.atEnd { door.hangUp() }
        if let tls {
            let context = try attempt.environment.tlsContext()
            let host = tls.serverName ?? target.host
            // SNI holds names only (RFC 6066 §3); an address is compared with the certificate all the same.
            let isName = (try? SocketAddress(ipAddress: host, port: 0)) == nil
            let handler = try NIOSSLClientHandler(
                context: context, serverHostname: isName ? host : nil)
            try channel.pipeline.syncOperations.addHandlers([handler, HandshakeGate()])
        }
        try configure(channel)
    }

    /// Of two failures the one that says more of the target: a refusal, rather than a missing network.
    private static func worse(_ first: ProbeFailure?, _ second: ProbeFailure) -> ProbeFailure {
        guard let first else { return second }
        return first.outcome == .down ? first : second
    }
}

/// Tells when a TLS handshake is over.
private final class HandshakeGate: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private var isOver = false
    private var next: (() -> Void)?

    func whenOver(_ next: @escaping () -> Void) {
        if isOver { next() } else { self.next = next }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted = event as? TLSUserEvent {
            isOver = true
            next?()
            next = nil
        }
        context.fireUserInboundEventTriggered(event)
    }
}

extension ProbeFailure {
    /// Says what an error of NIO means for the target.
    init(dialling error: any Error, _ attempt: ProbeAttempt) {
        if let error = error as? IOError {
            self.init(errno: error.errnoCode)
        } else if let error = error as? ChannelError, case .connectTimeout = error {
            self = .late("no answer within \(Words.short(attempt.timeout)) (connect)")
        } else if let error = error as? NIOSSLExtraError, error == .failedToValidateHostname {
            self = .down("bad cert", "the certificate is not for this host", .tls)
        } else if let error = error as? NIOSSLError {
            self.init(tls: error)
        } else {
            self = .gone("failed", "the connection failed: \(error)")
        }
    }

    /// Says what went wrong with TLS.
    init(tls error: NIOSSLError) {
        let details = "\(error)"
        if details.contains("CERTIFICATE_VERIFY_FAILED") {
            self = .down("bad cert", "the certificate is not trusted", .tls)
        } else if details.contains("EOF during handshake") {
            self = .down("tls", "the server closed the connection during the TLS handshake", .tls)
        } else if details.contains("WRONG_VERSION_NUMBER") {
            self = .down("no tls", "the server does not speak TLS", .tls)
        } else {
            self = .down("tls", "the TLS handshake failed: \(details)", .tls)
        }
    }
}
