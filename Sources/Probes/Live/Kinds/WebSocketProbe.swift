import LocatedYAML
import NIOCore
import NIOHTTP1
import NIOWebSocket

/// `websocket: ws://…` (also `wss`): the upgrade must succeed, and a ping must come back as a pong.
struct WebSocketProbe: ProbeKind {
    static let name = "websocket"

    let url: ProbeURL

    init(_ keys: inout ProbeKeys) throws {
        url = try keys.value.probeURL(schemes: ["ws", "wss"])
    }

    var origin: String { url.authority.text }
    var isSpeedJudged: Bool { true }

    func equivalentCommand(timeout: Duration) -> String {
        let words = [
            "curl", "-sS", "--http1.1", "-o", "/dev/null", "-w", "%{http_code}\\n", "--max-time",
            Words.seconds(timeout), "-H", "Connection: Upgrade", "-H", "Upgrade: websocket",
            "-H", "Sec-WebSocket-Version: 13", "-H", "Sec-WebSocket-Key: cXVlbGwtcHJvYmUta2V5IQ==",
        ]
        let plain = (url.isSecure ? "https" : "http") + url.text.dropFirst(url.scheme.count)
        return ShellQuoting.line(words) + " '" + plain.replacing("'", with: "%27") + "'"
    }

    func begin(_ attempt: ProbeAttempt) {
        let exchange = WebSocketExchange(attempt: attempt)
        let (url, loop) = (url, attempt.loop)
        let tls = url.isSecure ? TLSSettings() : nil
        Dialer.dial(attempt, to: url.authority, tls: tls) { channel in
            try exchange.addHandlers(to: channel, loop: loop)
        } connected: { channel in
            var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: url.target)
            head.headers.add(name: "Host", value: url.hostHeader)
            head.headers.add(name: "User-Agent", value: "quell")
            exchange.send(head, on: channel)
        }
    }
}
