import Foundation
import Glibc
import IncidentModel
import NIOCore
import NIOPosix
import NIOSSL
import SafeText
import Synchronization
import Testing

@testable import Probes

/// Servers that do not get a TLS handshake right, and certificates that are broken.
@Suite(.serialized, .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")))
struct TLSBrokenServerTests {
    private func reading(
        _ answer: [UInt8]?, rest: String = "timeout: 1s"
    ) async throws -> Reading {
        let server = try await RelayServer(to: nil) { _ in answer }
        let reading = try await ProbesTests.reading(
            "{tls: \"127.0.0.1:\(server.port)\", every: 60s, \(rest)}")
        await server.stop()
        return reading
    }

    @Test func aServerOfPlainTextIsQuoted() async throws {
        let reading = try await reading(Array("220 mail.example.test ESMTP\r\n".utf8))
        #expect(reading.outcome == .down)
        #expect(reading.failedPhase == "tls")
        #expect(reading.failure == .tls)
        #expect(reading.summary == "no tls")
        #expect(
            reading.reason
                == "the server does not speak TLS: it says “220 mail.example.test ESMTP”")
    }

    @Test func aServerThatSaysNothingEndsInTheBudget() async throws {
        let reading = try await reading([])
        #expect(reading.outcome == .down)
        #expect(reading.failedPhase == "tls")
        #expect(reading.failure == .timeout)
        #expect(
            reading.reason == "the TLS handshake is not over after 1 s: the server says nothing")
    }

    @Test func aServerThatStopsHalfwayEndsInTheBudget() async throws {
        let reading = try await reading([0x16, 0x03, 0x03, 0x10])
        #expect(reading.failedPhase == "tls")
        #expect(
            reading.reason == "the TLS handshake is not over after 1 s: it stopped halfway")
    }

    @Test func aServerThatClosesIsTold() async throws {
        let reading = try await reading(nil)
        #expect(reading.outcome == .down)
        #expect(reading.failedPhase == "tls")
        #expect(reading.failure == .tls)
        #expect(
            reading.reason.string.hasSuffix("the connection during the TLS handshake"),
            "\(reading.reason)")
    }

    @Test func anAlertIsNamed() async throws {
        for (alert, words) in [
            (40, "the server refused the TLS handshake: no cipher in common, or it wants"),
            (70, "the server speaks no TLS of version 1.2 or later"),
            (80, "the server had an internal error during the TLS handshake"),
            (112, "the server knows no host of this name (TLS server name)"),
            (50, "the server ended TLS with the alert “decode error”"),
        ] as [(UInt8, String)] {
            let reading = try await reading([0x15, 0x03, 0x03, 0, 2, 2, alert])
            #expect(reading.failure == .tls)
            #expect(reading.failedPhase == "tls")
            #expect(reading.reason.string.hasPrefix(words), "\(alert): \(reading.reason)")
        }
    }

    @Test func tlsBeginsAfterSMTPAndTheSecondLookFindsTheWayToo() async throws {
        let authority = try TestAuthority()
        let server = try await OpenSSLServer(try authority.issue())
        let relay = try await RelayServer(to: server.port, isMail: true)
        defer { Task { await relay.stop() } }
        let up = try await ProbesTests.reading(
            "{tls: {target: \"localhost:\(relay.port)\", ca: \"\(authority.root.certificate)\"}, "
                + "starttls: smtp, every: 60s}")
        #expect(up.outcome == .up, "\(up.reason)")
        #expect(up.phases.map(\.name.string) == ["resolve", "connect", "starttls", "tls"])
        let down = try await ProbesTests.reading(
            "{tls: \"localhost:\(relay.port)\", starttls: smtp, every: 60s}")
        #expect(down.reason.string.hasPrefix("signed by an authority this machine does not trust"))
        let other = try await ProbesTests.reading(
            "{tls: \"localhost:\(relay.port)\", starttls: imap, every: 60s}")
        #expect(other.failedPhase == "starttls")
        #expect(
            other.reason == "the server answered “220 test ESMTP” instead of starting TLS")
    }

    /// A relay that changes or cuts what the server sends, differently for each of many probes.
    @Test func damagedHandshakesEndInWords() async throws {
        let authority = try TestAuthority()
        let server = try await OpenSSLServer(try authority.issue())
        let random = Mutex(SeededGenerator(state: 20_261_121))
        let relay = try await RelayServer(to: server.port) { bytes in
            random.withLock { random -> [UInt8]? in
                var bytes = bytes
                switch Int.random(in: 0..<4, using: &random) {
                case 0: return nil
                case 1: return Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
                default:
                    for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
                        let place = Int.random(in: 0..<min(bytes.count, 200), using: &random)
                        bytes[place] = UInt8.random(in: 0...255, using: &random)
                    }
                    return bytes
                }
            }
        }
        defer { Task { await relay.stop() } }
        let probe =
            "{tls: {target: \"localhost:\(relay.port)\", ca: \"\(authority.root.certificate)\"}, timeout: 1s}"
        let list = try services(
            (0..<150).map { "- {name: s\($0), probes: [\(probe)]}" }.joined(separator: "\n"))
        var options = ProbeEngineOptions()
        options.concurrencyPerOrigin = 64
        let statuses = await ProbeEngine.checkOnce(services: list, options: options, now: wallClock)
        let readings = statuses.compactMap(\.latest.first)
        #expect(readings.count > 75)
        #expect(readings.contains { $0.outcome == .down })
        for reading in readings where reading.outcome != .up {
            #expect(!reading.reason.isEmpty)
            #expect(!reading.reason.string.contains("error:"), "\(reading.reason)")
            #expect(reading.failure != .local, "\(reading.reason)")
        }
    }

    @Test func brokenCertificatesAreReadOrRefused() throws {
        let authority = try TestAuthority()
        let identity = try authority.issue()
        let whole = try NIOSSLCertificate.fromPEMFile(identity.certificate)[0].toDERBytes()
        let root = try NIOSSLCertificate.fromPEMFile(authority.root.certificate)[0].toDERBytes()
        let issuer = try #require(CertificateFacts(der: root))
        var random = SeededGenerator(state: 7)
        let memory = CertificateMemory()
        var read = 0
        for _ in 0..<2000 {
            var der = whole
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                der[Int.random(in: 0..<der.count, using: &random)] = .random(
                    in: 0...255, using: &random)
            }
            if Int.random(in: 0..<5, using: &random) == 0 {
                der.removeLast(Int.random(in: 0..<der.count, using: &random))
            }
            if let certificate = try? NIOSSLCertificate(bytes: der, format: .der) {
                #expect(memory.facts(of: certificate) != nil)
            }
            guard let facts = CertificateFacts(der: der) else { continue }
            read += 1
            let failure = CertificateDiagnosis(
                chain: [facts, issuer], authorities: { _ in [issuer] }, now: wallClock()
            ).failure()
            #expect(failure.failure == .tls)
        }
        #expect(read > 100)
    }

    @Test func anAddressThatSwallowsPacketsCostsLittle() async throws {
        let hole = try #require(BlackHole())
        // Without IPv6 on this machine there is no second address to go to.
        guard
            let server = try? await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .bind(host: "::1", port: hole.port).get()
        else { return }
        let reading = try await ProbesTests.reading(
            "{tcp: \"localhost:\(hole.port)\", every: 60s, timeout: 4s}")
        #expect(reading.outcome == .up, "\(reading.reason)")
        #expect(reading.duration >= .milliseconds(250))
        #expect(reading.duration < .milliseconds(1900))
        try? await server.close()
    }
}

/// A port of 127.0.0.1 that lets no further connection through: its queue is full.
private final class BlackHole {
    let port: Int
    private var descriptors: [Int32] = []

    init?() {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let done = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 0) == 0
                    && getsockname(listener, $0, &length) == 0
            }
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        descriptors = [listener]
        guard listener >= 0, done else { return nil }
        for _ in 0..<4 {
            let client = socket(
                AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
            descriptors.append(client)
            _ = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(client, $0, length)
                }
            }
        }
    }

    deinit { for descriptor in descriptors { close(descriptor) } }
}
