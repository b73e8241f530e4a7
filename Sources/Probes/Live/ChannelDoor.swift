import NIOCore

/// Stands at the outer end of a channel's pipeline: closes it at once, and counts what comes in.
///
/// Closing a TLS channel from the inside would wait for the other side's farewell.
final class ChannelDoor: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Bytes received so far.
    private(set) var received = 0
    private var context: ChannelHandlerContext?

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += unwrapInboundIn(data).readableBytes
        context.fireChannelRead(data)
    }

    /// Closes the channel without ceremony.
    func hangUp() { context?.close(mode: .all, promise: nil) }
}
