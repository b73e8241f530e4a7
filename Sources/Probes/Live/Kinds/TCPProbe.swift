import IncidentModel
import LocatedYAML
import NIOCore
import SafeText

/// `tcp: host:port`: a connection must come about; with `expect` an answer or a banner too.
///
/// ```yaml
/// tcp: mail.example.test:25
/// send: EHLO quell\r\n                        # escapes \r \n \t \0 \xHH \\
/// expect: {matches: '^220 '}                  # also text, lacks
/// ```
struct TCPProbe: ProbeKind {
    static let name = "tcp"
    /// Bytes of an answer that are searched.
    static let answerLimit = 65_536

    let target: HostPort
    /// What is sent first; nil for nothing.
    let send: [UInt8]?
    /// What the answer must be; empty when none is waited for.
    let expectation: TextExpectation

    init(_ keys: inout ProbeKeys) throws {
        let expected = "host:port, such as 127.0.0.1:6379"
        guard let target = HostPort(try keys.value.string(expected: expected)) else {
            throw keys.value.error(expected: expected)
        }
        self.target = target
        send = try keys.probe.optionalNode("send").map { node in
            guard let bytes = WireEscapes.bytes(of: try node.string()) else {
                throw node.error(expected: #"text with the escapes \r \n \t \0 \xHH \\ only"#)
            }
            return bytes
        }
        expectation = try TextExpectation(&keys.expect)
    }

    var origin: String { target.text }
    var isSpeedJudged: Bool { true }

    func equivalentCommand(timeout: Duration) -> String {
        let whole = (timeout.wholeMilliseconds + 999) / 1000
        let place = ["-w", "\(whole)", target.host, "\(target.port)"]
        if let send {
            return "printf " + WireEscapes.printfWord(send) + " | "
                + ShellQuoting.line(["nc"] + place)
        }
        return ShellQuoting.line(expectation.isEmpty ? ["nc", "-vz"] + place : ["nc"] + place)
    }

    func begin(_ attempt: ProbeAttempt) {
        let (send, expectation) = (send, expectation)
        let handler =
            expectation.isEmpty
            ? nil : TCPAnswerHandler(attempt: attempt, expectation: expectation)
        Dialer.dial(attempt, to: target) { channel in
            if let handler { try channel.pipeline.syncOperations.addHandler(handler) }
        } connected: { channel in
            if let send { channel.writeAndFlush(ByteBuffer(bytes: send), promise: nil) }
            if let handler { handler.listen() } else { attempt.succeed("open") }
        }
    }
}

/// Looks for what is expected in what a server says.
private final class TCPAnswerHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let attempt: ProbeAttempt
    private let expectation: TextExpectation
    private var answer: [UInt8] = []
    private var isListening = false

    init(attempt: ProbeAttempt, expectation: TextExpectation) {
        self.attempt = attempt
        self.expectation = expectation
    }

    func listen() {
        isListening = true
        attempt.enter("answer")
        attempt.lateFailure = { [unowned self] in late($0) }
        judge(isAtEnd: false)
    }

    private func late(_ phase: String) -> ProbeFailure {
        let limit = Words.short(attempt.timeout)
        guard phase == "answer", !answer.isEmpty else {
            return .late("no answer within \(limit) (\(phase))")
        }
        keepAnswer()
        let place = " in \(Words.bytes(answer.count)) within \(limit)"
        return .down("wrong", failure(place) ?? "the answer came too late")
    }

    private func failure(_ place: String) -> String? {
        expectation.failure(of: answer, called: "the answer", place: place)
    }

    private func judge(isAtEnd: Bool) {
        guard isListening, !attempt.isOver else { return }
        let isFull = answer.count >= TCPProbe.answerLimit
        if answer.isEmpty { return }
        let place =
            isAtEnd
            ? " in \(Words.bytes(answer.count)) until the server closed the connection"
            : " in its first \(Words.bytes(answer.count))"
        guard let reason = failure(place) else {
            keepAnswer()
            return attempt.succeed("open")
        }
        // What must not be there does not go away.
        guard isFull || isAtEnd || expectation.isSpoilt(answer) else { return }
        keepAnswer()
        attempt.fail(.down("wrong", reason))
    }

    private func keepAnswer() {
        attempt.keep("answer", lines: answer.prefix(1024))
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data).readableBytesView
        answer += part.prefix(TCPProbe.answerLimit - answer.count)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        judge(isAtEnd: false)
        context.fireChannelReadComplete()
    }

    func channelInactive(context: ChannelHandlerContext) {
        judge(isAtEnd: true)
        attempt.fail(.gone("closed", "the server closed the connection without an answer"))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        attempt.fail(ProbeFailure(dialling: error, attempt))
    }
}
