import CPostgres
import Glibc
import IncidentModel
import NIOCore

/// Where and how to connect, complete.
struct PostgresOrder: Sendable {
    /// Parameters for all addresses, password included.
    var parameters: [String: String]
    /// Tried in this order.
    var endpoints: [PostgresEndpoint]
    var query: String
    /// False when it is enough to have the first row.
    var countsRows: Bool
    /// The end of the whole budget.
    var deadline: NIODeadline
}

/// One address of a server.
struct PostgresEndpoint: Hashable, Sendable {
    /// A name, for TLS, or the folder of a socket.
    var host: String?
    /// Numeric; nil for a socket or for libpq's default.
    var address: String?
    var port: String?
}

/// What a session has to tell, in this order: stages, `connected`, and one end.
enum PostgresNews: Sendable {
    case reached(PostgresStage)
    case connected(facts: [PostgresFact])
    case answered(PostgresAnswer)
    case failed(ProbeFailure, PostgresMessage?)
}

/// Something worth keeping about a server, such as its version.
struct PostgresFact: Hashable, Sendable {
    var label: String
    var text: String
}

/// The result of a query.
struct PostgresAnswer: Hashable, Sendable {
    /// The values of the first row, nil for NULL; nil when there was no row.
    var firstRow: [String?]?
    var rows = 0
}

/// One connection of libpq and one query on it, without ever blocking; lives on the poll thread.
///
/// The query runs in a read-only transaction that is rolled back, with the rest of the budget as its time limit. That
/// takes three more statements, which travel together with it (libpq manual, pipeline mode), and works behind
/// PgBouncer too, which refuses the same as start-up options. Its end closes the connection.
final class PostgresSession: PollClient {
    /// Bytes of one row at most; libpq keeps a row whole in memory.
    static let answerLimit = 4 << 20
    /// Rows after which nobody counts on.
    static let rowLimit = 1_000_000

    private let order: PostgresOrder
    private let report: @Sendable (PostgresNews) -> Void
    private var endpoints: ArraySlice<PostgresEndpoint>
    private var connection: OpaquePointer?
    private var wanted = Int16(POLLOUT)
    private var stage = PostgresStage.connecting
    private var isOver = false
    private var shareEnd = NIODeadline.distantFuture
    private var firstFailure: ProbeFailure?
    private var statement = 0
    private var received = 0
    private var answer = PostgresAnswer()

    init(_ order: PostgresOrder, report: @escaping @Sendable (PostgresNews) -> Void) {
        self.order = order
        self.report = report
        endpoints = order.endpoints[...]
    }

    deinit { close() }

    var interests: [pollfd] {
        guard !isOver, let connection, PQsocket(connection) >= 0 else { return [] }
        return [pollfd(fd: PQsocket(connection), events: wanted, revents: 0)]
    }

    var timeout: Int32? {
        guard !isOver, stage == .connecting, shareEnd < .distantFuture else { return nil }
        let left = (shareEnd - .now()).nanoseconds
        return Int32(clamping: max(0, (left + 999_999) / 1_000_000))
    }

    /// Turns to the next address; each has its share of what is left.
    func start() {
        close()
        guard let endpoint = endpoints.popFirst() else {
            return fail(firstFailure ?? .gone("failed", "the server has no address"), nil)
        }
        let left = max(0, (order.deadline - .now()).nanoseconds)
        let share = NIODeadline.now() + .nanoseconds(left / Int64(endpoints.count + 1))
        shareEnd = endpoints.isEmpty ? .distantFuture : share
        stage = .connecting
        wanted = Int16(POLLOUT)
        connection = PostgresLibrary.start(order.parameters, endpoint)
        guard let connection else { return fail(ProbeFailure(errno: ENOMEM), nil) }
        if PQstatus(connection) == CONNECTION_BAD { connectingFailed() }
    }

    func wake(_ ready: [pollfd]) {
        guard !isOver, connection != nil else { return }
        guard let events = ready.first?.revents else {
            return tryNext(after: PostgresWords.late(at: .connecting, within: "its share of time"))
        }
        if stage == .asking { goOn(events) } else { goOnConnecting(events) }
    }

    private func close() {
        if let connection { PQfinish(connection) }
        connection = nil
    }

    private func fail(_ failure: ProbeFailure, _ message: PostgresMessage?) {
        guard !isOver else { return }
        isOver = true
        report(.failed(failure, message))
    }

    private func reach(_ next: PostgresStage) {
        guard next > stage else { return }
        stage = next
        report(.reached(next))
    }
}

extension PostgresSession {
    private func tryNext(after failure: ProbeFailure) {
        // The first that speaks of the target, as with other kinds.
        if firstFailure?.outcome != .down { firstFailure = failure }
        start()
    }

    private func goOnConnecting(_ events: Int16) {
        guard let connection else { return }
        if PQstatus(connection) == CONNECTION_STARTED {
            // libpq would only give us words.
            let code = PostgresLibrary.socketError(connection)
            if code != 0 { return tryNext(after: ProbeFailure(errno: code)) }
            if events & Int16(POLLOUT) != 0 {
                PostgresLibrary.narrow(connection)
                reach(.accepted)
            }
        } else if events & Int16(POLLIN) != 0, events & Int16(POLLHUP | POLLERR) == 0,
            PostgresLibrary.waitingBytes(connection) > 0
        {
            reach(.loggingIn)
        }
        switch PQconnectPoll(connection) {
        case PGRES_POLLING_READING: wanted = Int16(POLLIN)
        case PGRES_POLLING_WRITING: wanted = Int16(POLLOUT)
        case PGRES_POLLING_OK: ask()
        default: connectingFailed()
        }
    }

    private func connectingFailed() {
        guard let connection else { return }
        let text = String(cString: PQerrorMessage(connection))
        let message = PostgresMessage(connecting: text)
        let failure = PostgresWords.failure(message, at: stage)
        if stage == .connecting { tryNext(after: failure) } else { fail(failure, message) }
    }

    private func ask() {
        guard let connection else { return }
        reach(.loggingIn)
        report(.connected(facts: PostgresLibrary.facts(connection)))
        reach(.asking)
        let left = max(1, (order.deadline - .now()).nanoseconds / 1_000_000)
        let statements = [
            "BEGIN READ ONLY", "SET LOCAL statement_timeout = \(left)", order.query, "ROLLBACK",
        ]
        let isSent =
            PQsetnonblocking(connection, 1) == 0 && PQenterPipelineMode(connection) == 1
            && statements.allSatisfy {
                PQsendQueryParams(connection, $0, 0, nil, nil, nil, nil, 0) == 1
            } && PQpipelineSync(connection) == 1
        guard isSent else { return lost() }
        flush()
    }

    private func flush() {
        guard let connection else { return }
        switch PQflush(connection) {
        case 0: wanted = Int16(POLLIN)
        case 1: wanted = Int16(POLLIN | POLLOUT)
        default: lost()
        }
    }

    private func goOn(_ events: Int16) {
        guard let connection else { return }
        if events & Int16(POLLOUT) != 0 { flush() }
        received += PostgresLibrary.waitingBytes(connection)
        guard received <= Self.answerLimit else { return tooLong() }
        let isAlive = PQconsumeInput(connection) == 1
        while !isOver, PQisBusy(connection) == 0, takeResult(connection) {}
        if !isAlive { lost() }
    }

    private func tooLong() {
        let limit = Words.bytes(Self.answerLimit)
        fail(.down("too long", "a row of the answer is longer than \(limit)"), nil)
    }

    private func lost() {
        guard !isOver, let connection else { return }
        let message = PostgresMessage(connecting: String(cString: PQerrorMessage(connection)))
        fail(PostgresWords.failure(message, at: stage), message)
    }

    /// Takes the next result that is there; false when nothing can follow now.
    private func takeResult(_ connection: OpaquePointer) -> Bool {
        guard let result = PQgetResult(connection) else {
            // The end of one statement. The next turn is the query's: row by row, so that memory stays flat.
            statement += 1
            if statement == 2 { PQsetSingleRowMode(connection) }
            return statement < 5
        }
        defer { PQclear(result) }
        switch PQresultStatus(result) {
        case PGRES_SINGLE_TUPLE, PGRES_TUPLES_OK: if statement == 2 { take(result) }
        case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY, PGRES_NONFATAL_ERROR: break
        case PGRES_PIPELINE_SYNC:
            isOver = true
            report(.answered(answer))
        case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
            fail(.down("copy", "the query is a COPY, which probes cannot make", .rejected), nil)
        default:
            let message = PostgresLibrary.message(result)
            fail(PostgresWords.failure(message, at: .asking), message)
        }
        return !isOver
    }

    private func take(_ result: OpaquePointer) {
        let count = Int(PQntuples(result))
        received = 0
        if count > 0, PostgresLibrary.rowLength(result) > Self.answerLimit { return tooLong() }
        if count > 0, answer.firstRow == nil { answer.firstRow = PostgresLibrary.firstRow(result) }
        answer.rows += count
        if answer.rows >= Self.rowLimit || !order.countsRows && answer.rows > 1 {
            isOver = true
            report(.answered(answer))
        }
    }
}
