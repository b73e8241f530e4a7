import IncidentModel

/// A protocol that begins in plain text and is asked to go on in TLS.
enum StartTLSProtocol: String, Hashable, Sendable, CaseIterable {
    case imap, pop3, postgres, smtp

    /// The protocols as the configuration names them.
    static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
}

/// What is said before TLS can begin, from our side; pure.
///
/// Sources: RFC 3207 (SMTP), RFC 9051 §6.2.1 (IMAP), RFC 2595 §4 (POP3), PostgreSQL's protocol §55.2.10.
struct StartTLSDialogue {
    /// What is to be done next.
    enum Step: Equatable {
        /// To wait for more.
        case wait
        case send([UInt8])
        /// TLS may begin.
        case begin
        case fail(ProbeFailure)
    }

    /// Longer answers are not what they should be.
    static let answerLimit = 16_384

    private enum State { case greeting, features, permission }

    private let kind: StartTLSProtocol
    private var state = State.greeting
    private var pending: [UInt8] = []
    private var offersTLS = false

    init(_ kind: StartTLSProtocol) {
        self.kind = kind
    }

    /// What we say unasked.
    mutating func open() -> Step {
        guard kind == .postgres else { return .wait }
        state = .permission
        return .send([0, 0, 0, 8, 0x04, 0xD2, 0x16, 0x2F])
    }

    /// Takes what the server said.
    mutating func receive(_ bytes: some Sequence<UInt8>) -> Step {
        pending += bytes
        if kind == .postgres { return answerOfPostgres() }
        var step = Step.wait
        while step == .wait, let end = pending.firstIndex(of: 0x0A) {
            let line = String(decoding: pending[..<end], as: UTF8.self)
            pending.removeSubrange(...end)
            step = take(line.trimmingSuffix { $0 == "\r" || $0 == "\r\n" })
        }
        if step == .wait, pending.count > Self.answerLimit {
            return .fail(.down("no tls", "the server's answer has no end", .tls))
        }
        return step == .begin ? begin() : step
    }

    /// Bytes that came before TLS could be in nobody's name but an attacker's (CVE-2011-0411).
    private func begin() -> Step {
        guard pending.isEmpty else {
            return .fail(.down("no tls", "the server sent plain text after agreeing to TLS", .tls))
        }
        return .begin
    }

    private mutating func answerOfPostgres() -> Step {
        guard let first = pending.first else { return .wait }
        pending.removeFirst()
        switch first {
        case 0x53: return begin()
        case 0x4E: return .fail(.down("no tls", "the server does not speak TLS", .tls))
        default: return .fail(.down("no tls", "the server is not PostgreSQL", .tls))
        }
    }

    private mutating func take(_ line: String) -> Step {
        switch kind {
        case .smtp: smtp(line)
        case .imap: imap(line)
        case .pop3: pop3(line)
        case .postgres: .wait
        }
    }

    private mutating func smtp(_ line: String) -> Step {
        if state == .features, line.dropFirst(4).uppercased().hasPrefix("STARTTLS") {
            offersTLS = true
        }
        guard line.dropFirst(3).first != "-" else { return .wait }
        switch state {
        case .greeting where line.hasPrefix("220"):
            state = .features
            return .send(Array("EHLO quell\r\n".utf8))
        case .features where line.hasPrefix("250"):
            guard offersTLS else { return notOffered }
            state = .permission
            return .send(Array("STARTTLS\r\n".utf8))
        case .permission where line.hasPrefix("220"): return .begin
        case .greeting, .features, .permission: return refused(line)
        }
    }

    private mutating func imap(_ line: String) -> Step {
        switch state {
        case .greeting:
            guard line.hasPrefix("* OK") else { return refused(line) }
            state = .permission
            return .send(Array("a STARTTLS\r\n".utf8))
        case .features, .permission:
            if line.hasPrefix("* ") { return .wait }
            return line.hasPrefix("a OK") ? .begin : refused(line)
        }
    }

    private mutating func pop3(_ line: String) -> Step {
        guard line.hasPrefix("+OK") else { return refused(line) }
        guard state == .greeting else { return .begin }
        state = .permission
        return .send(Array("STLS\r\n".utf8))
    }

    private var notOffered: Step {
        .fail(.down("no tls", "the server offers no STARTTLS", .tls))
    }

    private func refused(_ line: String) -> Step {
        .fail(
            .down(
                "no tls", "the server answered “\(line.prefix(80))” instead of starting TLS", .tls))
    }
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
        var text = self[...]
        while let last = text.last, predicate(last) { text.removeLast() }
        return String(text)
    }
}
