import Foundation
import NIOCore
import NIOPosix

/// Looks at this machine's own network: is an interface up with a route, does a name server answer.
///
/// A name server that never answered since the start proves nothing when it is silent (it may be
/// fenced off), so it is asked once while all is well. Lives on the event loop.
final class OwnNetwork {
    /// How long a name server may take.
    static let patience = TimeAmount.seconds(2)

    private let loop: any EventLoop
    /// Name servers that answered before.
    private var known: Set<String> = []
    private var queries: [NameServerQuery] = []

    init(loop: any EventLoop) {
        self.loop = loop
    }

    /// Asks the name servers once, so that their silence means something later.
    func getToKnow() { ask { _ in } }

    /// Looks, and calls back with one sentence when it does not work, nil when it does.
    func look(_ done: @escaping (String?) -> Void) {
        let interfaces = RouteTable.interfaces(
            ipv4: Self.text("/proc/net/route"), ipv6: Self.text("/proc/net/ipv6_route"))
        guard interfaces.contains(where: Self.carries) else {
            return done(
                interfaces.isEmpty
                    ? "this machine has no network: no interface has a route"
                    : "this machine has no network: no interface with a route has a link")
        }
        let needed = known
        ask { answered in
            if answered || needed.isEmpty { return done(nil) }
            done(
                "this machine's name servers (\(needed.sorted().joined(separator: ", "))) are silent"
            )
        }
    }

    func stop() {
        for query in queries { query.cancel() }
        queries = []
    }

    /// Asks all name servers at once; true as soon as one answers, false when none does in time.
    private func ask(_ done: @escaping (Bool) -> Void) {
        stop()
        let servers = Array(Set(RouteTable.nameServers(Self.text("/etc/resolv.conf"))).prefix(3))
        guard !servers.isEmpty else { return done(false) }
        var (left, isDone) = (servers.count, false)
        queries = servers.map { server in
            NameServerQuery(server, on: loop, patience: Self.patience) { [unowned self] answered in
                left -= 1
                if answered { known.insert(server) }
                guard !isDone, answered || left == 0 else { return }
                isDone = true
                done(answered)
            }
        }
        for query in queries { query.start() }
    }

    /// False for an interface without a link; one that does not tell counts as carrying.
    private static func carries(_ interface: String) -> Bool {
        let carrier = text("/sys/class/net/\(interface)/carrier")
        return !carrier.hasPrefix("0")
    }

    /// These files of the kernel are small and never block.
    private static func text(_ path: String) -> String {
        guard case .success(let bytes) = LocalFile.head(path, limit: 1 << 20) else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }
}
