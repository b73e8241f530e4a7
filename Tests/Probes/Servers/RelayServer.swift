import NIOCore
import NIOPosix
import Synchronization

/// Passes connections on to another port of 127.0.0.1, and changes what comes back as told.
final class RelayServer: Sendable {
    /// Changes a piece of what the server sends; nil ends the connection.
    typealias Change = @Sendable ([UInt8]) -> [UInt8]?

    let port: Int
    private let channel: any Channel

    /// Starts a relay; `port` nil for a server that answers every opening with `change([])`.
    ///
    /// With `isMail` it speaks SMTP up to STARTTLS and passes on what comes then.
    init(
        to port: Int?, isMail: Bool = false, change: @escaping Change = { $0 }
    ) async throws {
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Inward(port, isMail, change))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        self.port = channel.localAddress?.port ?? 0
    }

    func stop() async { try? await channel.close() }

    private final class Inward: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let port: Int?
        private let change: Change
        private var server: (any Channel)?
        private var waiting: [ByteBuffer] = []
        private var isMail: Bool

        init(_ port: Int?, _ isMail: Bool, _ change: @escaping Change) {
            self.port = port
            self.isMail = isMail
            self.change = change
        }

        func channelActive(context: ChannelHandlerContext) {
            let (client, change) = (context.channel, change)
            guard let port else { return answer(client) }
            if isMail { say("220 test ESMTP\r\n", context) }
            let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
            ClientBootstrap(group: context.eventLoop)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(Outward(client, change))
                    }
                }
                .connect(host: "127.0.0.1", port: port)
                .whenSuccess { server in
                    bound.value.server = server
                    for bytes in bound.value.waiting { server.writeAndFlush(bytes, promise: nil) }
                }
        }

        private func answer(_ client: any Channel) {
            guard let bytes = change([]) else { return client.close(promise: nil) }
            if !bytes.isEmpty { client.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil) }
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = unwrapInboundIn(data)
            if isMail { return talk(String(buffer: bytes), context) }
            if let server {
                server.writeAndFlush(bytes, promise: nil)
            } else {
                waiting.append(bytes)
            }
        }

        private func talk(_ line: String, _ context: ChannelHandlerContext) {
            if line.hasPrefix("EHLO") {
                say("250-test\r\n250 STARTTLS\r\n", context)
            } else if line.hasPrefix("STARTTLS") {
                isMail = false
                say("220 go ahead\r\n", context)
            }
        }

        private func say(_ text: String, _ context: ChannelHandlerContext) {
            context.writeAndFlush(NIOAny(ByteBuffer(string: text)), promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) { server?.close(promise: nil) }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }

    private final class Outward: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let client: any Channel
        private let change: Change

        init(_ client: any Channel, _ change: @escaping Change) {
            self.client = client
            self.change = change
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = Array(unwrapInboundIn(data).readableBytesView)
            guard let changed = change(bytes) else { return client.close(promise: nil) }
            client.writeAndFlush(ByteBuffer(bytes: changed), promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) { client.close(promise: nil) }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
