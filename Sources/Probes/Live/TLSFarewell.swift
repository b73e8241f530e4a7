import NIOCore

/// Ends a TLS connection with good manners, and hears whether the server has something against us.
///
/// In TLS 1.3 our side of the handshake is over before the server has looked at our certificate, or missed it: its alert
/// comes afterwards (RFC 8446 §4.4.2.4). A server that got our farewell has either answered it or said so.
final class TLSFarewell: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// A server that does not answer a farewell within this time has nothing against us.
    static let patience = TimeAmount.milliseconds(250)

    private let attempt: ProbeAttempt
    private var done: (() -> Void)?

    init(_ attempt: ProbeAttempt) {
        self.attempt = attempt
    }

    /// Says farewell; calls back unless the server raised an alert, which ends the attempt.
    func say(_ channel: any Channel, done: @escaping () -> Void) {
        self.done = done
        let timer = attempt.loop.assumeIsolated().scheduleTask(in: Self.patience) { [self] in end()
        }
        attempt.atEnd { timer.cancel() }
        channel.close(mode: .all, promise: nil)
    }

    private func end() {
        guard let done, !attempt.isOver else { return }
        self.done = nil
        done()
    }

    func channelInactive(context: ChannelHandlerContext) { end() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard "\(error)".contains("ALERT") else { return }
        done = nil
        attempt.fail(ProbeFailure(dialling: error, attempt))
    }
}
