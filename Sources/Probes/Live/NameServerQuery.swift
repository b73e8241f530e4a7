import NIOCore
import NIOPosix

/// One question to one name server over UDP; any answer will do, also a refusal.
final class NameServerQuery {
    /// Who serves the root: RFC 1035 §4.1, recursion desired, type NS, class IN.
    private static let question: [UInt8] = [
        0x51, 0x4C, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1,
    ]

    private let server: String
    private let loop: any EventLoop
    private let patience: TimeAmount
    private var done: ((Bool) -> Void)?
    private var channel: (any Channel)?
    private var limit: Scheduled<Void>?

    init(
        _ server: String, on loop: any EventLoop, patience: TimeAmount,
        done: @escaping (Bool) -> Void
    ) {
        self.server = server
        self.loop = loop
        self.patience = patience
        self.done = done
    }

    func start() {
        guard let address = try? SocketAddress(ipAddress: server, port: 53) else {
            return end(false)
        }
        limit = loop.assumeIsolated().scheduleTask(in: patience) { [weak self] in self?.end(false) }
        let bound = NIOLoopBound(self, eventLoop: loop)
        DatagramBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AnswerHandler(bound.value))
                }
            }
            .connect(to: address)
            .assumeIsolated().whenComplete { [self] result in
                switch result {
                case .success(let channel): stands(channel, address)
                case .failure: end(false)
                }
            }
    }

    func cancel() {
        done = nil
        end(false)
    }

    fileprivate func end(_ answered: Bool) {
        limit?.cancel()
        limit = nil
        channel?.close(promise: nil)
        channel = nil
        let done = done
        self.done = nil
        done?(answered)
    }

    private func stands(_ channel: any Channel, _ address: SocketAddress) {
        guard done != nil else { return channel.close(promise: nil) }
        self.channel = channel
        let packet = AddressedEnvelope(
            remoteAddress: address, data: ByteBuffer(bytes: Self.question))
        channel.writeAndFlush(packet, promise: nil)
    }
}

/// Takes the first answer.
private final class AnswerHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>
    private weak var query: NameServerQuery?

    init(_ query: NameServerQuery) {
        self.query = query
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { query?.end(true) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Nobody listens there, but the machine was reached.
        let isReached = (error as? IOError)?.errnoCode == ECONNREFUSED
        query?.end(isReached)
    }
}
