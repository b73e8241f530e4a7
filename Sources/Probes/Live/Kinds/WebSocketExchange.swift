import IncidentModel
import NIOCore
import NIOHTTP1
import NIOWebSocket
import SafeText

/// One upgrade and one ping, on one connection.
///
/// Phases: upgrade, ping.
final class WebSocketExchange {
    /// Frames longer than this are not a greeting any more.
    static let frameLimit = 1 << 16

    private let attempt: ProbeAttempt
    private var status: HTTPResponseStatus?
    private let payload = (0..<8).map { _ in UInt8.random(in: .min ... .max) }

    init(attempt: ProbeAttempt) {
        self.attempt = attempt
    }

    func addHandlers(to channel: any Channel, loop: any EventLoop) throws {
        let encoder = HTTPRequestEncoder()
        let decoder = ByteToMessageHandler(
            HTTPResponseDecoder(leftOverBytesStrategy: .forwardBytes))
        let refusal = RefusedUpgradeHandler(exchange: self)
        let bound = NIOLoopBound(self, eventLoop: loop)
        let upgrader = NIOWebSocketClientUpgrader(maxFrameSize: Self.frameLimit) { channel, _ in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(
                    PingHandler(exchange: bound.value))
            }
        }
        let upgrade = NIOHTTPClientUpgradeHandler(
            upgraders: [upgrader], httpHandlers: [encoder, decoder, refusal],
            upgradeCompletionHandler: { _ in })
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(encoder)
        try pipeline.addHandler(decoder)
        try pipeline.addHandler(upgrade)
        try pipeline.addHandler(refusal)
    }

    func send(_ head: HTTPRequestHead, on channel: any Channel) {
        attempt.enter("upgrade")
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
        channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
    }

    fileprivate func upgraded(_ channel: any Channel) {
        attempt.keep("status line", "HTTP/1.1 101 Switching Protocols")
        attempt.enter("ping")
        let limit = Words.short(attempt.timeout)
        attempt.lateFailure = { phase in
            phase == "ping"
                ? .down("no pong", "the ping did not come back within \(limit)", .timeout)
                : .late("no answer within \(limit) (\(phase))")
        }
        // A client masks what it sends (RFC 6455 §5.3).
        let ping = WebSocketFrame(
            fin: true, opcode: .ping, maskKey: .random(), data: ByteBuffer(bytes: payload))
        channel.writeAndFlush(ping, promise: nil)
    }

    fileprivate func received(_ frame: WebSocketFrame, on channel: any Channel) {
        guard !attempt.isOver else { return }
        switch frame.opcode {
        case .pong where Array(frame.unmaskedData.readableBytesView) == payload:
            let goodbye = WebSocketFrame(
                fin: true, opcode: .connectionClose, maskKey: .random(),
                // 1000, normal closure (RFC 6455 §7.4.1).
                data: ByteBuffer(bytes: [0x03, 0xE8]))
            channel.writeAndFlush(goodbye, promise: nil)
            attempt.succeed("pong")
        case .connectionClose:
            attempt.fail(.gone("closed", Self.words(ofClose: frame.unmaskedData)))
        default:
            break
        }
    }

    private static func words(ofClose data: ByteBuffer) -> String {
        var data = data
        guard let code = data.readInteger(as: UInt16.self) else {
            return "the server closed the WebSocket"
        }
        let text = String(decoding: data.readableBytesView.prefix(123), as: UTF8.self)
        return "the server closed the WebSocket: \(code)" + (text.isEmpty ? "" : " \(text)")
    }

    fileprivate func refused(_ status: HTTPResponseStatus) {
        self.status = status
        let line = "HTTP \(status.code) \(status.reasonPhrase)"
        attempt.keep("status line", line)
        attempt.fail(
            status == .switchingProtocols
                ? .down("bad 101", "the server's answer to the WebSocket key is wrong")
                : .down(
                    "\(status.code)", "\(line) instead of a WebSocket",
                    status.code >= 500 ? .serverError : .rejected))
    }

    fileprivate func closed() {
        attempt.fail(.gone("closed", "the server closed the connection without an answer"))
    }

    fileprivate func failed(_ error: any Error) {
        switch error {
        case let error as NIOWebSocketError:
            attempt.fail(.down("bad ws", "the server breaks the WebSocket protocol (\(error))"))
        case is HTTPParserError where "\(error)".contains("invalidEOFState"): closed()
        case is HTTPParserError:
            attempt.fail(.down("not http", "the answer is not HTTP (\(error))"))
        case is NIOHTTPClientUpgradeError: break  // The answer itself follows and says more.
        default: attempt.fail(ProbeFailure(dialling: error, attempt))
        }
    }
}

/// Hears an HTTP answer that is no upgrade, and what goes wrong until there is one.
private final class RefusedUpgradeHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPClientResponsePart

    private let exchange: WebSocketExchange

    init(exchange: WebSocketExchange) {
        self.exchange = exchange
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): exchange.refused(head.status)
        case .body, .end: break
        }
    }

    func channelInactive(context: ChannelHandlerContext) { exchange.closed() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { exchange.failed(error) }
}

/// Hears the frames after the upgrade.
private final class PingHandler: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame

    private let exchange: WebSocketExchange

    init(exchange: WebSocketExchange) {
        self.exchange = exchange
    }

    func handlerAdded(context: ChannelHandlerContext) {
        // Not in NIO's completion handler: that runs before frames can be written.
        exchange.upgraded(context.channel)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        exchange.received(unwrapInboundIn(data), on: context.channel)
    }

    func channelInactive(context: ChannelHandlerContext) { exchange.closed() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { exchange.failed(error) }
}
