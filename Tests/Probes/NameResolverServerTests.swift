import Foundation
import Glibc
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import Probes

/// A resolver on a loop of its own.
private final class Resolving {
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let thread = PollThread(name: "quell-test")
    private let gate: LoopGate
    private let resolver: NIOLoopBound<NameResolver>

    init(_ settings: CaresSettings) throws {
        let loop = group.next()
        let (gate, thread) = (LoopGate(loop), thread)
        self.gate = gate
        resolver = try loop.submit {
            NIOLoopBound(
                NameResolver(loop: loop, gate: gate, thread: thread, settings: settings),
                eventLoop: loop)
        }.wait()
    }

    /// Asks without waiting; the answer is in the box once it came.
    func ask(_ host: String) -> AnswerBox {
        let (resolver, box) = (resolver, AnswerBox())
        gate.execute {
            resolver.value.resolve(HostPort(host: host, port: 80)) { box.put($0) }
        }
        return box
    }

    /// The addresses of a name, or the sentence why there are none.
    func answer(_ host: String) async -> [String] {
        let box = ask(host)
        guard await eventually({ box.answer != nil }) else { return ["no answer"] }
        return box.texts
    }

    func stop() {
        gate.close()
        thread.close()
        try? group.syncShutdownGracefully()
    }
}

private final class AnswerBox: Sendable {
    private let value = Mutex<NameResolver.Answer?>(nil)

    func put(_ answer: NameResolver.Answer) { value.withLock { $0 = answer } }
    var answer: NameResolver.Answer? { value.withLock { $0 } }
    var texts: [String] {
        switch answer {
        case .success(let addresses): addresses.map { "\($0.ipAddress ?? ""):\($0.port ?? 0)" }
        case .failure(let failure): [failure.reason]
        case nil: []
        }
    }
}

@Suite(.serialized) struct NameResolverServerTests {
    private func resolving(
        _ servers: String..., timeout: Int32 = 1500, tries: Int32 = 2
    ) throws -> Resolving {
        try Resolving(CaresSettings(servers: servers, timeout: timeout, tries: tries))
    }

    @Test func namesAreFoundInWhateverWayTheyAreWritten() async throws {
        let server = try await Dnsmasq([
            "--host-record=both.test,10.0.0.1,fd00::1", "--cname=alias.test,both.test",
        ])
        let names = try resolving(server.address)
        defer { names.stop() }
        #expect(Set(await names.answer("both.test")) == ["10.0.0.1:80", "fd00::1:80"])
        #expect(await names.answer("BOTH.Test.").count == 2)
        #expect(await names.answer("alias.test").count == 2)
        #expect(await names.answer("localhost.") == ["127.0.0.1:80", "::1:80"])
        #expect(await names.answer("10.9.8.7") == ["10.9.8.7:80"])
    }

    @Test func theWordsTellWhatIsWrong() async throws {
        let server = try await Dnsmasq(["--txt-record=text.test,hello"])
        let names = try resolving(server.address)
        defer { names.stop() }
        #expect(await names.answer("nobody.test") == ["the name nobody.test does not exist"])
        #expect(await names.answer("text.test") == ["the name text.test has no address"])
        #expect(await names.answer("a..test") == ["the name a..test is not a possible name"])
        #expect(
            await names.answer("quell.example")
                == ["the name server refuses to look up quell.example (REFUSED)"])
        let nobody = try resolving("127.0.0.1:\(try await unusedPort())")
        defer { nobody.stop() }
        #expect(await nobody.answer("a.test") == ["no name server can be reached for a.test"])
        let failing = try await HandmadeNameServer.start { [HandmadeAnswer.to($0, code: 2)] }
        let failed = try resolving(failing.address)
        defer { failed.stop() }
        #expect(
            await failed.answer("a.test") == ["the name server failed to look up a.test (SERVFAIL)"]
        )
        await failing.stop()
        let silent = try await HandmadeNameServer.start()
        let unheard = try resolving(silent.address, timeout: 50, tries: 1)
        defer { unheard.stop() }
        #expect(await unheard.answer("a.test") == ["no name server answers for a.test"])
        await silent.stop()
    }

    @Test func aServerThatFailsIsPassedOver() async throws {
        let failing = try await HandmadeNameServer.start { [HandmadeAnswer.to($0, code: 2)] }
        let good = try await Dnsmasq(["--host-record=a.test,10.0.0.1"])
        let names = try resolving(failing.address, good.address)
        defer { names.stop() }
        #expect(await names.answer("a.test") == ["10.0.0.1:80"])
        #expect(failing.asked > 0)
        await failing.stop()
    }

    @Test func allWhoAskAtOnceShareOneLookupAndTheAnswerIsKept() async throws {
        let server = try await HandmadeNameServer.start {
            [HandmadeAnswer.to($0, addresses: [[10, 0, 0, 1]])]
        }
        let names = try resolving(server.address)
        defer { names.stop() }
        let boxes = (0..<100).map { _ in names.ask("a.test") }
        #expect(await eventually { boxes.allSatisfy { $0.texts == ["10.0.0.1:80"] } })
        #expect(await names.answer("a.test") == ["10.0.0.1:80"])
        #expect(server.asked == 2, "one question for IPv4 and one for IPv6")
        await server.stop()
    }

    @Test func anAnswerIsKeptAsLongAsItSays() async throws {
        let server = try await HandmadeNameServer.start {
            [HandmadeAnswer.to($0, addresses: [[10, 0, 0, 1]], ttl: 0)]
        }
        let names = try resolving(server.address)
        defer { names.stop() }
        #expect(await names.answer("a.test") == ["10.0.0.1:80"])
        try await Task.sleep(for: .milliseconds(1050))
        #expect(await names.answer("a.test") == ["10.0.0.1:80"])
        #expect(server.asked == 4)
        await server.stop()
    }

    @Test func changedSettingsOfTheSystemAreNoticed() async throws {
        let server = try await Dnsmasq([
            "--host-record=web.one.test,10.0.0.1", "--host-record=web.two.test,10.0.0.2",
        ])
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("quell-resolv-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("search one.test\n".utf8).write(to: file)
        let names = try Resolving(
            CaresSettings(servers: [server.address], resolverFile: file.path))
        defer { names.stop() }
        #expect(await names.answer("web") == ["10.0.0.1:80"])
        try Data("search two.test\n".utf8).write(to: file)
        var answer: [String] = []
        for _ in 0..<100 where answer != ["10.0.0.2:80"] {
            try await Task.sleep(for: .milliseconds(100))
            answer = await names.answer("web")
        }
        #expect(answer == ["10.0.0.2:80"])
    }

    /// A name of this machine's hosts file other than localhost.
    private static let hostsName: String? = {
        let text = try? String(contentsOfFile: "/etc/hosts", encoding: .utf8)
        let words = (text ?? "").split(separator: "\n").filter { !$0.hasPrefix("#") }
            .flatMap { $0.split { $0 == " " || $0 == "\t" }.dropFirst() }
        return words.map(String.init).first { !$0.contains("localhost") && !$0.contains("#") }
    }()

    @Test(.enabled(if: hostsName != nil)) func theHostsFileComesFirst() async throws {
        let silent = try await HandmadeNameServer.start()
        let names = try resolving(silent.address)
        defer { names.stop() }
        let name = try #require(Self.hostsName)
        #expect(await names.answer(name).first?.hasSuffix(":80") == true)
        #expect(silent.asked == 0)
        await silent.stop()
    }

    @Test func namesOfASilentServerDelayNoOtherAndAreLeftWithoutATrace() async throws {
        let silent = try await HandmadeNameServer.start()
        let server = try await Dnsmasq([
            "--server=/dead.test/127.0.0.1#\(silent.port)", "--host-record=a.test,10.0.0.1",
            "--host-record=b.test,10.0.0.2",
        ])
        let names = try resolving(server.address, timeout: 20_000)
        let dead = (0..<64).map { names.ask("n\($0).dead.test") }
        #expect(await eventually { silent.asked >= 64 })
        #expect(await names.answer("a.test") == ["10.0.0.1:80"])
        #expect(await names.answer("b.test") == ["10.0.0.2:80"])
        #expect(dead.allSatisfy { $0.answer == nil })
        #expect(openConnections(toPort: server.port, over: "udp") > 0)
        names.stop()
        #expect(dead.allSatisfy { $0.answer == nil })
        #expect(openConnections(toPort: server.port, over: "udp") == 0)
        await silent.stop()
    }
}
