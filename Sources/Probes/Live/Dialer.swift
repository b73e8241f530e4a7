import IncidentModel
import NIOCore
import NIOPosix
import NIOSSL

/// Connects an attempt to its target, phase by phase: resolve, connect; TLS follows with the first write.
///
/// A name may have several addresses: they are tried in order, each with its share of what is left.
final class Dialer {
    private let attempt: ProbeAttempt
    private let target: HostPort
    private let isSecure: Bool
    private let configure: (any Channel) throws -> Void
    private let connected: (any Channel) -> Void

    private init(
        attempt: ProbeAttempt, target: HostPort, isSecure: Bool,
        configure: @escaping (any Channel) throws -> Void,
        connected: @escaping (any Channel) -> Void
    ) {
        self.attempt = attempt
        self.target = target
        self.isSecure = isSecure
        self.configure = configure
        self.connected = connected
    }

    /// Connects; failures end the attempt.
    ///
    /// - Parameters:
    ///   - attempt: The attempt; its end closes the connection.
    ///   - target: Where to.
    ///   - isSecure: With TLS, verified against the system's certificates.
    ///   - configure: Adds the kind's handlers, before anything can arrive.
    ///   - connected: Is called once the connection stands.
    static func dial(
        _ attempt: ProbeAttempt, to target: HostPort, isSecure: Bool = false,
        configure: @escaping (any Channel) throws -> Void,
        connected: @escaping (any Channel) -> Void
    ) {
        let dialer = Dialer(
            attempt: attempt, target: target, isSecure: isSecure, configure: configure,
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
            attempt.fail(failure ?? .down("no name", "the name \(target.host) has no address"))
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
                case .success(let channel): connected(channel)
                case .failure(let error):
                    connect(
                        addresses.dropFirst(),
                        after: Self.worse(failure, ProbeFailure(dialling: error, attempt)))
                }
            }
    }

    /// Runs before the connection is made.
    private func prepare(_ channel: any Channel) throws {
        let door = ChannelDoor()
        try channel.pipeline.syncOperations.addHandler(door)
        attempt.atEnd { door.hangUp() }
        if isSecure {
            let context = try attempt.environment.tlsContext()
            // SNI holds names only (RFC 6066 §3); an address is compared with the certificate all the same.
            let isName = (try? SocketAddress(ipAddress: target.host, port: 0)) == nil
            let tls = try NIOSSLClientHandler(
                context: context, serverHostname: isName ? target.host : nil)
            try channel.pipeline.syncOperations.addHandler(tls)
        }
        try configure(channel)
    }

    /// Of two failures the one that says more of the target: a refusal, rather than a missing network.
    private static func worse(_ first: ProbeFailure?, _ second: ProbeFailure) -> ProbeFailure {
        guard let first else { return second }
        return first.outcome == .down ? first : second
    }
}

extension ProbeFailure {
    /// Says what an error of NIO means for the target.
    init(dialling error: any Error, _ attempt: ProbeAttempt) {
        if let error = error as? IOError {
            self.init(errno: error.errnoCode)
        } else if let error = error as? ChannelError, case .connectTimeout = error {
            self = .down("timeout", "no answer within \(Words.short(attempt.timeout)) (connect)")
        } else if let error = error as? NIOSSLExtraError, error == .failedToValidateHostname {
            self = .down("bad cert", "the certificate is not for this host")
        } else if let error = error as? NIOSSLError {
            self.init(tls: error)
        } else {
            self = .down("failed", "the connection failed: \(error)")
        }
    }

    /// Says what went wrong with TLS.
    init(tls error: NIOSSLError) {
        let details = "\(error)"
        if details.contains("CERTIFICATE_VERIFY_FAILED") {
            self = .down("bad cert", "the certificate is not trusted")
        } else if details.contains("EOF during handshake") {
            self = .down("tls", "the server closed the connection during the TLS handshake")
        } else if details.contains("WRONG_VERSION_NUMBER") {
            self = .down("no tls", "the server does not speak TLS")
        } else {
            self = .down("tls", "the TLS handshake failed: \(details)")
        }
    }
}
