import NIOCore
import NIOSSL
import NIOTLS

/// Tells how a TLS handshake ended; behind a failed one nothing more is heard.
final class HandshakeGate: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private var ended: ((Result<Void, any Error>) -> Void)?
    private var stands = false

    init(ended: @escaping (Result<Void, any Error>) -> Void) {
        self.ended = ended
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted = event as? TLSUserEvent {
            stands = true
            end(.success(()))
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if stands { context.fireErrorCaught(error) } else { end(.failure(error)) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if stands {
            context.fireChannelInactive()
        } else {
            end(.failure(NIOSSLError.handshakeFailed(.sslError([.eofDuringHandshake]))))
        }
    }

    private func end(_ result: Result<Void, any Error>) {
        let ended = ended
        self.ended = nil
        ended?(result)
    }
}

/// Stands before TLS: remembers how the server opened, for the words when it is not TLS.
final class OpeningBytes: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private(set) var received = 0
    private(set) var start: [UInt8] = []

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        received += bytes.readableBytes
        if start.count < 80 { start += bytes.readableBytesView.prefix(80 - start.count) }
        context.fireChannelRead(data)
    }

    /// The first line of a server that speaks plain text; nil when it is no text.
    var plainText: String? {
        let line = start.prefix { $0 != 0x0A && $0 != 0x0D }
        guard line.count >= 2, line.allSatisfy({ 0x20...0x7E ~= $0 }) else { return nil }
        return String(decoding: line, as: UTF8.self)
    }
}
