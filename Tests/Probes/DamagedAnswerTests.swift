import IncidentModel
import SafeText
import Testing

@testable import Probes

/// Answers with random damage: each ends at once, and when it is not good says why.
@Suite struct DamagedAnswerTests {
    private static let body = #"{"status": "ok"}"#
    private static let good = [
        "HTTP/1.1 200 OK\r\nContent-Length: 16\r\nX-Zone: eu-1\r\n\r\n" + body,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n" + body + "\r\n0\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: /x/../y?z#a\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 16\r\n\r\n" + body,
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    ]

    private func damaged(_ text: String, _ generator: inout SeededGenerator) -> String {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0..<128, using: &generator)
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(contentsOf: bytes[place...].prefix(20), at: place)
            default: bytes.removeSubrange(place...)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: ["http", "websocket", "tcp"])
    func damagedAnswersEndInWords(_ kind: String) async throws {
        let server = try await LoopbackServer.start(.close)
        defer { Task { await server.stop() } }
        let keys = [
            "http": "http: \"\(server.url)\", expect: {json: {$.status: ok}}",
            "websocket": "websocket: \"ws://127.0.0.1:\(server.port)/\"",
            "tcp": "tcp: \"127.0.0.1:\(server.port)\", send: x, expect: {matches: '^HTTP.*OK$'}",
        ]
        let probe = try #require(keys[kind])
        var generator = SeededGenerator(state: 5)
        for _ in 0..<25 {
            let answer = damaged(Self.good.randomElement(using: &generator) ?? "", &generator)
            server.become(.send(answer))
            let reading = try await reading("{\(probe), timeout: 8s}")
            #expect(reading.outcome == .up || !reading.reason.isEmpty, "\(answer)")
            #expect((reading.outcome == .up) == (reading.failure == nil), "\(answer)")
            #expect(reading.failure != .timeout, "\(answer)")
            #expect(reading.summary.string.count <= 8, "\(answer)")
        }
    }
}
