import IncidentModel
import LocatedYAML
import NIOCore
import NIOHTTP1
import SafeText

/// `websocket: ws://…` (also `wss`): the upgrade must succeed, a ping must come back, and with `expect`
/// a message must come.
///
/// ```yaml
/// websocket: wss://api.example.test/live
/// headers: {Authorization: "Bearer ${TOKEN}"}
/// protocol: graphql-ws                        # or a list, best first
/// send: '{"type": "connection_init"}'         # after the ping came back
/// expect: {text: connection_ack}              # also matches, lacks: of any one message
/// ```
struct WebSocketProbe: ProbeKind {
    static let name = "websocket"

    let url: ProbeURL
    let fields: HTTPFields
    /// Offered as `Sec-WebSocket-Protocol`, best first; the server must take one.
    let protocols: [String]
    let tls: TLSSettings
    /// A text message that is sent after the ping came back; nil for none.
    let message: String?
    /// What a message of the server must be; empty when none is waited for.
    let expectation: TextExpectation
    /// Why no request can be made; nil when one can.
    let failure: ProbeFailure?
    /// Hides what the configuration holds of secrets; nil when it holds none.
    let redactor: Redactor?

    init(_ keys: inout ProbeKeys) throws {
        url = try keys.value.probeURL(schemes: ["ws", "wss"])
        fields = try HTTPFields(keys.probe.optionalNode("headers"))
        protocols = try Self.protocols(&keys.probe)
        tls = try TLSSettings(decoding: &keys.probe)
        let text = try keys.probe.optionalNode("send")?.environmentText("text")
        let filled = text?.filledNow()
        message = try? filled?.get()
        expectation = try TextExpectation(&keys.expect)
        var failure = fields.failure
        if case .failure(let missing) = filled { failure = failure ?? missing }
        self.failure = failure
        let secrets = fields.secretValues + (text?.valuesNow ?? [])
        redactor = secrets.isEmpty ? nil : Redactor(secretValues: secrets)
    }

    private static func protocols(_ probe: inout MappingReader) throws -> [String] {
        guard let node = probe.optionalNode("protocol") else { return [] }
        let names = try node.strings()
        guard !names.isEmpty, names.allSatisfy(HTTPFields.isToken) else {
            throw node.error(expected: "a subprotocol such as graphql-ws, or a list")
        }
        return names
    }

    var origin: String { url.authority.text }
    var isSpeedJudged: Bool { true }

    func equivalentCommand(timeout: Duration) -> String {
        var words = [
            "curl", "-sS", "--http1.1", "-o", "/dev/null", "-w", "%{http_code}\\n", "--max-time",
            Words.seconds(timeout), "-H", "Connection: Upgrade", "-H", "Upgrade: websocket",
            "-H", "Sec-WebSocket-Version: 13", "-H", "Sec-WebSocket-Key: cXVlbGwtcHJvYmUta2V5IQ==",
        ]
        if !protocols.isEmpty {
            words += ["-H", "Sec-WebSocket-Protocol: " + protocols.joined(separator: ", ")]
        }
        let plain = (url.isSecure ? "https" : "http") + url.text.dropFirst(url.scheme.count)
        let end = fields.commandWords + ["'" + plain.replacing("'", with: "%27") + "'"]
        return ShellQuoting.line(words) + " " + end.joined(separator: " ")
    }

    func begin(_ attempt: ProbeAttempt) {
        if let failure { return attempt.fail(failure) }
        let exchange = WebSocketExchange(attempt: attempt, probe: self)
        let loop = attempt.loop
        let head = head
        Dialer.dial(attempt, to: url.authority, tls: url.isSecure ? tls : nil) { channel in
            try exchange.addHandlers(to: channel, loop: loop)
        } connected: { channel in
            exchange.send(head, on: channel)
        }
    }

    private var head: HTTPRequestHead {
        var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: url.target)
        head.headers.add(name: "Host", value: url.hostHeader)
        head.headers.add(name: "User-Agent", value: "quell")
        if !protocols.isEmpty {
            head.headers.add(
                name: "Sec-WebSocket-Protocol", value: protocols.joined(separator: ", "))
        }
        fields.add(to: &head.headers)
        return head
    }
}
