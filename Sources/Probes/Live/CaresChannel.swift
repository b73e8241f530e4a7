import CCares
import Glibc

/// How a channel of c-ares asks.
struct CaresSettings: Hashable, Sendable {
    /// Name servers as `address:port`, IPv6 in brackets; empty for those of the system.
    var servers: [String] = []
    /// Where the system's name servers are written.
    var resolverFile = "/etc/resolv.conf"
    /// How long the first try waits for each server, in milliseconds; every further round twice as long.
    var timeout: Int32 = 1500
    /// Rounds through the servers.
    var tries: Int32 = 2
    /// True to take SERVFAIL, NOTIMP or REFUSED for an answer, false to ask the next server then.
    var believesErrors = false
}

/// A channel of c-ares as part of a `PollClient`; lives on a `PollThread`.
///
/// c-ares calls back exactly once a query, at the latest with ARES_EDESTRUCTION at `close`. Callbacks must not
/// close their own channel (ares_destroy(3)).
final class CaresChannel {
    /// The descriptors c-ares wants to be told of.
    private final class Watched {
        var events: [Int32: Int16] = [:]
        var usesTCP = false
    }

    /// A failure of c-ares: one of its ARES_E… numbers.
    struct Problem: Error {
        var status: Int32
    }

    /// Prepares the library once in the life of the program; 0 when that went well.
    private static let isReady = ares_library_init(ARES_LIB_INIT_ALL)

    private var channel: ares_channel?
    private let watched = Watched()

    /// Reads the system's settings as far as `settings` does not replace them.
    ///
    /// - Throws: `Problem` without memory, or for servers that are not addresses.
    init(_ settings: CaresSettings) throws {
        guard Self.isReady == ARES_SUCCESS else { throw Problem(status: Self.isReady) }
        var options = ares_options()
        options.flags = settings.believesErrors ? Int32(ARES_FLAG_NOCHECKRESP) : 0
        options.timeout = settings.timeout
        options.tries = settings.tries
        options.sock_state_cb = { data, descriptor, readable, writable in
            guard let data else { return }
            let watched = Unmanaged<Watched>.fromOpaque(data).takeUnretainedValue()
            let events =
                (readable != 0 ? Int16(POLLIN) : 0) | (writable != 0 ? Int16(POLLOUT) : 0)
            watched.events[descriptor] = events == 0 ? nil : events
        }
        options.sock_state_cb_data = Unmanaged.passUnretained(watched).toOpaque()
        let mask =
            ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_SOCK_STATE_CB
            | ARES_OPT_RESOLVCONF
        let status = settings.resolverFile.withCString { path in
            // c-ares copies the path and leaves it unchanged.
            options.resolvconf_path = UnsafeMutablePointer(mutating: path)
            return ares_init_options(&channel, &options, Int32(mask))
        }
        guard status == ARES_SUCCESS else { throw Problem(status: status) }
        let noticesTCP: ares_sock_config_callback = { _, type, data in
            guard let data, type == Int32(SOCK_STREAM.rawValue) else { return 0 }
            Unmanaged<Watched>.fromOpaque(data).takeUnretainedValue().usesTCP = true
            return 0
        }
        ares_set_socket_configure_callback(
            channel, noticesTCP, Unmanaged.passUnretained(watched).toOpaque())
        if !settings.servers.isEmpty {
            let list = settings.servers.joined(separator: ",")
            let status = ares_set_servers_ports_csv(channel, list)
            guard status == ARES_SUCCESS else {
                close()
                throw Problem(status: status)
            }
        }
    }

    deinit { close() }

    /// Ends everything under way with ARES_EDESTRUCTION.
    func close() {
        guard let open = channel else { return }
        channel = nil
        ares_destroy(open)
    }

    /// The name servers it asks, as `address:port`.
    var servers: [String] {
        var list: UnsafeMutablePointer<ares_addr_port_node>?
        guard let channel, ares_get_servers_ports(channel, &list) == ARES_SUCCESS else { return [] }
        defer { if let list { ares_free_data(list) } }
        var found: [String] = []
        var entry = list
        while let node = entry?.pointee {
            entry = node.next
            let size = node.family == AF_INET ? 4 : 16
            let bytes = withUnsafeBytes(of: node.addr) { Array($0.prefix(size)) }
            let port = node.udp_port == 0 ? 53 : Int(node.udp_port)
            found.append(HostPort(host: AddressText.text(bytes), port: port).text)
        }
        return found
    }

    /// What keeps this machine from sending any datagram, which c-ares reports as a server that is not there.
    static var ownTrouble: ProbeFailure? {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return ProbeFailure(errno: errno) }
        Glibc.close(descriptor)
        return nil
    }

    var interests: [pollfd] {
        watched.events.map { pollfd(fd: $0, events: $1, revents: 0) }
    }

    /// Milliseconds until c-ares must look at the clock again; nil while it waits for nothing.
    var timeout: Int32? {
        guard let channel else { return nil }
        var time = timeval()
        guard ares_timeout(channel, nil, &time) != nil else { return nil }
        // Rounded up: a wait of 0 ms that does nothing would be a busy loop.
        return Int32(clamping: time.tv_sec * 1000 + (Int(time.tv_usec) + 999) / 1000)
    }

    /// Does what the descriptors and the clock ask for; descriptors of others are left alone.
    func wake(_ ready: [pollfd]) {
        guard let channel else { return }
        let none: ares_socket_t = -1
        let own = ready.filter { watched.events[$0.fd] != nil }
        if own.isEmpty { ares_process_fd(channel, none, none) }
        for one in own {
            let failed = one.revents & Int16(POLLERR | POLLHUP | POLLNVAL) != 0
            let reads = failed || one.revents & Int16(POLLIN) != 0
            let writes = one.revents & Int16(POLLOUT) != 0
            ares_process_fd(channel, reads ? one.fd : none, writes ? one.fd : none)
        }
    }
}

extension CaresChannel {
    /// Addresses of a name and for how many seconds they may be believed, or the status of c-ares.
    typealias AddressAnswer = Result<(nodes: [CaresAddress], ttl: Int), Problem>

    /// Asks for all addresses of a name as the system would: hosts file, search domains, name servers.
    func addresses(of name: String, _ done: @escaping (AddressAnswer) -> Void) {
        guard let channel else {
            return done(.failure(Problem(status: ARES_EDESTRUCTION)))
        }
        var hints = ares_addrinfo_hints()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        ares_getaddrinfo(
            channel, name, nil, &hints,
            { argument, status, _, list in
                defer { if let list { ares_freeaddrinfo(list) } }
                guard let done = Callback<AddressAnswer>.take(argument) else { return }
                guard status == ARES_SUCCESS, let list else {
                    return done(.failure(Problem(status: status)))
                }
                done(.success(CaresAddress.all(in: list.pointee)))
            }, Callback(done).argument)
    }

    /// Asks the name servers one question.
    ///
    /// - Parameters:
    ///   - name: The whole name; no search domain is added.
    ///   - type: The number of the type (RFC 1035 §3.2.2).
    ///   - done: Takes what came of it.
    func query(_ name: String, type: UInt16, _ done: @escaping (CaresReply) -> Void) {
        guard let channel else { return done(CaresReply(status: ARES_EDESTRUCTION)) }
        // Not this channel: it may be going when the call comes.
        let whole = { [watched] (reply: CaresReply) in
            var reply = reply
            reply.usesTCP = watched.usesTCP
            done(reply)
        }
        ares_query(
            channel, name, 1, Int32(type),
            { argument, status, _, bytes, count in
                guard let done = Callback<CaresReply>.take(argument) else { return }
                let message = UnsafeBufferPointer(start: bytes, count: max(0, Int(count)))
                done(CaresReply(status: status, message: Array(message)))
            }, Callback(whole).argument)
    }
}

/// What came of a question.
struct CaresReply: Sendable {
    /// One of c-ares's ARES_E… numbers.
    var status: Int32
    /// The message that came; empty when none did.
    var message: [UInt8] = []
    /// True when an answer was too long for a datagram, so that TCP was tried (RFC 7766 §5).
    var usesTCP = false
}

/// An address as c-ares gives it.
struct CaresAddress: Hashable, Sendable {
    var family: Int32
    /// A sockaddr_in or sockaddr_in6.
    var bytes: [UInt8]

    /// The addresses of an answer without doubles, and the shortest time to live of its parts.
    static func all(in list: ares_addrinfo) -> (nodes: [CaresAddress], ttl: Int) {
        var found: [CaresAddress] = []
        var ttl = Int32.max
        var entry = list.nodes
        while let node = entry?.pointee {
            entry = node.ai_next
            ttl = min(ttl, node.ai_ttl)
            guard let raw = node.ai_addr else { continue }
            let bytes = UnsafeRawBufferPointer(start: raw, count: Int(node.ai_addrlen))
            let address = CaresAddress(family: node.ai_family, bytes: Array(bytes))
            if !found.contains(address) { found.append(address) }
        }
        var alias = list.cnames
        while let name = alias?.pointee {
            alias = name.next
            ttl = min(ttl, name.ttl)
        }
        return (found, Int(max(0, ttl)))
    }
}

/// Carries a closure through the argument of a C callback that is called exactly once.
private final class Callback<Value> {
    private let done: (Value) -> Void

    init(_ done: @escaping (Value) -> Void) { self.done = done }

    /// Keeps this object until it is taken.
    var argument: UnsafeMutableRawPointer { Unmanaged.passRetained(self).toOpaque() }

    static func take(_ argument: UnsafeMutableRawPointer?) -> ((Value) -> Void)? {
        guard let argument else { return nil }
        return Unmanaged<Callback<Value>>.fromOpaque(argument).takeRetainedValue().done
    }
}
