import IncidentModel
import LocatedYAML
import NIOCore
import NIOHTTP1
import SafeText

/// `http: URL` (also `https`): one HTTP/1.1 request, judged by status, body, headers and speed.
///
/// ```yaml
/// http: https://api.example.test/health
/// method: POST                                # GET by default
/// headers: {Authorization: "Bearer ${TOKEN}"} # variables of the environment; never shown
/// body: '{"id": "${ID}"}'
/// redirects: 3                                # 10 by default; 0 follows none
/// expect:
///   status: [200, 3xx]                        # a redirect that is asked for is not followed
///   text: ready                               # or a list; all must be there
///   matches: '^version [0-9]+$'               # or a list; see `LinearPattern`
///   lacks: ERROR                              # or a list; none may be there
///   header: {content-type: json}              # the text must be in it; '' for any
///   json: {$.status: ok, $.queue: "< 100", $.error: absent}   # see `JSONCondition`
///   within: 2s
/// ```
///
/// Conditions on the body see its first 64 KiB, unpacked.
struct HTTPProbe: ProbeKind {
    static let name = "http"

    let url: ProbeURL
    let method: String
    let fields: HTTPFields
    /// How many redirects are followed.
    let redirects: Int
    let tls: TLSSettings
    let expectation: HTTPExpectation
    /// The body with its variables; nil for none.
    let body: String?
    /// Why no request can be made; nil when one can.
    let failure: ProbeFailure?
    /// Hides what the configuration holds of secrets; nil when it holds none.
    let redactor: Redactor?
    /// The equal command before and after the time-out.
    private let command: (head: String, tail: String)

    /// As many as other probers follow (uptime-kuma, blackbox_exporter, gatus).
    static let ordinaryRedirects = 10

    init(_ keys: inout ProbeKeys) throws {
        url = try keys.value.probeURL(schemes: ["http", "https"])
        method = try Self.method(&keys.probe)
        fields = try HTTPFields(keys.probe.optionalNode("headers"))
        redirects =
            try keys.probe.optionalInt("redirects", in: 0...20) ?? Self.ordinaryRedirects
        tls = try TLSSettings(decoding: &keys.probe)
        expectation = try HTTPExpectation(&keys.expect)
        let text = try keys.probe.optionalNode("body")?.environmentText("text")
        let filled = text?.filledNow()
        body = try? filled?.get()
        var failure = fields.failure
        if case .failure(let missing) = filled { failure = failure ?? missing }
        self.failure = failure
        var secrets = fields.secretValues
        secrets += text?.valuesNow ?? []
        redactor = secrets.isEmpty ? nil : Redactor(secretValues: secrets)
        command = Self.command(
            url, method, fields, body: text, redirects: redirects,
            looksInside: expectation.looksInside)
    }

    var origin: String { url.authority.text }
    var isSpeedJudged: Bool { true }

    func equivalentCommand(timeout: Duration) -> String {
        command.head + Words.seconds(timeout) + command.tail
    }

    func begin(_ attempt: ProbeAttempt) {
        HTTPVisit(attempt, of: self).begin()
    }

    /// One request of a trail, ready to be sent.
    func head(of request: RedirectTrail.Request) -> HTTPRequestHead {
        var head = HTTPRequestHead(
            version: .http1_1, method: HTTPMethod(rawValue: request.method),
            uri: request.url.target)
        head.headers.add(name: "Host", value: request.url.hostHeader)
        head.headers.add(name: "User-Agent", value: "quell")
        head.headers.add(name: "Accept", value: "*/*")
        head.headers.add(name: "Accept-Encoding", value: "gzip, deflate")
        head.headers.add(name: "Connection", value: "close")
        if request.sendsBody, let body {
            head.headers.add(name: "Content-Length", value: "\(body.utf8.count)")
        } else if ["POST", "PUT", "PATCH"].contains(request.method) {
            // RFC 9110 §8.6: a method that has a body says when it is empty.
            head.headers.add(name: "Content-Length", value: "0")
        }
        fields.add(to: &head.headers, isForeign: request.isForeign)
        return head
    }
}

extension HTTPProbe {
    private static func command(
        _ url: ProbeURL, _ method: String, _ fields: HTTPFields, body: EnvironmentText?,
        redirects: Int, looksInside: Bool
    ) -> (head: String, tail: String) {
        var words = ["curl", "-sS", "--compressed"]
        words += looksInside ? ["-i"] : ["-o", "/dev/null", "-w", "%{http_code}\\n"]
        words.append("--max-time")
        var tail = redirects > 0 ? ["-L", "--max-redirs", "\(redirects)"] : []
        // With -X curl would keep the method over a redirect.
        switch method {
        case "GET" where body == nil, "POST": break
        case "HEAD": tail.append("--head")
        default: tail += ["-X", method]
        }
        tail += fields.commandWords
        if let body {
            tail += ["--data-binary", body.shellWord()]
        } else if method == "POST" {
            tail += ["--data-binary", "''"]
        }
        tail.append("'" + url.text.replacing("'", with: "%27") + "'")
        return (ShellQuoting.line(words) + " ", " " + tail.joined(separator: " "))
    }

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
}

extension HTTPExpectation {
    /// Reads the keys below `expect`.
    init(_ expect: inout MappingReader) throws {
        self.init()
        if let node = expect.optionalNode("status") {
            guard let pattern = StatusPattern(try node.strings()) else {
                throw node.error(expected: "a status such as 200, a class such as 2xx, or a list")
            }
            status = pattern
        }
        text = try TextExpectation(&expect)
        headers = try HTTPFields.entries(expect.optionalNode("header")).map {
            Header(name: $0.key, value: try $0.value.string(expected: "a text of the header"))
        }
        if let node = expect.optionalNode("json") { json = try Self.json(node) }
    }

    private static func json(_ node: LocatedNode) throws -> [JSONCondition] {
        guard let entries = node.entries else {
            throw node.error(expected: "a mapping such as {$.status: ok}")
        }
        return try entries.map { entry in
            let value = try entry.value.string(expected: "the value at that path")
            do throws(JSONCondition.Problem) {
                return try JSONCondition(path: entry.key, expected: value)
            } catch .path {
                throw ConfigurationError(
                    at: entry.location, found: entry.key,
                    expected: "a path such as $.status, $.checks[0].ok or $[\"a key\"]")
            } catch .value(let expected) {
                throw entry.value.error(expected: expected)
            }
        }
    }
}
