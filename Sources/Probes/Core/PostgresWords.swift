import Glibc
import IncidentModel

/// How far an attempt at a PostgreSQL server got.
enum PostgresStage: Int, Sendable, Comparable {
    /// The connection is being made.
    case connecting
    /// It stands; the server said nothing yet.
    case accepted
    /// The server answers: TLS or the log-in is under way.
    case loggingIn
    /// The query was sent.
    case asking

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What the messages of PostgreSQL and of libpq mean.
enum PostgresWords {
    /// What a message means for the target.
    static func failure(_ message: PostgresMessage, at stage: PostgresStage) -> ProbeFailure {
        message.state.isEmpty ? library(message.text, at: stage) : server(message, at: stage)
    }

    /// What a used-up budget means.
    static func late(at stage: PostgresStage, within limit: String) -> ProbeFailure {
        switch stage {
        case .connecting: .late("no answer within \(limit) (connect)")
        case .accepted: .late("the server accepted the connection and said nothing within \(limit)")
        case .loggingIn: .late("the log-in was not over within \(limit)")
        case .asking: .late("the query was not done within \(limit)")
        }
    }

    /// By SQLSTATE (PostgreSQL manual, appendix A): the words may be in the server's language.
    private static func server(
        _ message: PostgresMessage, at stage: PostgresStage
    ) -> ProbeFailure {
        let said = ": \(message.text) (\(message.state))"
        switch message.state {
        case "28P01":
            return .down("password", "the role or its password is wrong" + said, .rejected)
        case "3D000": return .down("no db", "the database does not exist" + said, .rejected)
        case "42501": return .down("denied", "the role may not do this" + said, .rejected)
        case "25006":
            return .down(
                "writes", "the query wants to write, which probes may not" + said, .rejected)
        case "53300": return .down("full", "the server has no connection left" + said, .serverError)
        case "57P01", "57P02", "57P04", "57P05":
            return .gone("killed", "the server ended the connection" + said)
        case "57P03":
            return .down(
                notYet(message.text), "the server takes no connections now" + said, .serverError)
        case "57014": return .down("canceled", "the query was canceled" + said, .serverError)
        default: break
        }
        switch message.state.prefix(2) {
        case "28": return .down("refused", "the server refused the log-in" + said, .rejected)
        case "53", "58", "XX", "F0", "40", "55":
            return .down("error", "the server cannot answer" + said, .serverError)
        default:
            let whose = stage == .asking ? "the query failed" : "the server refused the connection"
            return .down("error", whose + said, .rejected)
        }
    }

    private static func notYet(_ text: String) -> String {
        if text.contains("starting up") { return "starting" }
        return text.contains("shutting down") ? "stopping" : "not yet"
    }

    /// By the texts of libpq 15; the program never asks for translated ones.
    private static func library(_ text: String, at stage: PostgresStage) -> ProbeFailure {
        let known = { (part: String) in text.contains(part) }
        if known("server closed the connection unexpectedly") || known("EOF detected")
            || known("unexpected eof")
        {
            return .gone("closed", closed(at: stage))
        }
        if let code = systemCode(in: text) { return ProbeFailure(errno: code) }
        if known("No such file or directory"), known("on socket") || !known("\"") {
            return .gone("no sock", "the server's socket is not there")
        }
        if known("invalid response to SSL negotiation") || known("expected authentication request")
            || known("lost synchronization") || known("unexpected message")
            || known("unencrypted data after SSL") || known("message contents do not agree")
        {
            return .down("not pg", "the server does not speak the protocol of PostgreSQL: \(text)")
        }
        if known("no password supplied") {
            return .down("password", "the server asks for a password and none is given", .rejected)
        }
        if known("server does not support SSL") {
            return .down("no tls", "the server does not speak TLS, which sslmode asks for", .tls)
        }
        if known("session is") || known("hot standby") {
            return .down("role", "the server is not of the wanted role: \(text)", .state)
        }
        return security(text) ?? .gone("failed", text)
    }

    private static func security(_ text: String) -> ProbeFailure? {
        if text.contains("root certificate file") || text.contains("certificate file \"") {
            return .local("setting", "a certificate file of the settings cannot be read: \(text)")
        }
        if text.contains("does not match host name") {
            return .down("bad cert", "the certificate is not for this host: \(text)", .tls)
        }
        if text.contains("certificate verify failed") {
            return .down("bad cert", "the certificate is not trusted: \(text)", .tls)
        }
        if text.contains("SSL") { return .down("tls", "the TLS handshake failed: \(text)", .tls) }
        if text.contains("authentication") || text.contains("SCRAM") {
            return .down("log-in", "the log-in failed: \(text)", .rejected)
        }
        return nil
    }

    private static func closed(at stage: PostgresStage) -> String {
        switch stage {
        case .connecting, .accepted: "the server closed the connection without an answer"
        case .loggingIn: "the server closed the connection during the log-in"
        case .asking: "the server closed the connection during the query"
        }
    }

    /// The system error a text ends with, as strerror(3) words it.
    private static func systemCode(in text: String) -> Int32? {
        let codes = [
            ECONNREFUSED, ECONNRESET, EPIPE, ECONNABORTED, ETIMEDOUT, EHOSTUNREACH, EHOSTDOWN,
            EACCES, EPERM, EMFILE, ENFILE, ENETUNREACH, ENETDOWN, EADDRNOTAVAIL, ENOBUFS, ENOMEM,
            EAFNOSUPPORT,
        ]
        return codes.first { text.hasSuffix(String(cString: strerror($0))) }
    }
}
