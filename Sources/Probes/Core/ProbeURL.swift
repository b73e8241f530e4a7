/// The few parts of a URL that a probe needs.
struct ProbeURL: Hashable, Sendable {
    /// Lower case, such as `https`.
    var scheme: String
    var authority: HostPort
    /// Path and query as sent, starting with `/`.
    var target: String
    /// As written, without a fragment.
    var text: String

    /// True for `https` and `wss`.
    var isSecure: Bool { scheme == "https" || scheme == "wss" }
    private var defaultPort: Int { isSecure ? 443 : 80 }

    /// The value of the `Host` header (RFC 9110 §7.2): the port only when it is not the scheme's.
    var hostHeader: String {
        let host = authority.host.contains(":") ? "[\(authority.host)]" : authority.host
        return authority.port == defaultPort ? host : "\(host):\(authority.port)"
    }

    /// Reads an absolute URL.
    ///
    /// - Parameters:
    ///   - text: Such as `http://127.0.0.1:8080/health?deep=1`.
    ///   - schemes: The schemes allowed.
    /// - Throws: `Problem`, what was expected.
    init(_ text: String, schemes: [String]) throws(Problem) {
        let starts = schemes.map { $0 + "://" }.joined(separator: " or ")
        guard let separator = text.firstRange(of: "://") else {
            throw Problem(expected: "a URL that starts with \(starts)")
        }
        scheme = text[..<separator.lowerBound].lowercased()
        guard schemes.contains(scheme) else {
            throw Problem(expected: "a URL that starts with \(starts)")
        }
        guard text.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
            throw Problem(expected: "a URL without blanks or letters outside ASCII (use %XX)")
        }
        let rest = text[separator.upperBound...].prefix { $0 != "#" }
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        guard !rest[..<end].contains("@") else {
            throw Problem(expected: "a URL without a password; send it as a header")
        }
        let isSecure = scheme == "https" || scheme == "wss"
        guard let authority = HostPort(String(rest[..<end]), defaultPort: isSecure ? 443 : 80)
        else { throw Problem(expected: "a host, and a port from 1 to 65535 if any") }
        self.authority = authority
        let tail = String(rest[end...])
        target = tail.hasPrefix("/") ? tail : "/" + tail
        self.text = String(text.prefix { $0 != "#" })
    }

    /// What was expected instead of the text.
    struct Problem: Error, Hashable, Sendable {
        var expected: String
    }
}
