import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

/// A real WebSocket server on a free loopback port; it refuses the upgrade while it has no backing.
///
/// Written on NIO: the HTTP framework used for the other services has no WebSocket server of its own.
struct WebSocketFront: Sendable {
    /// True while connections are accepted.
    var isServing: @Sendable () -> Bool

    /// Listens and returns the port; the channel lives as long as the process.
    func listen(on group: any EventLoopGroup) async throws -> Int {
        let isServing = self.isServing
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                let upgrader = NIOWebSocketServerUpgrader(
                    shouldUpgrade: { channel, _ in
                        channel.eventLoop.makeSucceededFuture(isServing() ? HTTPHeaders() : nil)
                    },
                    upgradePipelineHandler: { channel, _ in
                        channel.eventLoop.makeCompletedFuture {
                            try channel.pipeline.syncOperations.addHandler(PongHandler())
                        }
                    })
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(
                        withServerUpgrade: (
                            upgraders: [upgrader],
                            completionHandler: { context in
                                context.pipeline.syncOperations.removeHandler(
                                    name: refusalName, promise: nil)
                            }
                        ))
                    try channel.pipeline.syncOperations.addHandler(
                        RefusalHandler(), name: refusalName)
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return channel.localAddress?.port ?? 0
    }
}

private let refusalName = "refusal"

/// Answers every plain request, and every refused upgrade, with 503.
private final class RefusalHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .end = unwrapInboundIn(data) else { return }
        let body = "authentication is not available\n"
        var head = HTTPResponseHead(version: .http1_1, status: .serviceUnavailable)
        head.headers.add(name: "Content-Length", value: String(body.utf8.count))
        head.headers.add(name: "Connection", value: "close")
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        let buffer = context.channel.allocator.buffer(string: body)
        context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        let written = context.eventLoop.makePromise(of: Void.self)
        let channel = context.channel
        written.futureResult.whenComplete { _ in channel.close(promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: written)
    }
}

/// Answers pings and closes, and echoes text, as RFC 6455 section 5.5 asks.
private final class PongHandler: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        let answer: WebSocketOpcode? =
            switch frame.opcode {
            case .ping: .pong
            case .text: .text
            case .connectionClose: .connectionClose
            default: nil
            }
        guard let answer else { return }
        let reply = WebSocketFrame(fin: true, opcode: answer, data: frame.unmaskedData)
        let sent = context.eventLoop.makePromise(of: Void.self)
        if answer == .connectionClose {
            let channel = context.channel
            sent.futureResult.whenComplete { _ in channel.close(promise: nil) }
        }
        context.writeAndFlush(wrapOutboundOut(reply), promise: sent)
    }
}
