import CPostgres
import Foundation
import LocatedYAML

/// Where a PostgreSQL server is and how to log in: the parameters of libpq as written, without its defaults.
struct PostgresTarget: Hashable, Sendable {
    /// libpq's parameters by their names (libpq manual, §34.1.2), without passwords.
    let parameters: [String: String]
    /// From the text itself; a password should rather come from `password_env` or a password file.
    let password: String?

    /// Parameters that would let a probe wait, write or follow another protocol.
    private static let refused = [
        "replication", "gssencmode", "connect_timeout", "client_encoding",
    ]

    /// Reads a URL (`postgres://`, `postgresql://`) or `key=value` words.
    ///
    /// - Throws: `ConfigurationError`, which does not quote the text: it may hold a password.
    init(_ node: LocatedNode) throws {
        let expected = "such as postgres://user@host:5432/database"
        let text = try node.string(expected: expected)
        if let problem = quell_postgres_load() {
            let reason = String(cString: problem)
            throw Self.error(
                node, "PostgreSQL's library on this machine (package libpq5): \(reason)")
        }
        guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") || text.contains("=")
        else { throw Self.error(node, expected) }
        guard var found = Self.parse(text) else {
            throw Self.error(node, "what libpq can read, \(expected)")
        }
        password = found.removeValue(forKey: "password").flatMap { $0.isEmpty ? nil : $0 }
        if let name = Self.refused.first(where: { found[$0] != nil }) {
            throw Self.error(node, "no \(name): the probe sets it itself")
        }
        parameters = found
    }

    private static func error(_ node: LocatedNode, _ expected: String) -> ConfigurationError {
        ConfigurationError(
            at: node.location, foundPhrase: "a text that is not shown", expected: expected)
    }

    private static func parse(_ text: String) -> [String: String]? {
        var message: UnsafeMutablePointer<CChar>?
        let options = PQconninfoParse(text, &message)
        if let message { PQfreemem(message) }
        guard let options else { return nil }
        defer { PQconninfoFree(options) }
        return given(options)
    }

    /// The options that have a value, up to the one without a name.
    static func given(_ options: UnsafeMutablePointer<PQconninfoOption>) -> [String: String] {
        var found: [String: String] = [:]
        var option = options
        while let name = option.pointee.keyword {
            if let value = option.pointee.val {
                found[String(cString: name)] = String(cString: value)
            }
            option += 1
        }
        return found
    }

    /// The hosts as written, such as `db:5432`, for the limit of attempts at a time.
    var origin: String {
        let host = parameters["hostaddr"] ?? parameters["host"] ?? parameters["service"] ?? "local"
        return "\(host):\(parameters["port"] ?? "5432")"
    }

    /// A URL for `psql` that holds everything but passwords.
    var url: String {
        var rest = parameters
        rest["sslpassword"] = nil
        var text = "postgres://"
        if let user = rest.removeValue(forKey: "user") { text += Self.encode(user) + "@" }
        if let host = rest["host"], !host.contains("/"), !host.contains(",") {
            text += host.contains(":") ? "[\(host)]" : Self.encode(host)
            rest["host"] = nil
            if let port = rest.removeValue(forKey: "port") { text += ":" + port }
        }
        if let name = rest.removeValue(forKey: "dbname") { text += "/" + Self.encode(name) }
        let tail = rest.sorted { $0.key < $1.key }
            .map { "\($0.key)=\(Self.encode($0.value))" }.joined(separator: "&")
        return tail.isEmpty ? text : text + "?" + tail
    }

    private static func encode(_ text: String) -> String {
        let plain = CharacterSet(charactersIn: "a"..."z").union(.init(charactersIn: "A"..."Z"))
            .union(.init(charactersIn: "0"..."9")).union(.init(charactersIn: "-._~/,"))
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
}
