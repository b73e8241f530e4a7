import IncidentModel
import NIOCore
import NIOPosix
import NIOSSL
import SafeText

/// Connects an attempt to its target, phase by phase: resolve, connect, tls.
///
/// A name may have several addresses. They are tried in order; one that is silent is left for the next after a moment,
/// as a network that swallows IPv6 would otherwise cost half the budget (RFC 8305), and is tried once more at the end.
final class Dialer {
    /// How long an address is waited for at first when there are others.
    static let firstPatience = TimeAmount.milliseconds(300)

    private let attempt: ProbeAttempt
    private let target: HostPort
    private let handshake: TLSHandshake?
    private let configure: (any Channel) throws -> Void
    private let connected: (any Channel) -> Void
    private var untried: ArraySlice<SocketAddress> = []
    private var silent: ArraySlice<SocketAddress> = []
    private var count = 0
    private var failures: [(address: SocketAddress, failure: ProbeFailure)] = []

    private init(
        attempt: ProbeAttempt, target: HostPort, handshake: TLSHandshake?,
        configure: @escaping (any Channel) throws -> Void,
        connected: @escaping (any Channel) -> Void
    ) {
        self.attempt = attempt
        self.target = target
        self.handshake = handshake
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
        let handshake: TLSHandshake?
        do {
            handshake = try tls.map { try TLSHandshake(attempt, target, $0) }
        } catch {
            attempt.enter("tls")
            return attempt.fail(ProbeFailure(dialling: error, attempt))
        }
        let dialer = Dialer(
            attempt: attempt, target: target, handshake: handshake, configure: configure,
            connected: connected)
        attempt.enter("resolve")
        attempt.environment.resolver.resolve(target) { answer in
            guard !attempt.isOver else { return }
            switch answer {
            case .success(let addresses):
                attempt.enter("connect")
                dialer.untried = addresses[...]
                dialer.count = addresses.count
                dialer.next()
            case .failure(let failure): attempt.fail(failure)
            }
        }
    }

    /// Tries the next address: each once with little patience, then the silent ones again with what is left.
    private func next() {
        let isFirstTry = !untried.isEmpty
        let others = untried.count + silent.count - 1
        guard let address = isFirstTry ? untried.popFirst() : silent.popFirst() else {
            return attempt.fail(summary)
        }
        if others == 0 { return connect(address, patience: .hours(1), mayReturn: false) }
        let share = TimeAmount.nanoseconds(attempt.remaining.nanoseconds / Int64(others + 1))
        let mayReturn = isFirstTry && !untried.isEmpty
        connect(
            address, patience: mayReturn ? min(share, Self.firstPatience) : share,
            mayReturn: mayReturn)
    }

    private func connect(_ address: SocketAddress, patience: TimeAmount, mayReturn: Bool) {
        let bound = NIOLoopBound(self, eventLoop: attempt.loop)
        ClientBootstrap(group: attempt.loop)
            .connectTimeout(patience)
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
                    if mayReturn, case .connectTimeout = error as? ChannelError {
                        silent.append(address)
                    } else {
                        failures.append((address, ProbeFailure(dialling: error, attempt)))
                    }
                    next()
                }
            }
    }

    /// The connection stands; with TLS its handshake is still to come.
    private func stands(_ channel: any Channel) {
        guard let handshake else { return connected(channel) }
        handshake.begin(channel) { [self] in connected(channel) }
    }

    /// Runs before the connection is made.
    private func prepare(_ channel: any Channel) throws {
        let door = ChannelDoor()
        try channel.pipeline.syncOperations.addHandler(door)
        attempt.atEnd { door.hangUp() }
        try handshake?.addHandlers(to: channel)
        try configure(channel)
    }

    /// Of all failures the one that says most of the target: a refusal, rather than a missing network.
    private var summary: ProbeFailure {
        let worst = failures.first { $0.failure.outcome == .down } ?? failures.first
        guard let worst else {
            return .down("no name", "the name \(target.host) has no address", .name)
        }
        var failure = worst.failure
        guard count > 1 else { return failure }
        for (address, failure) in failures {
            attempt.keep("tried", "\(address.ipAddress ?? "an address"): \(failure.reason)")
        }
        if failures.contains(where: { $0.failure != failure }),
            let address = worst.address.ipAddress
        {
            failure.reason += " (\(address), one of \(count) addresses)"
        }
        return failure
    }
}

extension ProbeFailure {
    /// Says what an error of NIO means for the target.
    init(dialling error: any Error, _ attempt: ProbeAttempt) {
        if let failure = error as? ProbeFailure {
            self = failure
        } else if let error = error as? IOError {
            self.init(errno: error.errnoCode)
        } else if let error = error as? ChannelError, case .connectTimeout = error {
            self = .late("no answer within \(Words.short(attempt.timeout)) (connect)")
        } else if let error = error as? NIOSSLError {
            self.init(tls: error)
        } else if let error = error as? BoringSSLError {
            self = HandshakeWords.failure("\(error)")
        } else {
            self = .gone("failed", "the connection failed: \(error)")
        }
    }

    /// Says what went wrong with TLS.
    init(tls error: NIOSSLError) {
        self = HandshakeWords.failure("\(error)")
    }
}
