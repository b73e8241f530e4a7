import Glibc
import NIOCore

/// Turns host names into addresses without ever blocking the event loop, on which it lives.
///
/// Addresses and `localhost` (RFC 6761 §6.3) are answered directly, other names from a cache or by
/// `NameLookups`. All who ask for one name at a time share one lookup.
final class NameResolver {
    /// Addresses, or why there are none.
    typealias Answer = Result<[SocketAddress], ProbeFailure>

    private struct Entry {
        var answer: Answer
        var until: NIODeadline
    }

    /// Bounds of an answer's own time to live, in seconds.
    static let keepFound = 1...300
    static let keepFailed = TimeAmount.seconds(3)
    /// Between looks at the files that say how names are resolved.
    static let fileInterval = TimeAmount.seconds(2)
    /// More names than this are not cached: they would only be a leak.
    static let cacheLimit = 1024

    private let loop: any EventLoop
    private let gate: LoopGate
    private let thread: PollThread
    private let settings: CaresSettings
    private let lookups = PollToken()
    private var cache: [String: Entry] = [:]
    private var waiting: [String: [(Answer) -> Void]] = [:]
    private let files: [String]
    private var stamps: [FileStamp?]
    private var nextLook: NIODeadline

    init(loop: any EventLoop, gate: LoopGate, thread: PollThread, settings: CaresSettings) {
        self.loop = loop
        self.gate = gate
        self.thread = thread
        self.settings = settings
        files = [settings.resolverFile, "/etc/hosts", "/etc/nsswitch.conf"]
        stamps = files.map(FileStamp.init)
        nextLook = .now() + Self.fileInterval
    }

    /// Finds the addresses of a host, with the port set; calls back on the loop, at once when known.
    func resolve(_ target: HostPort, _ done: @escaping (Answer) -> Void) {
        let withPort: (Answer) -> Void = { answer in
            done(answer.map { $0.map { Self.address($0, port: target.port) } })
        }
        let host = target.host.lowercased()
        if let known = Self.literal(host) { return withPort(known) }
        noticeChanges()
        if let known = cached(host) { return withPort(known) }
        waiting[host, default: []].append(withPort)
        guard waiting[host]?.count == 1 else { return }
        look(up: host)
    }

    private func look(up host: String) {
        let bound = NIOLoopBound(self, eventLoop: loop)
        let (gate, token, settings) = (gate, lookups, settings)
        let starts = thread.execute { clients in
            Self.lookups(token, clients, settings).look(up: host) { answer in
                gate.execute { bound.value.looked(up: host, answer) }
            }
        }
        if !starts { looked(up: host, .failure(ProbeFailure(errno: EMFILE))) }
    }

    private static func lookups(
        _ token: PollToken, _ clients: PollThread.Clients, _ settings: CaresSettings
    ) -> NameLookups {
        if let known = clients[token] as? NameLookups { return known }
        let made = NameLookups(settings)
        clients.add(made, as: token)
        return made
    }

    private func cached(_ host: String) -> Answer? {
        guard let entry = cache[host], entry.until > .now() else { return nil }
        return entry.answer
    }

    private func looked(up host: String, _ answer: NameLookups.Answer) {
        let keep: TimeAmount
        switch answer {
        case .success(let found):
            let bounds = Self.keepFound
            keep = .seconds(Int64(min(max(found.ttl, bounds.lowerBound), bounds.upperBound)))
        case .failure: keep = Self.keepFailed
        }
        if cache.count >= Self.cacheLimit { makeRoom() }
        let answer = answer.map(\.addresses)
        cache[host] = Entry(answer: answer, until: .now() + keep)
        for done in waiting.removeValue(forKey: host) ?? [] { done(answer) }
    }

    private func makeRoom() {
        let now = NIODeadline.now()
        cache = cache.filter { $0.value.until > now }
        if cache.count >= Self.cacheLimit { cache = [:] }
    }

    /// A changed file makes the cache worthless, and c-ares read it again.
    private func noticeChanges() {
        guard .now() >= nextLook else { return }
        nextLook = .now() + Self.fileInterval
        let stamps = files.map(FileStamp.init)
        guard stamps != self.stamps else { return }
        self.stamps = stamps
        cache = [:]
        let token = lookups
        thread.execute { ($0[token] as? NameLookups)?.renew() }
    }

    private static func literal(_ host: String) -> Answer? {
        let name = host.hasSuffix(".") ? host.dropLast() : host[...]
        if name == "localhost" || name.hasSuffix(".localhost") {
            return .success(["127.0.0.1", "::1"].compactMap { try? .init(ipAddress: $0, port: 0) })
        }
        return (try? SocketAddress(ipAddress: host, port: 0)).map { .success([$0]) }
    }

    private static func address(_ address: SocketAddress, port: Int) -> SocketAddress {
        var address = address
        address.port = port
        return address
    }
}
