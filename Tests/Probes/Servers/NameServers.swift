import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A real dnsmasq on a free port of 127.0.0.1, which knows only what its options say.
final class Dnsmasq {
    private let program: LoopbackProgram
    let port: Int
    /// As `server:` and c-ares write it.
    var address: String { "127.0.0.1:\(port)" }

    /// Starts it; names below `test` that the options do not know do not exist.
    init(_ options: [String]) async throws {
        program = try LoopbackProgram()
        port = try await unusedPort()
        try program.start(
            "/usr/sbin/dnsmasq",
            [
                "--keep-in-foreground", "--conf-file=/dev/null", "--port=\(port)",
                "--listen-address=127.0.0.1", "--bind-interfaces", "--no-resolv", "--no-hosts",
                "--user=root", "--pid-file=", "--log-facility=-", "--local=/test/",
            ] + options)
        guard await LoopbackProgram.listens(onPort: port) else {
            throw NoServer(output: program.output)
        }
    }

    struct NoServer: Error {
        var output: String
    }
}

/// A UDP socket of 127.0.0.1 that answers name servers' questions as a test says, or never.
final class HandmadeNameServer: Sendable {
    private let channel: any Channel
    let port: Int
    private let questions: Mutex<Int>
    var address: String { "127.0.0.1:\(port)" }
    /// How many questions came.
    var asked: Int { questions.withLock { $0 } }

    private init(_ channel: any Channel, _ handler: Handler) {
        self.channel = channel
        port = channel.localAddress?.port ?? 0
        questions = Mutex(0)
    }

    /// Starts it.
    ///
    /// - Parameter answer: Makes the datagrams that answer one question; none for silence.
    /// - Returns: The running server.
    /// - Throws: What keeps it from a port.
    static func start(
        _ answer: @escaping @Sendable (_ question: [UInt8]) -> [[UInt8]] = { _ in [] }
    ) async throws -> HandmadeNameServer {
        let handler = Handler(answer)
        let channel = try await DatagramBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.maxMessagesPerRead, value: 64)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(handler)
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = HandmadeNameServer(channel, handler)
        handler.server.withLock { $0 = server }
        return server
    }

    func stop() async { try? await channel.close() }

    private final class Handler: ChannelInboundHandler, Sendable {
        typealias InboundIn = AddressedEnvelope<ByteBuffer>

        private let answer: @Sendable ([UInt8]) -> [[UInt8]]
        let server = Mutex<HandmadeNameServer?>(nil)

        init(_ answer: @escaping @Sendable ([UInt8]) -> [[UInt8]]) { self.answer = answer }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let question = unwrapInboundIn(data)
            server.withLock { $0 }?.questions.withLock { $0 += 1 }
            for bytes in answer(Array(question.data.readableBytesView)) {
                let envelope = AddressedEnvelope(
                    remoteAddress: question.remoteAddress, data: ByteBuffer(bytes: bytes))
                context.channel.writeAndFlush(envelope, promise: nil)
            }
        }

        func channelInactive(context: ChannelHandlerContext) { server.withLock { $0 = nil } }
    }
}

/// Answers for handmade name servers.
enum HandmadeAnswer {
    /// The question given back with a code and, for questions of type A, addresses.
    static func to(
        _ question: [UInt8], code: UInt8 = 0, addresses: [[UInt8]] = [], ttl: UInt8 = 60
    ) -> [UInt8] {
        let isA = question.count > 16 && question[question.count - 3] == 1
        let records = isA ? addresses : []
        return head(question, code: code, count: UInt16(records.count))
            + records.flatMap { [0xC0, 12, 0, 1, 0, 1, 0, 0, 0, ttl, 0, 4] + $0 }
    }

    /// The question given back, announcing so many answers.
    static func head(_ question: [UInt8], code: UInt8 = 0, count: UInt16) -> [UInt8] {
        var bytes = question
        guard bytes.count > 12 else { return bytes }
        (bytes[2], bytes[3]) = (0x81, 0x80 | code)
        (bytes[6], bytes[7]) = (UInt8(count >> 8), UInt8(count & 0xFF))
        return bytes
    }
}
