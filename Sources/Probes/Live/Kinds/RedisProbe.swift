import IncidentModel
import LocatedYAML
import NIOCore

/// `redis: redis://host:6379/0`: logs in if need be and sends PING or another command.
struct RedisProbe: ProbeKind {
    static let name = "redis"

    let target: RedisTarget
    /// nil for a plain connection.
    let tls: TLSSettings?
    let passwordVariable: PasswordVariable?
    /// nil for PING, whose answer must be PONG.
    let command: [String]?
    /// On the answer; of a list on its first element.
    let value: ValueCondition?

    init(_ keys: inout ProbeKeys) throws {
        let expected = "host:port or redis://user@host:6379/0"
        guard let target = RedisTarget(try keys.value.string(expected: expected)) else {
            // Not quoted: it may hold a password.
            throw ConfigurationError(
                at: keys.value.location, foundPhrase: "a text that is not shown", expected: expected
            )
        }
        self.target = target
        tls = target.isSecure ? try TLSSettings(decoding: &keys.probe) : nil
        passwordVariable = try PasswordVariable(&keys.probe)
        command = try keys.probe.optionalNode("command").map { node in
            let expected = "a command such as LLEN jobs"
            guard let words = RedisCommand.words(try node.string(expected: expected)) else {
                throw node.error(expected: expected)
            }
            return words
        }
        value = try keys.expect.valueCondition("value")
    }

    var origin: String { target.authority.text }
    var isSpeedJudged: Bool { true }

    func equivalentCommand(timeout: Duration) -> String {
        let start = passwordVariable.map { "REDISCLI_AUTH=\"$\($0.name)\" " } ?? ""
        var words = ["redis-cli", "-h", target.authority.host, "-p", "\(target.authority.port)"]
        if let tls { words += ["--tls"] + Self.options(tls) }
        if let user = target.user { words += ["--user", user] }
        if let database = target.database { words += ["-n", "\(database)"] }
        return start + ShellQuoting.line(words + (command ?? ["PING"]))
    }

    private static func options(_ tls: TLSSettings) -> [String] {
        var words: [String] = tls.verifies ? [] : ["--insecure"]
        let files = [
            ("--cacert", tls.authorityFile), ("--sni", tls.serverName),
            ("--cert", tls.clientCertificateFile), ("--key", tls.clientKeyFile),
        ]
        for (option, value) in files { if let value { words += [option, value] } }
        return words
    }

    func begin(_ attempt: ProbeAttempt) {
        switch PasswordVariable.password(passwordVariable, else: target.password) {
        case .success(let password):
            let exchange = RedisExchange(self, attempt, password: password)
            Dialer.dial(attempt, to: target.authority, tls: tls) { channel in
                try channel.pipeline.syncOperations.addHandler(exchange)
            } connected: { channel in
                exchange.speak(on: channel)
            }
        case .failure(let failure): attempt.fail(failure)
        }
    }

    /// Why an answer is not what was expected; nil when it is.
    func failure(of reply: RedisReply) -> ProbeFailure? {
        if case .error(let text) = reply { return RedisWords.failure(text) }
        if let value {
            return value.failure(of: reply.value, called: "the value").map { .down("wrong", $0) }
        }
        guard command == nil, reply.value != "PONG" else { return nil }
        return .down(
            "wrong",
            "the answer to PING is “\(reply.value?.prefix(80) ?? "nothing")”, expected “PONG”")
    }

    /// The value when it is what counts, else `pong` or `ok`.
    func summary(of reply: RedisReply) -> String {
        guard command != nil else { return "pong" }
        guard value != nil, let text = reply.value, text.utf8.count <= 8, !text.isEmpty else {
            return "ok"
        }
        return text
    }
}
