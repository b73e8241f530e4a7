import IncidentModel
import LocatedYAML
import NIOCore
import NIOHTTP1

/// `http: URL` (also `https`): one HTTP/1.1 request, judged by status, body, headers and speed.
///
/// Redirects are answers like others and are not followed.
struct HTTPProbe: ProbeKind {
    static let name = "http"

    let url: ProbeURL
    let method: String
    let headers: [(name: String, value: String)]
    let body: String?
    let expectation: HTTPExpectation

    init(_ keys: inout ProbeKeys) throws {
        url = try keys.value.probeURL(schemes: ["http", "https"])
        method = try Self.method(&keys.probe)
        headers = try Self.headers(keys.probe.optionalNode("headers"))
        body = try keys.probe.optionalString("body")
        expectation = try Self.expectation(&keys.expect)
    }

    var origin: String { url.authority.text }
    var isSpeedJudged: Bool { true }

    func equivalentCommand(timeout: Duration) -> String {
        var words = ["curl", "-sS"]
        let looksInside = expectation.text != nil || !expectation.json.isEmpty
        words +=
            looksInside || !expectation.headers.isEmpty
            ? ["-i"] : ["-o", "/dev/null", "-w", "%{http_code}\\n"]
        words += ["--max-time", Words.seconds(timeout)]
        if method == "HEAD" {
            words += ["--head"]
        } else if method != (body == nil ? "GET" : "POST") {
            words += ["-X", method]
        }
        for header in headers { words += ["-H", "\(header.name): \(header.value)"] }
        if let body { words += ["--data-binary", body] }
        return ShellQuoting.line(words) + " '" + url.text.replacing("'", with: "%27") + "'"
    }

    func begin(_ attempt: ProbeAttempt) {
        let exchange = HTTPExchange(attempt: attempt, expectation: expectation)
        let request = requestHead
        let body = body
        let tls = url.isSecure ? TLSSettings() : nil
        Dialer.dial(attempt, to: url.authority, tls: tls) { channel in
            try exchange.addHandlers(to: channel)
        } connected: { channel in
            exchange.send(request, body: body, on: channel)
        }
    }

    private var requestHead: HTTPRequestHead {
        var head = HTTPRequestHead(
            version: .http1_1, method: HTTPMethod(rawValue: method), uri: url.target)
        head.headers.add(name: "Host", value: url.hostHeader)
        head.headers.add(name: "User-Agent", value: "quell")
        head.headers.add(name: "Accept", value: "*/*")
        head.headers.add(name: "Connection", value: "close")
        if let body { head.headers.add(name: "Content-Length", value: "\(body.utf8.count)") }
        for header in headers { head.headers.replaceOrAdd(name: header.name, value: header.value) }
        return head
    }
}

extension HTTPProbe {
    /// A token of RFC 9110 §5.6.2, upper case by custom.
    private static func method(_ probe: inout MappingReader) throws -> String {
        guard let node = probe.optionalNode("method") else { return "GET" }
        let expected = "an HTTP method such as GET, HEAD or POST"
        let method = try node.string(expected: expected)
        guard !method.isEmpty, method.utf8.allSatisfy({ 0x41...0x5A ~= $0 }),
            method != "CONNECT"
        else { throw node.error(expected: expected) }
        return method
    }

    private static func headers(_ node: LocatedNode?) throws -> [(name: String, value: String)] {
        guard let node else { return [] }
        let expected = "a mapping of header names to values"
        guard let entries = node.entries else { throw node.error(expected: expected) }
        return try entries.map { entry in
            let value = try entry.value.string(expected: "a header value")
            guard isToken(entry.key) else {
                throw ConfigurationError(
                    at: entry.location, found: entry.key, expected: "the name of a header")
            }
            // A line break would smuggle in further headers.
            guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
                throw entry.value.error(expected: "a header value on one line")
            }
            return (entry.key, value)
        }
    }

    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x30...0x39) ~= byte || (0x41...0x5A) ~= byte || (0x61...0x7A) ~= byte
                    || "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
    }

    private static func expectation(_ expect: inout MappingReader) throws -> HTTPExpectation {
        var expectation = HTTPExpectation()
        if let node = expect.optionalNode("status") {
            guard let pattern = StatusPattern(try node.strings()) else {
                throw node.error(expected: "a status such as 200, a class such as 2xx, or a list")
            }
            expectation.status = pattern
        }
        expectation.text = try expect.optionalString("text")
        expectation.headers = try headers(expect.optionalNode("header")).map {
            HTTPExpectation.Header(name: $0.name, value: $0.value)
        }
        if let node = expect.optionalNode("json") { expectation.json = try json(node) }
        return expectation
    }

    private static func json(_ node: LocatedNode) throws -> [JSONCondition] {
        guard let entries = node.entries else {
            throw node.error(expected: "a mapping such as {$.status: ok}")
        }
        return try entries.map { entry in
            let value = try entry.value.string(expected: "the value at that path")
            guard let condition = JSONCondition(path: entry.key, expected: value) else {
                throw ConfigurationError(
                    at: entry.location, found: entry.key,
                    expected: "a path such as $.status or $.checks[0].ok")
            }
            return condition
        }
    }
}

extension LocatedNode {
    /// The node as a URL of one of these schemes.
    func probeURL(schemes: [String]) throws -> ProbeURL {
        let starts = schemes.map { $0 + "://" }.joined(separator: " or ")
        let text = try string(expected: "a URL that starts with \(starts)")
        do {
            return try ProbeURL(text, schemes: schemes)
        } catch {
            throw self.error(expected: error.expected)
        }
    }
}
