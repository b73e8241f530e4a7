import IncidentModel
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOSSL

/// One request and its answer, on one connection.
///
/// The body is read up to `HTTPExpectation.bodyLimit`, so an endless one ends early.
final class HTTPExchange: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    /// Text is packed to a tenth, now and then to a hundredth; zeros to a thousandth.
    private static let mostInflation = 400
    /// Bytes of all headers; curl reads 300 KiB.
    private static let headersLimit = 262_144

    private let visit: HTTPVisit
    private let isHead: Bool
    /// Sees what arrives after TLS is taken off.
    private let start = HTTPAnswerStart()
    private(set) var head: HTTPResponseHead?
    private(set) var body: [UInt8] = []
    private var isCut = false
    /// True once the visit went on without this connection.
    private var isOver = false

    init(visit: HTTPVisit, isHead: Bool) {
        self.visit = visit
        self.isHead = isHead
    }

    /// Bytes that arrived so far.
    var received: Int { start.count }

    func addHandlers(to channel: any Channel) throws {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderListSize = Self.headersLimit
        let decoder = ByteToMessageHandler(
            HTTPResponseDecoder(
                leftOverBytesStrategy: .dropBytes, limitConfiguration: limits))
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(start)
        try pipeline.addHandler(HTTPRequestEncoder())
        try pipeline.addHandler(decoder)
        // The answer to HEAD names an encoding and has no body in it.
        if !isHead {
            try pipeline.addHandler(
                NIOHTTPResponseDecompressor(limit: .ratio(Self.mostInflation)))
        }
        try pipeline.addHandler(self)
    }

    func send(_ request: HTTPRequestHead, body: String?, on channel: any Channel) {
        channel.write(HTTPClientRequestPart.head(request), promise: nil)
        if let body {
            let part = HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(string: body)))
            channel.write(part, promise: nil)
        }
        channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            if visit.received(head) {
                isOver = true
                context.close(promise: nil)
            } else if head.status.code < 200 {
                // Another protocol would follow.
                judge()
            }
        case .body(let part):
            let room = HTTPExpectation.bodyLimit - body.count
            body += part.readableBytesView.prefix(room)
            // Judged when all that came at once is looked at: what is packed too tightly shows by then.
            if part.readableBytes > room { isCut = true }
        case .end: judge()
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if isCut { judge() }
        context.fireChannelReadComplete()
    }

    private func judge() {
        guard let head, !isOver else { return }
        isOver = true
        visit.received(head, body: body, isCut: isCut)
    }

    func channelInactive(context: ChannelHandlerContext) {
        let place = head == nil ? "without an answer" : "within the body"
        broke(
            .gone(head == nil ? "closed" : "cut off", "the server closed the connection \(place)"))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !isOver else { return }
        switch error {
        case let error as HTTPParserError: broke(failure(parsing: error))
        case let error as NIOHTTPDecompression.DecompressionError:
            broke(failure(inflating: error))
        case let error as NIOHTTPDecompression.ExtraDecompressionError:
            // What follows a packed body does no harm; no body at all is no broken one.
            guard error == .truncatedData, !body.isEmpty else { return }
            broke(.down("bad gzip", "the compressed body ends too early"))
        case NIOSSLError.uncleanShutdown:
            // After the answer is complete the way a server says goodbye does not matter.
            broke(
                head == nil && start.count == 0
                    ? .gone("closed", "the server closed the connection without an answer")
                    : .gone("cut off", "the server closed the connection without a farewell"))
        default:
            isOver = true
            visit.broke(dialling: error)
        }
    }

    private func broke(_ failure: ProbeFailure) {
        guard !isOver else { return }
        isOver = true
        visit.broke(failure)
    }
}

extension HTTPExchange {
    private func failure(parsing error: HTTPParserError) -> ProbeFailure {
        switch error {
        case .invalidEOFState where start.count == 0:
            return .gone("closed", "the server closed the connection without an answer")
        case .invalidEOFState where head == nil:
            // Words of another protocol may end before the parser minds them.
            if !start.isHTTP { return start.failure }
            return .gone("cut off", "the server closed the connection within the headers")
        case .invalidEOFState:
            let got = Words.bytes(body.count)
            return .gone("cut off", "the server closed the connection after \(got) of the body")
        case .headerOverflow: return .down("headers", "the headers are too long")
        case .invalidContentLength, .unexpectedContentLength:
            return .down("bad http", "the answer's Content-Length is not a length, or given twice")
        default:
            if !start.isHTTP { return start.failure }
            if head != nil, error == .invalidChunkSize {
                return .down("bad http", "a chunk of the body does not begin with its size")
            }
            return head == nil
                ? .down("bad http", "the headers are not those of HTTP (\(error))")
                : .down("bad http", "the body's chunks are broken (\(error))")
        }
    }

    private func failure(inflating error: NIOHTTPDecompression.DecompressionError) -> ProbeFailure {
        switch error {
        case .limit:
            .down(
                "bomb",
                "the compressed body grows more than \(Self.mostInflation)-fold: a decompression bomb"
            )
        case .inflationError:
            .down("bad gzip", "the body is not compressed as its Content-Encoding says")
        case .initializationError: .local("no mem", "this machine cannot decompress the body")
        }
    }
}
