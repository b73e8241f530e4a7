import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

/// A real WebSocket server on a free loopback port.
final class WebSocketServer: Sendable {
    enum Behaviour: Sendable {
        /// Answers a ping with its pong, after a text of its own.
        case pong
        /// Takes frames and says nothing.
        case mute
        /// Closes with a code and a text at the first frame.
        case close(UInt16, String)
    }

    let port: Int
    private let channel: any Channel
    var url: String { "ws://127.0.0.1:\(port)/live" }

    private init(_ channel: any Channel) {
        self.channel = channel
        port = channel.localAddress?.port ?? 0
    }

    static func start(_ behaviour: Behaviour) async throws -> WebSocketServer {
        let upgrader = NIOWebSocketServerUpgrader(
            shouldUpgrade: { channel, _ in channel.eventLoop.makeSucceededFuture([:]) },
            upgradePipelineHandler: { channel, _ in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Frames(behaviour))
                }
            })
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let configuration: NIOHTTPServerUpgradeSendableConfiguration = (
                        upgraders: [upgrader], completionHandler: { _ in }
                    )
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(
                        withServerUpgrade: configuration)
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return WebSocketServer(channel)
    }

    func stop() async { try? await channel.close() }

    private final class Frames: ChannelInboundHandler {
        typealias InboundIn = WebSocketFrame
        private let behaviour: Behaviour

        init(_ behaviour: Behaviour) { self.behaviour = behaviour }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let frame = unwrapInboundIn(data)
            let channel = context.channel
            switch (behaviour, frame.opcode) {
            case (.pong, .ping):
                let greeting = ByteBuffer(string: "hello")
                channel.write(
                    WebSocketFrame(fin: true, opcode: .text, data: greeting), promise: nil)
                channel.writeAndFlush(
                    WebSocketFrame(fin: true, opcode: .pong, data: frame.unmaskedData),
                    promise: nil)
            case (.close(let code, let text), _):
                var data = ByteBuffer(integer: code)
                data.writeString(text)
                channel.writeAndFlush(
                    WebSocketFrame(fin: true, opcode: .connectionClose, data: data), promise: nil)
            case (_, .connectionClose): context.close(promise: nil)
            case (.pong, _), (.mute, _): break
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
