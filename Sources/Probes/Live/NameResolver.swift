import NIOCore

/// Turns host names into addresses without ever blocking the event loop, on which it lives.
///
/// Addresses and `localhost` (RFC 6761 §6.3) are answered directly, other names from a cache or by a
/// `LookupThreads`. All who ask for one name share one lookup, so a silent name server holds one thread a name.
final class NameResolver {
    private struct Entry {
        var answer: LookupThreads.Answer
        var until: NIODeadline
    }

    /// A name is kept this long, in the absence of its own time to live, which getaddrinfo hides.
    static let keepFound = TimeAmount.seconds(60)
    static let keepFailed = TimeAmount.seconds(3)
    /// More names than this are not cached: they would only be a leak.
    static let cacheLimit = 1024

    private let loop: any EventLoop
    private let gate: LoopGate
    private let threads: LookupThreads
    private var cache: [String: Entry] = [:]
    private var waiting: [String: [(LookupThreads.Answer) -> Void]] = [:]

    init(loop: any EventLoop, gate: LoopGate, threads: LookupThreads) {
        self.loop = loop
        self.gate = gate
        self.threads = threads
    }

    /// Finds the addresses of a host, with the port set; calls back on the loop, at once when known.
    func resolve(_ target: HostPort, _ done: @escaping (LookupThreads.Answer) -> Void) {
        let withPort: (LookupThreads.Answer) -> Void = { answer in
            done(answer.map { $0.map { Self.address($0, port: target.port) } })
        }
        if let known = Self.literal(target.host) ?? cached(target.host) {
            withPort(known)
            return
        }
        waiting[target.host, default: []].append(withPort)
        guard waiting[target.host]?.count == 1 else { return }
        let bound = NIOLoopBound(self, eventLoop: loop)
        let (gate, host) = (gate, target.host)
        threads.look(up: host) { answer in
            gate.execute { bound.value.looked(up: host, answer) }
        }
    }

    private func cached(_ host: String) -> LookupThreads.Answer? {
        guard let entry = cache[host], entry.until > .now() else { return nil }
        return entry.answer
    }

    private func looked(up host: String, _ answer: LookupThreads.Answer) {
        let keep: TimeAmount
        switch answer {
        case .success: keep = Self.keepFound
        case .failure: keep = Self.keepFailed
        }
        if cache.count >= Self.cacheLimit { cache = [:] }
        cache[host] = Entry(answer: answer, until: .now() + keep)
        for done in waiting.removeValue(forKey: host) ?? [] { done(answer) }
    }

    private static func literal(_ host: String) -> LookupThreads.Answer? {
        if host.lowercased() == "localhost" {
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
