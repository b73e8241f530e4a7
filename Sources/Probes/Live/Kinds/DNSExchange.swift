import CCares
import Glibc
import IncidentModel
import NIOCore

/// What a `dns` probe asks, and whom.
struct DNSQuestion: Sendable {
    var name: String
    var type: DNSType
    var settings: CaresSettings
}

/// What came of a question.
struct DNSReply: Sendable {
    enum Answer: Sendable {
        case message(DNSMessage)
        /// No server answered in time.
        case silence
        /// The network says that no server is there.
        case unreachable
        case failure(ProbeFailure)
    }

    var answer: Answer
    /// Whom it was asked of, as `address:port`.
    var servers: [String] = []
}

/// One question to name servers over a channel of its own; lives on the `PollThread`.
final class DNSExchange: PollClient {
    private let channel: CaresChannel

    private init(_ settings: CaresSettings) throws {
        channel = try CaresChannel(settings)
    }

    var interests: [pollfd] { channel.interests }
    var timeout: Int32? { channel.timeout }
    func wake(_ ready: [pollfd]) { channel.wake(ready) }
    func threadEnds() { channel.close() }

    /// Asks for an attempt, on whose loop `done` is called; at its end everything is let go.
    static func ask(
        _ question: DNSQuestion, _ attempt: ProbeAttempt, _ done: @escaping (DNSReply) -> Void
    ) {
        let (thread, gate) = (attempt.environment.pollThread, attempt.environment.gate)
        let bound = NIOLoopBound(done, eventLoop: attempt.loop)
        let token = PollToken()
        let starts = thread.execute { clients in
            do {
                let exchange = try DNSExchange(question.settings)
                clients.add(exchange, as: token)
                let servers = exchange.channel.servers
                exchange.channel.query(question.name, type: question.type.rawValue) {
                    let answer = Self.answer(question, status: $0, $1)
                    gate.execute { bound.value(DNSReply(answer: answer, servers: servers)) }
                }
            } catch {
                let status = (error as? CaresChannel.Problem)?.status ?? ARES_ENOMEM
                let answer = Self.answer(question, status: status, [])
                gate.execute { bound.value(DNSReply(answer: answer)) }
            }
        }
        guard starts else { return attempt.fail(ProbeFailure(errno: EMFILE)) }
        attempt.atEnd { thread.execute { $0.remove(token) } }
    }

    private static func answer(
        _ question: DNSQuestion, status: Int32, _ bytes: [UInt8]
    ) -> DNSReply.Answer {
        if !bytes.isEmpty {
            return DNSMessage(bytes).map { .message($0) }
                ?? .failure(.down("broken", "the answer cannot be read"))
        }
        switch status {
        case ARES_ETIMEOUT: return .silence
        case ARES_ECONNREFUSED: return CaresChannel.ownTrouble.map { .failure($0) } ?? .unreachable
        case ARES_EBADNAME:
            return .failure(.down("no name", "\(question.name) is not a possible name", .name))
        default:
            let words = String(cString: ares_strerror(status))
            return .failure(.local("no dns", "the question could not be asked: \(words)"))
        }
    }
}
