import Testing

@testable import EngineRoom

/// Who is behind a port, asked of real servers.
@Suite(.timeLimit(.minutes(2))) struct LoopbackKnockTests {
    @Test func servedRootIsEnough() throws {
        let server = try SocketServer(.http(["/": 200]))
        #expect(LoopbackKnock.knock(port: server.port) == .http(path: "/", status: 200))
        #expect(server.askedPaths == ["/"])
    }

    @Test func redirectOfTheRootIsServed() throws {
        let server = try SocketServer(.http(["/": 302]))
        #expect(LoopbackKnock.knock(port: server.port) == .http(path: "/", status: 302))
    }

    @Test(arguments: ["/health", "/healthz", "/-/healthy"])
    func pathOfHealthIsFoundWhereTheRootIsNotServed(path: String) throws {
        let server = try SocketServer(.http(["/": 404, path: 200]))
        #expect(LoopbackKnock.knock(port: server.port) == .http(path: path, status: 200))
    }

    @Test func serverWithoutAnyGoodPathIsExpectedToAnswerAsItDoes() throws {
        let server = try SocketServer(.http(["/": 403, "/health": 302]))
        #expect(LoopbackKnock.knock(port: server.port) == .http(path: "/", status: 403))
        #expect(server.askedPaths == ["/", "/health", "/healthz", "/-/healthy"])
    }

    @Test(arguments: [
        "SSH-2.0-OpenSSH_9.2\r\n", "220 mail.example.test ESMTP\r\n", "\u{0}\u{1}", "",
    ])
    func serverThatSpeaksNoHTTPIsTCP(banner: String) throws {
        let server = try SocketServer(.banner(banner))
        #expect(LoopbackKnock.knock(port: server.port) == .tcp)
    }

    @Test(arguments: [
        ("+PONG\r\n", MachineFacts.Door.redis), ("-NOAUTH Authentication required.\r\n", .tcp),
        ("", .tcp),
    ])
    func knownRedisIsAskedForAPong(banner: String, door: MachineFacts.Door) throws {
        let server = try SocketServer(.banner(banner))
        #expect(LoopbackKnock.knock(port: server.port, speech: .redis) == door)
    }

    @Test func serverKnownNotToSpeakHTTPIsNotAskedForAPage() throws {
        let server = try SocketServer(.http(["/": 200]))
        #expect(LoopbackKnock.knock(port: server.port, speech: .other) == .tcp)
        #expect(server.askedPaths.isEmpty)
    }

    @Test func silentServerIsGivenItsPatienceAndNoMore() throws {
        let server = try SocketServer(.silent)
        let start = ContinuousClock.now
        #expect(LoopbackKnock.knock(port: server.port) == .tcp)
        let patience = Duration.milliseconds(LoopbackKnock.patience)
        #expect(ContinuousClock.now - start >= patience * 9 / 10)
        #expect(ContinuousClock.now - start < patience * 20)
    }

    @Test func portWithoutAServerIsNobody() throws {
        #expect(LoopbackKnock.knock(port: try SocketServer.refusedPort()) == nil)
    }
}
