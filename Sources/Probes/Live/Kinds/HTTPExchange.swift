import IncidentModel
import NIOCore
import NIOHTTP1
import NIOSSL
import SafeText

/// One request and its answer, on one connection.
///
/// Phases: first byte, transfer. The body is read up to `HTTPExpectation.bodyLimit`
/// and judged then, so an endless body ends early and a slow one in the budget.
final class HTTPExchange: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    /// Bytes of the body that are kept as evidence.
    static let evidenceLimit = 1024
    /// Headers that are kept as evidence.
    static let evidenceHeaders = 16

    private let attempt: ProbeAttempt
    private let expectation: HTTPExpectation
    /// Counts what arrives after TLS is taken off.
    private let counter = ChannelDoor()
    private var head: HTTPResponseHead?
    private var body: [UInt8] = []

    init(attempt: ProbeAttempt, expectation: HTTPExpectation) {
        self.attempt = attempt
        self.expectation = expectation
    }

    func addHandlers(to channel: any Channel) throws {
        let decoder = ByteToMessageHandler(
            HTTPResponseDecoder(leftOverBytesStrategy: .dropBytes))
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(counter)
        try pipeline.addHandler(HTTPRequestEncoder())
        try pipeline.addHandler(decoder)
        try pipeline.addHandler(self)
    }

    func send(_ request: HTTPRequestHead, body: String?, on channel: any Channel) {
        attempt.lateFailure = { [unowned self] in late($0) }
        attempt.enter("first byte")
        channel.write(HTTPClientRequestPart.head(request), promise: nil)
        if let body {
            let part = HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(string: body)))
            channel.write(part, promise: nil)
        }
        channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !attempt.isOver else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            attempt.enter("transfer")
        case .body(let part):
            let room = HTTPExpectation.bodyLimit - body.count
            body += part.readableBytesView.prefix(room)
            if part.readableBytes > room { judge(isCut: true) }
        case .end: judge(isCut: false)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        attempt.fail(
            head == nil
                ? .gone("closed", "the server closed the connection without an answer")
                : .gone("cut off", "the server closed the connection within the body"))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        attempt.fail(failure(error))
    }

    private func failure(_ error: any Error) -> ProbeFailure {
        guard let error = error as? HTTPParserError else {
            // After the answer is complete the way a server says goodbye does not matter.
            if case .uncleanShutdown = error as? NIOSSLError {
                return .gone("cut off", "the server closed the connection without a farewell")
            }
            return ProbeFailure(dialling: error, attempt)
        }
        switch error {
        case .invalidEOFState where head == nil && counter.received == 0:
            return .gone("closed", "the server closed the connection without an answer")
        case .invalidEOFState where head == nil:
            return .gone("cut off", "the server closed the connection within the headers")
        case .invalidEOFState:
            let got = Words.bytes(body.count)
            return .gone("cut off", "the server closed the connection after \(got) of the body")
        case .headerOverflow: return .down("headers", "the headers are too long")
        default: return .down("not http", "the answer is not HTTP (\(error))")
        }
    }

    private func late(_ phase: String) -> ProbeFailure {
        let limit = Words.short(attempt.timeout)
        if head != nil {
            keepAnswer()
            let got = Words.bytes(body.count)
            return .late("the body is not complete after \(limit), \(got) so far")
        }
        if counter.received > 0 {
            let got = Words.bytes(counter.received)
            return .late("the headers are not complete after \(limit), \(got) so far")
        }
        return .late("no answer within \(limit) (\(phase))")
    }

    private func judge(isCut: Bool) {
        guard let head, !attempt.isOver else { return }
        keepAnswer()
        let answer = HTTPExpectation.Answer(
            status: Int(head.status.code), phrase: head.status.reasonPhrase,
            headers: head.headers.map { ($0.name, $0.value) }, body: body, isCut: isCut)
        if let failure = expectation.failure(of: answer) {
            attempt.fail(failure)
        } else {
            attempt.succeed("\(answer.status)")
        }
    }

    private func keepAnswer() {
        guard let head else { return }
        let status = head.status
        attempt.keep(
            "status line",
            "HTTP/\(head.version.major).\(head.version.minor) \(status.code) \(status.reasonPhrase)"
        )
        for header in head.headers.prefix(Self.evidenceHeaders) {
            attempt.keep("header", "\(header.name): \(header.value)")
        }
        attempt.keep("body", lines: body.prefix(Self.evidenceLimit))
    }
}
