import Dispatch
import Glibc
import IncidentModel
import NIOCore

/// Sends echoes to one address and waits for their replies; lives on the `PollThread`.
final class EchoExchange: PollClient {
    /// What came back, and from which address.
    typealias Result = Swift.Result<(report: EchoReport, address: String), ProbeFailure>

    /// Between echoes: what ping(8) permits everybody.
    static let interval: UInt64 = 200_000_000

    private struct Echo {
        let packet: EchoPacket
        let sentAt: UInt64
        var time: Duration?
        /// The network said that this one arrived nowhere.
        var isRejected = false
    }

    private let count: Int
    private let deadline: UInt64
    private let interval: UInt64
    private let token = UInt64.random(in: .min ... .max)
    private let identity = UInt16.random(in: 1 ... .max)
    private let done: (Result) -> Void
    private var socket: EchoSocket?
    private var echoes: [Echo] = []
    private var nextAt: UInt64 = 0
    private var code: Int32?
    private var isOver = false

    private init(_ count: Int, within budget: UInt64, _ done: @escaping (Result) -> Void) {
        self.count = count
        // Before the attempt's own end, so that a partial loss is told as one.
        deadline = Self.now + budget / 20 * 19
        interval = min(Self.interval, budget / UInt64(2 * count))
        self.done = done
    }

    private static var now: UInt64 { DispatchTime.now().uptimeNanoseconds }

    /// Sends for an attempt, on whose loop `done` is called; at its end everything is let go.
    static func send(
        _ count: Int, to addresses: [SocketAddress], _ attempt: ProbeAttempt,
        _ done: @escaping (Result) -> Void
    ) {
        let (thread, gate) = (attempt.environment.pollThread, attempt.environment.gate)
        let bound = NIOLoopBound(done, eventLoop: attempt.loop)
        let budget = UInt64(max(1, attempt.remaining.nanoseconds))
        let token = PollToken()
        let starts = thread.execute { clients in
            let exchange = EchoExchange(count, within: budget) { result in
                gate.execute { bound.value(result) }
            }
            clients.add(exchange, as: token)
            exchange.begin(addresses)
        }
        guard starts else { return attempt.fail(ProbeFailure(errno: EMFILE)) }
        attempt.atEnd { thread.execute { $0.remove(token) } }
    }

    var interests: [pollfd] {
        guard !isOver, let socket else { return [] }
        return [pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0)]
    }

    var timeout: Int32? {
        if isOver { return nil }
        let next = echoes.count < count ? min(nextAt, deadline) : deadline
        let now = Self.now
        return next <= now ? 0 : Int32(clamping: (next - now + 999_999) / 1_000_000)
    }

    func wake(_ ready: [pollfd]) {
        guard !isOver else { return }
        if !ready.isEmpty { hear() }
        if echoes.count < count, Self.now >= nextAt { speak() }
        let isComplete =
            echoes.count == count && echoes.allSatisfy { $0.time != nil || $0.isRejected }
        if isComplete || Self.now >= deadline { finish() }
    }

    /// Takes the first address that a socket can be made for.
    private func begin(_ addresses: [SocketAddress]) {
        var failure = ProbeFailure.down("no name", "the name has no address", .name)
        for address in addresses {
            do throws(ProbeFailure) {
                socket = try EchoSocket(address)
                return wake([])
            } catch {
                failure = error
            }
        }
        isOver = true
        done(.failure(failure))
    }

    private func speak() {
        guard let socket else { return }
        let packet = EchoPacket(
            isVersion6: socket.isVersion6, token: token, identity: identity,
            sequence: UInt16(echoes.count + 1))
        var echo = Echo(packet: packet, sentAt: Self.now)
        nextAt = echo.sentAt + interval
        if let code = socket.send(packet.request) {
            self.code = code
            echo.isRejected = true
        }
        echoes.append(echo)
    }

    private func hear() {
        guard let socket else { return }
        // So many at once, and no more: a flood must not keep the thread.
        for _ in 0..<64 {
            switch socket.receive() {
            case .nothing: return
            case .rejection(let code):
                self.code = code
                let place = echoes.firstIndex { $0.time == nil && !$0.isRejected }
                if let place { echoes[place].isRejected = true }
            case .datagram(let bytes):
                let now = Self.now
                let place = echoes.firstIndex {
                    $0.time == nil && $0.packet.isAnswered(by: bytes, isRaw: socket.isRaw)
                }
                if let place { echoes[place].time = .nanoseconds(now - echoes[place].sentAt) }
            }
        }
    }

    private func finish() {
        isOver = true
        let address = socket?.address ?? ""
        socket = nil
        let unsent = (echoes.count..<count).map { _ in Duration?.none }
        let report = EchoReport(times: echoes.map(\.time) + unsent, code: code)
        done(.success((report, address)))
    }
}
