import CPosix
import CPostgres
import Glibc
import NIOCore

/// The calls of libpq (15) that a probe needs, in Swift's terms; none of them waits for a server.
enum PostgresLibrary {
    /// Columns of a row that are kept, and bytes of each.
    static let columnLimit = 16
    static let valueLimit = 65_536

    /// Begins to connect; nil without memory.
    ///
    /// The status tells whether that failed at once.
    static func start(
        _ parameters: [String: String], _ endpoint: PostgresEndpoint
    ) -> OpaquePointer? {
        var all = parameters
        all["host"] = endpoint.host
        all["hostaddr"] = endpoint.address
        all["port"] = endpoint.port
        all["gssencmode"] = "disable"
        all["client_encoding"] = "UTF8"
        all["fallback_application_name"] = "quell"
        return connection(all)
    }

    private static func connection(_ parameters: [String: String]) -> OpaquePointer? {
        let names = parameters.keys.map { strdup($0) }
        let values = parameters.values.map { strdup($0) }
        defer { for text in names + values { free(text) } }
        let keywords = names.map { UnsafePointer($0) } + [nil]
        let texts = values.map { UnsafePointer($0) } + [nil]
        let connection = PQconnectStartParams(keywords, texts, 0)
        if let connection {
            PQsetErrorVerbosity(connection, PQERRORS_VERBOSE)
            // Otherwise notices go to standard error, across the screen.
            PQsetNoticeReceiver(connection, { _, _ in }, nil)
        }
        return connection
    }

    /// What libpq makes of parameters with its environment, service file and defaults: host, hostaddr and port.
    ///
    /// - Returns: The addresses as configured, or why there are none.
    static func endpoints(_ parameters: [String: String]) -> Result<
        [PostgresEndpoint], ProbeFailure
    > {
        // An impossible mode makes libpq put everything together and then stop before it connects.
        var all = parameters
        all["sslmode"] = "none of them"
        guard let connection = connection(all) else { return .failure(ProbeFailure(errno: ENOMEM)) }
        defer { PQfinish(connection) }
        let text = String(cString: PQerrorMessage(connection))
        guard text.contains("sslmode"), let options = PQconninfo(connection) else {
            let line = PostgresMessage(connecting: text).text
            return .failure(.local("setting", "libpq does not take the settings: \(line)"))
        }
        defer { PQconninfoFree(options) }
        return .success(endpoints(in: PostgresTarget.given(options)))
    }

    /// Hosts, addresses and ports are lists with commas that belong together (libpq manual, §34.1.1.3).
    private static func endpoints(in found: [String: String]) -> [PostgresEndpoint] {
        func list(_ name: String) -> [String] {
            found[name].map {
                $0.isEmpty
                    ? []
                    : $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            } ?? []
        }
        let (hosts, addresses, ports) = (list("host"), list("hostaddr"), list("port"))
        return (0..<max(1, hosts.count, addresses.count)).map { index in
            func part(_ list: [String]) -> String? {
                let text = list.count == 1 ? list[0] : index < list.count ? list[index] : ""
                return text.isEmpty ? nil : text
            }
            return PostgresEndpoint(
                host: index < hosts.count ? part(hosts) : nil,
                address: index < addresses.count ? part(addresses) : nil, port: part(ports))
        }
    }

    /// The error a connection attempt ended with (SO_ERROR, socket(7)); 0 for none.
    static func socketError(_ connection: OpaquePointer) -> Int32 {
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(PQsocket(connection), SOL_SOCKET, SO_ERROR, &code, &size) == 0 else {
            return errno
        }
        return code
    }

    /// Gives a socket a small buffer, so that libpq cannot take in much at a time (socket(7), SO_RCVBUF).
    ///
    /// libpq reads on while there is something to read, and keeps a row whole in memory.
    static func narrow(_ connection: OpaquePointer) {
        var size: Int32 = 65_536
        let length = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(PQsocket(connection), SOL_SOCKET, SO_RCVBUF, &size, length)
    }

    /// Bytes that arrived and were not read yet (FIONREAD, tcp(7)).
    static func waitingBytes(_ connection: OpaquePointer) -> Int {
        var count: Int32 = 0
        return ioctl(PQsocket(connection), UInt(FIONREAD), &count) == 0 ? Int(count) : 0
    }

    /// What a server says about itself when a connection stands.
    static func facts(_ connection: OpaquePointer) -> [PostgresFact] {
        var facts: [PostgresFact] = []
        func add(
            _ label: String, _ value: UnsafePointer<CChar>?, _ words: (String) -> String = { $0 }
        ) {
            guard let value else { return }
            facts.append(PostgresFact(label: label, text: words(String(cString: value))))
        }
        add("server", PQparameterStatus(connection, "server_version")) { "PostgreSQL \($0)" }
        add("role", PQparameterStatus(connection, "in_hot_standby")) {
            $0 == "on" ? "hot standby" : "primary"
        }
        if PQsslInUse(connection) == 1 { add("tls", PQsslAttribute(connection, "protocol")) }
        return facts
    }

    /// The parts of an error.
    static func message(_ result: OpaquePointer) -> PostgresMessage {
        func field(_ code: Character) -> String? {
            let number = Int32(code.asciiValue ?? 0)
            return PQresultErrorField(result, number).map { String(cString: $0) }
        }
        guard let state = field("C"), let text = field("M") else {
            return PostgresMessage(connecting: String(cString: PQresultErrorMessage(result)))
        }
        return PostgresMessage(state: state, text: text, hint: field("H"), detail: field("D"))
    }

    /// Bytes of the first row.
    static func rowLength(_ result: OpaquePointer) -> Int {
        (0..<PQnfields(result)).reduce(0) { $0 + Int(PQgetlength(result, 0, $1)) }
    }

    /// The values of the first row.
    static func firstRow(_ result: OpaquePointer) -> [String?] {
        (0..<min(Int(PQnfields(result)), columnLimit)).map { column in
            guard PQgetisnull(result, 0, Int32(column)) == 0,
                let value = PQgetvalue(result, 0, Int32(column))
            else { return nil }
            let count = min(Int(PQgetlength(result, 0, Int32(column))), valueLimit)
            return value.withMemoryRebound(to: UInt8.self, capacity: count) {
                String(decoding: UnsafeBufferPointer(start: $0, count: count), as: UTF8.self)
            }
        }
    }
}
