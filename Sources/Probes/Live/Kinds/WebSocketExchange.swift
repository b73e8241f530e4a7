import IncidentModel
import NIOCore
import NIOHTTP1
import NIOWebSocket
import SafeText

/// One upgrade, one ping, and if wanted one message and its answer, on one connection.
///
/// Phases: upgrade, ping, message.
final class WebSocketExchange {
    /// Messages longer than this are not an answer to a probe any more.
    static let frameLimit = 1 << 16
    /// Messages that are kept as evidence.
    private static let evidenceMessages = 3

    private let attempt: ProbeAttempt
    private let probe: WebSocketProbe
    private let payload = (0..<8).map { _ in UInt8.random(in: .min ... .max) }
    /// Sees what arrives after TLS is taken off.
    private let start = HTTPAnswerStart()
    private var isUpgraded = false
    private var isPonged = false
    private var messages: [[UInt8]] = []
    private var messageCount = 0
    private var hasFound = false

    init(attempt: ProbeAttempt, probe: WebSocketProbe) {
        self.attempt = attempt
        self.probe = probe
    }

    func addHandlers(to channel: any Channel, loop: any EventLoop) throws {
        let encoder = HTTPRequestEncoder()
        let decoder = ByteToMessageHandler(
            HTTPResponseDecoder(leftOverBytesStrategy: .forwardBytes))
        let refusal = RefusedUpgradeHandler(exchange: self)
        let bound = NIOLoopBound(self, eventLoop: loop)
        let upgrader = NIOWebSocketClientUpgrader(
            maxFrameSize: Self.frameLimit, automaticErrorHandling: false
        ) { channel, head in
            channel.eventLoop.makeCompletedFuture {
                let pipeline = channel.pipeline.syncOperations
                try pipeline.addHandler(
                    NIOWebSocketFrameAggregator(
                        minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 1024,
                        maxAccumulatedFrameSize: Self.frameLimit))
                try pipeline.addHandler(FrameHandler(exchange: bound.value, head: head))
            }
        }
        let upgrade = NIOHTTPClientUpgradeHandler(
            upgraders: [upgrader], httpHandlers: [encoder, decoder, refusal],
            upgradeCompletionHandler: { _ in })
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(start)
        try pipeline.addHandler(encoder)
        try pipeline.addHandler(decoder)
        try pipeline.addHandler(upgrade)
        try pipeline.addHandler(refusal)
    }

    func send(_ head: HTTPRequestHead, on channel: any Channel) {
        attempt.enter("upgrade")
        // A connection that ends just as the handlers are exchanged tells none of them.
        channel.closeFuture.assumeIsolated().whenComplete { [self] _ in
            closed()
        }
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
        channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
    }

    fileprivate func upgraded(_ head: HTTPResponseHead, on channel: any Channel) {
        isUpgraded = true
        keep("status line", "HTTP/1.1 101 \(head.status.reasonPhrase)")
        keepHeaders(head)
        let taken = head.headers.first(name: "Sec-WebSocket-Protocol")
        if !probe.protocols.isEmpty, !probe.protocols.contains(taken ?? "") {
            let found = taken.map { "took the subprotocol “\($0)”" } ?? "took no subprotocol"
            let wanted = probe.protocols.joined(separator: " or ")
            return fail(.down("protocol", "the server \(found), expected \(wanted)", .rejected))
        }
        attempt.enter("ping")
        attempt.lateFailure = { [self] in late($0) }
        write(.ping, ByteBuffer(bytes: payload), to: channel)
    }

    private func late(_ phase: String) -> ProbeFailure {
        let limit = Words.short(attempt.timeout)
        switch phase {
        case "ping":
            return .down("no pong", "the ping did not come back within \(limit)", .timeout)
        case "message":
            guard let last = messages.last else {
                return .down("no msg", "no message came within \(limit)", .timeout)
            }
            keepMessages()
            let reason = probe.expectation.failure(of: last, called: "the message") ?? ""
            let count = messageCount == 1 ? "" : ", the last of \(messageCount)"
            return .down("wrong", hidden("\(reason)\(count) within \(limit)"))
        default: return .late("no answer within \(limit) (\(phase))")
        }
    }

    fileprivate func received(_ frame: WebSocketFrame, on channel: any Channel) {
        guard !attempt.isOver else { return }
        switch frame.opcode {
        case .pong where Array(frame.unmaskedData.readableBytesView) == payload && !isPonged:
            isPonged = true
            if let message = probe.message {
                write(.text, ByteBuffer(string: message), to: channel)
            }
            if !probe.expectation.isEmpty { attempt.enter("message") }
            finish(on: channel)
        case .ping: write(.pong, frame.unmaskedData, to: channel)
        case .text, .binary:
            take(Array(frame.unmaskedData.readableBytesView))
            finish(on: channel)
        case .connectionClose:
            keepMessages()
            fail(Self.failure(ofClose: frame.unmaskedData))
        default:
            break
        }
    }

    /// The first message that is as expected counts; greetings before it do not matter.
    private func take(_ message: [UInt8]) {
        messageCount += 1
        guard !hasFound, !probe.expectation.isEmpty else { return }
        if messages.count == Self.evidenceMessages { messages.removeFirst() }
        messages.append(message)
        hasFound = probe.expectation.failure(of: message, called: "") == nil
    }

    private func finish(on channel: any Channel) {
        guard isPonged, hasFound || probe.expectation.isEmpty else { return }
        keepMessages()
        // 1000, normal closure (RFC 6455 §7.4.1).
        write(.connectionClose, ByteBuffer(bytes: [0x03, 0xE8]), to: channel)
        attempt.succeed(probe.expectation.isEmpty ? "pong" : "message")
    }

    /// A client masks what it sends (RFC 6455 §5.3).
    private func write(_ opcode: WebSocketOpcode, _ data: ByteBuffer, to channel: any Channel) {
        let frame = WebSocketFrame(fin: true, opcode: opcode, maskKey: .random(), data: data)
        channel.writeAndFlush(frame, promise: nil)
    }

    private static func failure(ofClose data: ByteBuffer) -> ProbeFailure {
        var data = data
        let words = "the server closed the WebSocket"
        guard let number = data.readInteger(as: UInt16.self) else {
            return .gone("closed", words + " without saying why")
        }
        let code = WebSocketCloseCode(number: number)
        let text = String(decoding: data.readableBytesView.prefix(123), as: UTF8.self)
        return .down("\(number)", "\(words): \(code.sentence(text))", code.failure)
    }
}

extension WebSocketExchange {
    fileprivate func refused(_ head: HTTPResponseHead) {
        let status = head.status
        let line = HTTPExpectation.line(Int(status.code), status.reasonPhrase)
        keep("status line", line)
        keepHeaders(head)
        fail(
            status == .switchingProtocols
                ? .down("bad 101", "the server's answer to the WebSocket key is wrong")
                : .down(
                    "\(status.code)", "\(line) instead of a WebSocket",
                    status.code >= 500 ? .serverError : .rejected))
    }

    private func closed() {
        keepMessages()
        fail(
            .gone(
                "closed",
                isUpgraded
                    ? "the server closed the connection without closing the WebSocket"
                    : start.count == 0
                        ? "the server closed the connection without an answer"
                        : "the server closed the connection within the headers"))
    }

    fileprivate func failed(_ error: any Error) {
        switch error {
        case NIOWebSocketError.invalidFrameLength:
            fail(.down("too long", "a frame is longer than \(Words.bytes(Self.frameLimit))"))
        case NIOWebSocketFrameAggregator.Error.accumulatedFrameSizeIsTooLarge:
            fail(.down("too long", "a message is longer than \(Words.bytes(Self.frameLimit))"))
        case is NIOWebSocketError, is NIOWebSocketFrameAggregator.Error:
            fail(.down("bad ws", "the server breaks the WebSocket protocol (\(error))"))
        case HTTPParserError.invalidEOFState where start.isHTTP: closed()
        case HTTPParserError.headerOverflow:
            fail(.down("headers", "the headers are too long"))
        case is HTTPParserError:
            fail(
                start.isHTTP
                    ? .down("bad http", "the headers are not those of HTTP (\(error))")
                    : start.failure)
        case is NIOHTTPClientUpgradeError: break  // The answer itself follows and says more.
        default: fail(ProbeFailure(dialling: error, attempt))
        }
    }

    private func fail(_ failure: ProbeFailure) {
        var failure = failure
        failure.reason = hidden(failure.reason)
        attempt.fail(failure)
    }

    private func hidden(_ text: String) -> String { probe.redactor?.redact(text) ?? text }

    private func keep(_ label: DisplayText, _ text: String) { attempt.keep(label, hidden(text)) }

    private func keepHeaders(_ head: HTTPResponseHead) {
        for header in head.headers.prefix(HTTPVisit.evidenceHeaders) {
            keep("header", "\(header.name): \(header.value)")
        }
    }

    private func keepMessages() {
        guard !attempt.isOver else { return }
        for message in messages {
            let text = hidden(String(decoding: message, as: UTF8.self))
            attempt.keep("message", String(decoding: text.utf8.prefix(1024), as: UTF8.self))
        }
        messages = []
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
        case .head(let head): exchange.refused(head)
        case .body, .end: break
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { exchange.failed(error) }
}

/// Hears the frames after the upgrade.
private final class FrameHandler: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame

    private let exchange: WebSocketExchange
    private let head: HTTPResponseHead

    init(exchange: WebSocketExchange, head: HTTPResponseHead) {
        self.exchange = exchange
        self.head = head
    }

    func handlerAdded(context: ChannelHandlerContext) {
        // Not in NIO's completion handler: that runs before frames can be written.
        exchange.upgraded(head, on: context.channel)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        exchange.received(unwrapInboundIn(data), on: context.channel)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { exchange.failed(error) }
}
