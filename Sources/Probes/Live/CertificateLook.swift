import NIOCore
import NIOPosix
import NIOSSL

/// Fetches the certificates of a server that was refused, and refuses it again: nothing is ever sent to it.
enum CertificateLook {
    /// Looks, within what is left of the attempt.
    ///
    /// - Parameters:
    ///   - address: Where the refused connection led.
    ///   - host: The name asked for.
    ///   - settings: As for the refused connection.
    ///   - attempt: Its end ends the look.
    ///   - seen: Is given what the server sent, its own certificate first; nothing when it did not come to that.
    static func look(
        at address: SocketAddress, for host: String, _ settings: TLSSettings,
        _ attempt: ProbeAttempt, seen: @escaping ([NIOSSLCertificate]) -> Void
    ) {
        let look = Look(attempt, seen)
        guard let context = try? attempt.environment.tls.contextForLooking(settings) else {
            return look.end()
        }
        let bound = NIOLoopBound(look, eventLoop: attempt.loop)
        ClientBootstrap(group: attempt.loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try bound.value.prepare(
                        channel, context, TLSHandshake.serverName(host), settings.startTLS)
                }
            }
            .connect(to: address)
            .assumeIsolated().whenFailure { _ in look.end() }
    }
}

/// One look: exactly one answer.
private final class Look {
    private let attempt: ProbeAttempt
    private var seen: (([NIOSSLCertificate]) -> Void)?
    private var chain: [NIOSSLCertificate] = []

    init(_ attempt: ProbeAttempt, _ seen: @escaping ([NIOSSLCertificate]) -> Void) {
        self.attempt = attempt
        self.seen = seen
    }

    func prepare(
        _ channel: any Channel, _ context: NIOSSLContext, _ name: String?,
        _ start: StartTLSProtocol?
    ) throws {
        let door = ChannelDoor()
        attempt.atEnd { door.hangUp() }
        let handler = try NIOSSLClientHandler(
            context: context, serverHostname: name,
            customVerificationCallback: { [self] chain, verdict in
                self.chain = chain
                verdict.succeed(.failed)
            })
        let gate = HandshakeGate { [self] _ in
            door.hangUp()
            end()
        }
        let pipeline = channel.pipeline.syncOperations
        guard let start else { return try pipeline.addHandlers([door, handler, gate]) }
        let dialogue = StartTLSHandler(start) { [self] result in
            guard case .success = result,
                let dialogue = try? pipeline.handler(type: StartTLSHandler.self),
                (try? pipeline.addHandlers([handler, gate], position: .after(dialogue))) != nil
            else { return end() }
            pipeline.removeHandler(dialogue, promise: nil)
        }
        try pipeline.addHandlers([door, dialogue])
    }

    func end() {
        let seen = seen
        self.seen = nil
        seen?(chain)
    }
}
