import IncidentModel
import NIOCore
import SafeText

/// What is said with a Redis server on one connection.
///
/// Phases: log-in (only with a password or a database), answer, info. INFO is asked for last and at
/// most for a short while: it is evidence, not a condition, and a proxy may not know it.
final class RedisExchange: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    /// How long INFO is waited for.
    static let infoPatience = TimeAmount.milliseconds(200)

    private enum Step: Equatable {
        case connecting
        case loggingIn(left: Int)
        case answer
        case info(summary: String)
    }

    private let probe: RedisProbe
    private let attempt: ProbeAttempt
    private let password: String?
    private let mask: SecretMask
    private var step = Step.connecting
    private var bytes: ArraySlice<UInt8> = []
    private var channel: (any Channel)?

    init(_ probe: RedisProbe, _ attempt: ProbeAttempt, password: String?) {
        self.probe = probe
        self.attempt = attempt
        self.password = password
        mask = SecretMask(password)
    }

    func speak(on channel: any Channel) {
        self.channel = channel
        attempt.atEnd { [self] in self.channel = nil }
        attempt.lateFailure = { [unowned self] phase in late(phase) }
        var commands: [[String]] = []
        if let password {
            commands.append(["AUTH"] + [probe.target.user, password].compactMap(\.self))
        }
        if let database = probe.target.database, database > 0 {
            commands.append(["SELECT", "\(database)"])
        }
        if commands.isEmpty {
            ask()
        } else {
            attempt.enter("log-in")
            step = .loggingIn(left: commands.count)
            send(commands)
        }
        // What a server says unasked, such as that it is full.
        read()
    }

    private func ask() {
        attempt.enter("answer")
        step = .answer
        send([probe.command ?? ["PING"]])
    }

    private func send(_ commands: [[String]]) {
        let all = commands.flatMap { RedisCommand.encode($0) }
        channel?.writeAndFlush(ByteBuffer(bytes: all), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !attempt.isOver else { return }
        bytes += unwrapInboundIn(data).readableBytesView
        read()
    }

    private func read() {
        guard step != .connecting else { return }
        do throws(RedisReader.Problem) {
            while !attempt.isOver, let reply = try RedisReader.take(&bytes) { take(reply) }
        } catch {
            if case .info(let summary) = step { return attempt.succeed(summary) }
            let head = String(decoding: bytes.prefix(64), as: UTF8.self)
            attempt.keep("answer", mask.hide(head))
            switch error {
            case .notRedis:
                attempt.fail(.down("not resp", "the answer is not of Redis' protocol"))
            case .tooLong:
                let limit = Words.bytes(RedisReader.bulkLimit)
                attempt.fail(.down("too long", "the answer is longer than \(limit)"))
            }
        }
    }

    private func take(_ reply: RedisReply) {
        switch step {
        case .connecting: break
        case .loggingIn(let left):
            if case .error(let text) = reply { return fail(RedisWords.failure(text), text) }
            step = .loggingIn(left: left - 1)
            if left == 1 { ask() }
        case .answer: judge(reply)
        case .info(let summary):
            if case .bulk(let info?) = reply {
                for fact in RedisWords.facts(in: info) {
                    attempt.keep(DisplayText(fact.label), fact.text)
                }
            }
            attempt.succeed(summary)
        }
    }

    private func judge(_ reply: RedisReply) {
        let text = reply.value ?? "(nil)"
        if let failure = probe.failure(of: reply) { return fail(failure, text) }
        attempt.keep("answer", mask.hide(String(text.prefix(1024))))
        let summary = probe.summary(of: reply)
        step = .info(summary: summary)
        attempt.enter("info")
        send([["INFO"]])
        let patience = min(Self.infoPatience, .nanoseconds(attempt.remaining.nanoseconds / 2))
        let timer = attempt.loop.assumeIsolated().scheduleTask(in: patience) { [attempt] in
            attempt.succeed(summary)
        }
        attempt.atEnd { timer.cancel() }
    }

    private func fail(_ failure: ProbeFailure, _ text: String) {
        attempt.keep("answer", mask.hide(String(text.prefix(1024))))
        var failure = failure
        failure.reason = mask.hide(failure.reason)
        attempt.fail(failure)
    }

    private func late(_ phase: String) -> ProbeFailure {
        let limit = Words.short(attempt.timeout)
        guard step != .connecting else { return .late("no answer within \(limit) (\(phase))") }
        guard bytes.isEmpty else {
            let got = Words.bytes(bytes.count)
            return .late("the answer is not complete after \(limit), \(got) so far")
        }
        return .late("the server accepted the connection and said nothing within \(limit)")
    }

    private func gone(_ failure: ProbeFailure) {
        if case .info(let summary) = step { return attempt.succeed(summary) }
        attempt.fail(failure)
    }

    func channelInactive(context: ChannelHandlerContext) {
        gone(
            bytes.isEmpty
                ? .gone("closed", "the server closed the connection without an answer")
                : .gone("cut off", "the server closed the connection within its answer"))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        gone(ProbeFailure(dialling: error, attempt))
    }
}
