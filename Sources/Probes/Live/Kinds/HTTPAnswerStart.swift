import NIOCore

/// Counts what comes in, and keeps how it begins: that tells which protocol a server speaks.
final class HTTPAnswerStart: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private static let keptBytes = 40

    /// Bytes received so far.
    private(set) var count = 0
    private var bytes: [UInt8] = []

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        count += part.readableBytes
        let room = Self.keptBytes - bytes.count
        if room > 0 { bytes += part.readableBytesView.prefix(room) }
        context.fireChannelRead(data)
    }

    /// True when it begins as an answer of HTTP/1 does, as far as it came.
    var isHTTP: Bool { bytes.prefix(7).elementsEqual("HTTP/1.".utf8.prefix(bytes.count)) }

    /// What the server speaks instead.
    var failure: ProbeFailure {
        // A TLS alert (RFC 8446 §5.1) and the settings a server of HTTP/2 begins with (RFC 9113 §3.4).
        if bytes.starts(with: [0x15, 0x03]) {
            return .down("not http", "the server speaks TLS here, expected plain HTTP")
        }
        if bytes.count > 4, bytes[0] == 0, bytes[3] == 4, bytes[4] == 0 {
            return .down("not http", "the server speaks HTTP/2 only, expected HTTP/1.1")
        }
        let line = bytes.prefix { $0 != 0x0D && $0 != 0x0A }
        let text = String(decoding: line, as: UTF8.self)
        return .down("not http", "the answer is not HTTP, it begins with “\(text)”")
    }
}
