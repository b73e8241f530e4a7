import IncidentModel
import LocatedYAML
import NIOCore
import SafeText

/// `tcp: host:port`: a connection must come about; with `send` and `expect: {text: …}` an answer too.
struct TCPProbe: ProbeKind {
    static let name = "tcp"
    /// Bytes of an answer that are searched for the text.
    static let answerLimit = 65_536

    let target: HostPort
    let send: String?
    let text: String?

    init(_ keys: inout ProbeKeys) throws {
        let expected = "host:port, such as 127.0.0.1:6379"
        guard let target = HostPort(try keys.value.string(expected: expected)) else {
            throw keys.value.error(expected: expected)
        }
        self.target = target
        send = try keys.probe.optionalString("send")
        text = try keys.expect.optionalString("text")
    }

    var origin: String { target.text }
    var isSpeedJudged: Bool { true }

    func equivalentCommand(timeout: Duration) -> String {
        let whole = (timeout.wholeMilliseconds + 999) / 1000
        let words = ["nc", "-vz", "-w", "\(whole)", target.host, "\(target.port)"]
        guard let send else { return ShellQuoting.line(words) }
        let call = ["nc", "-w", "\(whole)", target.host, "\(target.port)"]
        return "printf %s " + ShellQuoting.quote(send) + " | " + ShellQuoting.line(call)
    }

    func begin(_ attempt: ProbeAttempt) {
        let handler = TCPAnswerHandler(attempt: attempt, text: text)
        let (send, text) = (send, text)
        Dialer.dial(attempt, to: target) { channel in
            if text != nil { try channel.pipeline.syncOperations.addHandler(handler) }
        } connected: { channel in
            if let send { channel.writeAndFlush(ByteBuffer(string: send), promise: nil) }
            if text != nil {
                handler.listen()
            } else {
                attempt.succeed("open")
            }
        }
    }
}

/// Looks for a text in what a server says.
private final class TCPAnswerHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let attempt: ProbeAttempt
    private let text: [UInt8]
    private var answer: [UInt8] = []

    init(attempt: ProbeAttempt, text: String?) {
        self.attempt = attempt
        self.text = Array((text ?? "").utf8)
    }

    func listen() {
        attempt.enter("answer")
        attempt.lateFailure = { [unowned self] phase in late(phase) }
        judge()
    }

    private func late(_ phase: String) -> ProbeFailure {
        let limit = Words.short(attempt.timeout)
        guard phase == "answer", !answer.isEmpty else {
            return .late("no answer within \(limit) (\(phase))")
        }
        return .down("wrong", missing("in \(Words.bytes(answer.count)) within \(limit)"))
    }

    private func missing(_ place: String) -> String {
        "the answer does not contain “\(String(decoding: text, as: UTF8.self))” \(place)"
    }

    private func judge() {
        guard !attempt.isOver else { return }
        if answer.firstRange(of: text) != nil {
            keepAnswer()
            attempt.succeed("open")
        } else if answer.count >= TCPProbe.answerLimit {
            keepAnswer()
            attempt.fail(.down("wrong", missing("in its first \(Words.bytes(answer.count))")))
        }
    }

    private func keepAnswer() {
        let head = String(decoding: answer.prefix(1024), as: UTF8.self)
        attempt.keep("answer", head)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let room = TCPProbe.answerLimit - answer.count
        answer += unwrapInboundIn(data).readableBytesView.prefix(room)
        judge()
    }

    func channelInactive(context: ChannelHandlerContext) {
        let end = answer.isEmpty ? "closed the connection without an answer" : nil
        attempt.fail(.gone("closed", end.map { "the server " + $0 } ?? missing("at its end")))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        attempt.fail(ProbeFailure(dialling: error, attempt))
    }
}
