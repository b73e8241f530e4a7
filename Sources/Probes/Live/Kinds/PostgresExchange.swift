import CPostgres
import Glibc
import IncidentModel
import NIOCore
import SafeText

/// One attempt at a PostgreSQL server, on the event loop; the connection itself lives on the poll thread.
///
/// Phases: resolve, connect (with TLS and the log-in), query.
final class PostgresExchange {
    private let attempt: ProbeAttempt
    private let probe: PostgresProbe
    private var parameters: [String: String]
    private var stage = PostgresStage.connecting
    private let mask: SecretMask

    init(_ probe: PostgresProbe, _ attempt: ProbeAttempt, password: String?) {
        self.probe = probe
        self.attempt = attempt
        parameters = probe.target.parameters
        parameters["password"] = password
        mask = SecretMask(password)
    }

    func begin() {
        attempt.enter("resolve")
        attempt.lateFailure = { [self] phase in late(phase) }
        let bound = NIOLoopBound(self, eventLoop: attempt.loop)
        let (gate, parameters) = (attempt.environment.gate, parameters)
        // Reads files, so not here.
        let isTaken = attempt.environment.pollThread.execute { _ in
            let found = PostgresLibrary.endpoints(parameters)
            gate.execute { bound.value.resolve(found) }
        }
        if !isTaken { attempt.fail(ProbeFailure(errno: EMFILE)) }
    }

    private func resolve(_ found: Result<[PostgresEndpoint], ProbeFailure>) {
        switch found {
        case .success(let endpoints): resolve(endpoints[...], known: [], after: nil)
        case .failure(let failure): attempt.fail(masked(failure))
        }
    }

    /// Looks up the names among the endpoints one after the other.
    private func resolve(
        _ endpoints: ArraySlice<PostgresEndpoint>, known: [PostgresEndpoint],
        after failure: ProbeFailure?
    ) {
        guard !attempt.isOver else { return }
        guard let endpoint = endpoints.first else {
            return known.isEmpty
                ? attempt.fail(failure ?? .down("no name", "the server has no address", .name))
                : connect(known)
        }
        let rest = endpoints.dropFirst()
        guard endpoint.address == nil, let host = endpoint.host, !host.hasPrefix("/"),
            !host.hasPrefix("@")
        else { return resolve(rest, known: known + [endpoint], after: failure) }
        let target = HostPort(host: host, port: endpoint.port.flatMap(Int.init) ?? 5432)
        attempt.environment.resolver.resolve(target) { [self] answer in
            switch answer {
            case .success(let addresses):
                let more = addresses.compactMap(\.ipAddress).map {
                    PostgresEndpoint(host: host, address: $0, port: endpoint.port)
                }
                resolve(rest, known: known + more, after: failure)
            case .failure(let next): resolve(rest, known: known, after: failure ?? next)
            }
        }
    }

    private func connect(_ endpoints: [PostgresEndpoint]) {
        attempt.enter("connect")
        let order = PostgresOrder(
            parameters: parameters, endpoints: endpoints, query: probe.query,
            countsRows: probe.rows != nil, deadline: .now() + attempt.remaining)
        let bound = NIOLoopBound(self, eventLoop: attempt.loop)
        let (gate, thread) = (attempt.environment.gate, attempt.environment.pollThread)
        let seat = PollSeat()
        let isTaken = thread.execute { clients in
            let session = PostgresSession(order) { news in
                gate.execute { bound.value.take(news) }
            }
            seat.take(session, among: clients)
            session.start()
        }
        guard isTaken else { return attempt.fail(ProbeFailure(errno: EMFILE)) }
        attempt.atEnd { thread.execute { seat.leave($0) } }
    }

    private func take(_ news: PostgresNews) {
        guard !attempt.isOver else { return }
        switch news {
        case .reached(let next): stage = next
        case .connected(let facts):
            for fact in facts { attempt.keep(DisplayText(fact.label), fact.text) }
            attempt.enter("query")
        case .answered(let answer): judge(answer)
        case .failed(let failure, let message): fail(failure, message)
        }
    }

    private func judge(_ answer: PostgresAnswer) {
        if let row = answer.firstRow {
            let text = row.map { $0 ?? "NULL" }.joined(separator: " | ")
            attempt.keep("first row", mask.hide(String(text.prefix(1024))))
        }
        if let failure = probe.failure(of: answer) {
            attempt.fail(.down("wrong", mask.hide(failure)))
        } else {
            attempt.succeed(probe.summary(of: answer))
        }
    }

    private func fail(_ failure: ProbeFailure, _ message: PostgresMessage?) {
        if let message {
            let state = message.state.isEmpty ? "" : "\(message.state) "
            attempt.keep("server text", mask.hide(state + message.text))
            if let detail = message.detail { attempt.keep("detail", mask.hide(detail)) }
            if let hint = message.hint { attempt.keep("hint", mask.hide(hint)) }
        }
        // The server's own limit is the rest of our budget: it may speak a moment before us.
        if message?.state == "57014", attempt.remaining < .milliseconds(100) {
            attempt.fail(late("query"))
        } else {
            attempt.fail(masked(failure))
        }
    }

    private func masked(_ failure: ProbeFailure) -> ProbeFailure {
        var failure = failure
        failure.reason = mask.hide(failure.reason)
        return failure
    }

    private func late(_ phase: String) -> ProbeFailure {
        let limit = Words.short(attempt.timeout)
        guard phase != "resolve" else {
            return .local("no dns", "no answer within \(limit) (resolve)")
        }
        return PostgresWords.late(at: stage, within: limit)
    }
}
