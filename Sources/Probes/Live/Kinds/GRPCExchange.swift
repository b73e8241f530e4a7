import IncidentModel
import NIOCore
import NIOHPACK
import NIOHTTP2
import SafeText

/// One call of grpc.health.v1.Health/Check on a connection of its own, on its first stream.
///
/// No window is ever enlarged, so a server can send 64 KiB at most (RFC 9113 §6.9.2).
final class GRPCExchange: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame
    typealias OutboundOut = HTTP2Frame

    private static let stream: HTTP2StreamID = 1

    private let probe: GRPCProbe
    private let attempt: ProbeAttempt
    /// Counts what arrives after TLS is taken off.
    private let counter = ChannelDoor()
    /// From the moment on when the call can be made.
    private var channel: (any Channel)?
    private var hasBegun = false
    private var isAsked = false
    private var head: HPACKHeaders?
    private var trailers: HPACKHeaders?
    private var body: [UInt8] = []

    init(_ probe: GRPCProbe, _ attempt: ProbeAttempt) {
        self.probe = probe
        self.attempt = attempt
    }

    func addHandlers(to channel: any Channel) throws {
        let settings = [
            HTTP2Setting(parameter: .enablePush, value: 0),
            HTTP2Setting(parameter: .maxHeaderListSize, value: 16_384),
        ]
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(counter)
        try pipeline.addHandler(NIOHTTP2Handler(mode: .client, initialSettings: settings))
        try pipeline.addHandler(self)
    }

    /// The connection stands; without TLS that is known a moment before HTTP/2 has begun on it.
    func ask(on channel: any Channel) {
        self.channel = channel
        attempt.atEnd { [self] in self.channel = nil }
        if hasBegun { ask() }
    }

    func channelActive(context: ChannelHandlerContext) {
        hasBegun = true
        ask()
    }

    private func ask() {
        guard let channel, !isAsked, !attempt.isOver else { return }
        isAsked = true
        attempt.lateFailure = { [unowned self] phase in late(phase) }
        attempt.enter("answer")
        let limit = max(1, attempt.remaining.nanoseconds / 1_000_000)
        let headers: HPACKHeaders = [
            ":method": "POST", ":scheme": probe.isSecure ? "https" : "http",
            ":path": "/grpc.health.v1.Health/Check", ":authority": probe.target.text,
            "te": "trailers", "content-type": "application/grpc", "user-agent": "quell",
            "grpc-timeout": "\(min(limit, 99_999_999))m",
        ]
        let head = HTTP2Frame(streamID: Self.stream, payload: .headers(.init(headers: headers)))
        let message = ByteBuffer(bytes: HealthMessage.request(service: probe.service))
        let body = HTTP2Frame(
            streamID: Self.stream,
            payload: .data(.init(data: .byteBuffer(message), endStream: true)))
        channel.write(head, promise: nil)
        channel.writeAndFlush(body, promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !attempt.isOver else { return }
        let frame = unwrapInboundIn(data)
        switch frame.payload {
        case .headers(let part) where frame.streamID == Self.stream:
            if head == nil { head = part.headers } else { trailers = part.headers }
            if part.endStream { judge() }
        case .data(let part) where frame.streamID == Self.stream:
            if case .byteBuffer(let buffer) = part.data { body += buffer.readableBytesView }
            if body.count > HealthMessage.answerLimit {
                attempt.fail(.down("too long", "the answer is longer than a health check's"))
            } else if part.endStream {
                judge()
            }
        case .rstStream(let code) where frame.streamID == Self.stream:
            let name = GRPCWords.name(ofHTTP2Error: code.networkCode)
            attempt.fail(.down("reset", "the server reset the call: \(name)", .serverError))
        case .goAway(let last, let code, let text):
            goAway(isServed: last >= Self.stream, code, text)
        default: break
        }
    }

    /// The call may still be answered when its stream is among those that the server serves.
    private func goAway(isServed: Bool, _ code: HTTP2ErrorCode, _ text: ByteBuffer?) {
        if let text, text.readableBytes > 0 {
            attempt.keep(
                "go away", String(decoding: text.readableBytesView.prefix(256), as: UTF8.self))
        }
        if isServed, code == .noError { return }
        let name = GRPCWords.name(ofHTTP2Error: code.networkCode)
        attempt.fail(.down("go away", "the server sent the connection away: \(name)", .serverError))
    }

    private func judge() {
        guard let head, !attempt.isOver else { return }
        for header in (head + (trailers.map(Array.init) ?? [])).prefix(16) {
            attempt.keep("header", "\(header.name): \(header.value)")
        }
        if let failure = failure(of: head) {
            attempt.fail(failure)
        } else {
            attempt.succeed("serving")
        }
    }

    private func failure(of head: HPACKHeaders) -> ProbeFailure? {
        let http = head.first(name: ":status") ?? ""
        let status = trailers?.first(name: "grpc-status") ?? head.first(name: "grpc-status")
        // gRPC asks for 200 always; a proxy that answers itself says something else.
        guard http == "200" else {
            let kind: FailureClass = http.hasPrefix("5") ? .serverError : .rejected
            return .down(
                http.isEmpty ? "not grpc" : http, "HTTP status \(http), expected 200", kind)
        }
        let kind = head.first(name: "content-type") ?? "none"
        guard status != nil || kind.hasPrefix("application/grpc") else {
            return .down("not grpc", "the answer is not gRPC (content-type \(kind))")
        }
        guard let status, let number = Int(status), number >= 0 else {
            return .down("not grpc", "the answer has no grpc-status")
        }
        let message = (trailers ?? head).first(name: "grpc-message") ?? ""
        guard number == 0 else {
            return GRPCWords.failure(
                status: number, message: GRPCWords.decode(message: message), service: probe.service)
        }
        guard let serving = HealthMessage.answer(body) else {
            return .down("wrong", "the answer is not a message of the health service")
        }
        attempt.keep("state", serving.name)
        return GRPCWords.failure(serving, service: probe.service)
    }

    private func late(_ phase: String) -> ProbeFailure {
        let limit = Words.short(attempt.timeout)
        guard isAsked else { return .late("no answer within \(limit) (\(phase))") }
        if counter.received == 0 {
            return .late("the server accepted the connection and said nothing within \(limit)")
        }
        return .late("the health check was not answered within \(limit)")
    }

    func channelInactive(context: ChannelHandlerContext) {
        attempt.fail(
            counter.received == 0
                ? .gone("closed", "the server closed the connection without an answer")
                : .gone("cut off", "the server closed the connection before its answer"))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is any NIOHTTP2Error else {
            return attempt.fail(ProbeFailure(dialling: error, attempt))
        }
        // A server of another protocol answers something that cannot be a frame, or a broken one.
        attempt.fail(.down("not h2", "the server does not speak HTTP/2"))
    }
}
