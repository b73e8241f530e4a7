import NIOCore
import NIOPosix
import Synchronization

/// A real server on a free loopback port that behaves as told, well or badly.
final class LoopbackServer: Sendable {
    /// What it does with a connection once the first bytes came in.
    enum Behaviour: Sendable {
        /// Sends these bytes and closes.
        case send(String)
        /// Sends these bytes and keeps the connection open.
        case sendAndStay(String)
        /// Says nothing.
        case silent
        /// Sends the first text, then a byte every 20 ms for ever.
        case drip(String)
        /// Sends the first text, then as much as the other side takes.
        case flood(String)
        /// Closes without a word.
        case close
    }

    let port: Int
    private let channel: any Channel
    private let behaviour: Mutex<Behaviour>
    private let requests = Mutex<[String]>([])
    private let open = Mutex<(now: Int, most: Int)>((0, 0))

    /// The first bytes of every connection, in order.
    var received: [String] { requests.withLock { $0 } }
    /// The most connections that were open at a time.
    var mostOpen: Int { open.withLock(\.most) }
    var url: String { "http://127.0.0.1:\(port)/" }

    static func start(_ behaviour: Behaviour) async throws -> LoopbackServer {
        let reference = Reference()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let server = reference.server else { return }
                    try channel.pipeline.syncOperations.addHandler(Connection(server))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = LoopbackServer(channel, behaviour)
        reference.server = server
        return server
    }

    /// Lets the connections find the server that is made after its socket.
    private final class Reference: Sendable {
        private let box = Mutex<LoopbackServer?>(nil)
        var server: LoopbackServer? {
            get { box.withLock { $0 } }
            set { box.withLock { $0 = newValue } }
        }
    }

    private init(_ channel: any Channel, _ behaviour: Behaviour) {
        self.channel = channel
        port = channel.localAddress?.port ?? 0
        self.behaviour = Mutex(behaviour)
    }

    func become(_ next: Behaviour) { behaviour.withLock { $0 = next } }

    func stop() async { try? await channel.close() }

    private final class Connection: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let server: LoopbackServer
        private var hasSpoken = false
        private var isFlooding = false
        private let chunk = ByteBuffer(repeating: UInt8(ascii: "x"), count: 65_536)

        init(_ server: LoopbackServer) { self.server = server }

        func channelActive(context: ChannelHandlerContext) {
            server.open.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
        }

        func channelInactive(context: ChannelHandlerContext) {
            server.open.withLock { $0.now -= 1 }
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard !hasSpoken else { return }
            hasSpoken = true
            let text = String(buffer: unwrapInboundIn(data))
            server.requests.withLock { $0.append(text) }
            switch server.behaviour.withLock({ $0 }) {
            case .send(let text):
                let channel = context.channel
                channel.writeAndFlush(ByteBuffer(string: text)).whenComplete { _ in
                    channel.close(promise: nil)
                }
            case .sendAndStay(let text): send(text, context)
            case .silent: break
            case .drip(let text):
                send(text, context)
                let channel = context.channel
                context.eventLoop.scheduleRepeatedTask(
                    initialDelay: .milliseconds(20), delay: .milliseconds(20)
                ) { task in
                    guard channel.isActive else { return task.cancel() }
                    channel.writeAndFlush(ByteBuffer(string: "x"), promise: nil)
                }
            case .flood(let text):
                send(text, context)
                isFlooding = true
                pour(context)
            case .close: context.close(promise: nil)
            }
        }

        func channelWritabilityChanged(context: ChannelHandlerContext) {
            if isFlooding { pour(context) }
        }

        private func pour(_ context: ChannelHandlerContext) {
            while context.channel.isActive, context.channel.isWritable {
                context.channel.writeAndFlush(chunk, promise: nil)
            }
        }

        private func send(_ text: String, _ context: ChannelHandlerContext) {
            context.channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}

extension LoopbackServer.Behaviour {
    /// A whole HTTP answer with a length.
    static func http(_ status: String, _ body: String, headers: String = "") -> Self {
        .send("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)")
    }
}
