import NIOCore

/// Leads the plain conversation before TLS, then takes itself out of the pipeline.
final class StartTLSHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var dialogue: StartTLSDialogue
    private let done: (Result<Void, ProbeFailure>) -> Void

    init(_ kind: StartTLSProtocol, done: @escaping (Result<Void, ProbeFailure>) -> Void) {
        dialogue = StartTLSDialogue(kind)
        self.done = done
    }

    func channelActive(context: ChannelHandlerContext) {
        take(dialogue.open(), context)
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        take(dialogue.receive(unwrapInboundIn(data).readableBytesView), context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        done(.failure(.gone("closed", "the server closed the connection before TLS began")))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let error = error as? IOError {
            done(.failure(ProbeFailure(errno: error.errnoCode)))
        } else {
            done(.failure(.gone("failed", "the connection failed before TLS began")))
        }
    }

    private func take(_ step: StartTLSDialogue.Step, _ context: ChannelHandlerContext) {
        switch step {
        case .wait: break
        case .send(let bytes):
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        case .begin: done(.success(()))
        case .fail(let failure): done(.failure(failure))
        }
    }
}
