import Foundation
import IncidentModel
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import SafeText
import Testing

@testable import Probes

/// A real HTTPS server whose certificate openssl makes on the spot.
@Suite(.serialized, .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")))
struct HTTPSServerTests {
    private struct Server {
        let folder: URL
        let channel: any Channel
        var port: Int { channel.localAddress?.port ?? 0 }
        var certificate: String { folder.appending(path: "cert.pem").path }

        static func start(alternativeName: String) async throws -> Server {
            let folder = FileManager.default.temporaryDirectory.appending(
                path: "quell-tls-\(UUID().uuidString)")
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false)
            let openssl = Process()
            openssl.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
            openssl.arguments = [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test",
                "-addext", "subjectAltName=\(alternativeName)",
                "-keyout", folder.appending(path: "key.pem").path,
                "-out", folder.appending(path: "cert.pem").path,
            ]
            openssl.standardError = FileHandle.nullDevice
            try openssl.run()
            openssl.waitUntilExit()
            let context = try context(folder)
            let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let pipeline = channel.pipeline.syncOperations
                        try pipeline.addHandler(NIOSSLServerHandler(context: context))
                        try pipeline.configureHTTPServerPipeline()
                        try pipeline.addHandler(Answerer())
                    }
                }
                .bind(host: "127.0.0.1", port: 0).get()
            return Server(folder: folder, channel: channel)
        }

        private static func context(_ folder: URL) throws -> NIOSSLContext {
            let chain = try NIOSSLCertificate.fromPEMFile(folder.appending(path: "cert.pem").path)
            let key = try NIOSSLPrivateKey(
                file: folder.appending(path: "key.pem").path, format: .pem)
            return try NIOSSLContext(
                configuration: .makeServerConfiguration(
                    certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key)))
        }

        func stop() async {
            try? await channel.close()
            try? FileManager.default.removeItem(at: folder)
        }
    }

    private final class Answerer: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard case .end = unwrapInboundIn(data) else { return }
            let head = HTTPResponseHead(
                version: .http1_1, status: .ok, headers: ["Content-Length": "4"])
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.write(
                wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: "fine")))), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }

    /// Probes a server, which is trusted or not, under a host name.
    private func reading(
        host: String, certifiedFor name: String, isTrusted: Bool
    ) async throws -> Reading {
        let server = try await Server.start(alternativeName: name)
        var options = ProbeEngineOptions()
        if isTrusted { options.trustRoots = .file(server.certificate) }
        let list = try services(
            "- {name: a, probes: [{http: \"https://\(host):\(server.port)/\", every: 1m}]}")
        let statuses = await ProbeEngine.checkOnce(
            services: list, options: options, now: wallClock)
        await server.stop()
        return try #require(statuses.first?.latest.first)
    }

    @Test func trustedServerIsUpAndTLSIsAPhase() async throws {
        let reading = try await reading(
            host: "localhost", certifiedFor: "DNS:localhost", isTrusted: true)
        #expect(reading.outcome == .up, "\(reading.reason)")
        #expect(
            reading.phases.map(\.name.string)
                == ["resolve", "connect", "tls", "first byte", "transfer"])
    }

    @Test func anAddressIsComparedWithTheCertificateToo() async throws {
        let good = try await reading(
            host: "127.0.0.1", certifiedFor: "IP:127.0.0.1", isTrusted: true)
        #expect(good.outcome == .up, "\(good.reason)")
        let other = try await reading(
            host: "127.0.0.1", certifiedFor: "IP:127.0.0.9", isTrusted: true)
        #expect(other.outcome == .down)
        #expect(other.reason == "the certificate is for 127.0.0.9, not for 127.0.0.1")
    }

    @Test func untrustedCertificateIsDownInThePhaseTLS() async throws {
        let reading = try await reading(
            host: "localhost", certifiedFor: "DNS:localhost", isTrusted: false)
        #expect(reading.outcome == .down)
        #expect(reading.reason == "the certificate is self-signed: CN=test")
        #expect(reading.failedPhase == "tls")
    }

    @Test func certificateForAnotherNameIsDown() async throws {
        let reading = try await reading(
            host: "localhost", certifiedFor: "DNS:other.example.test", isTrusted: true)
        #expect(
            reading.reason
                == "the certificate is for other.example.test, not for localhost")
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/sbin/nginx")))
    func nginxIsUpWithTheFactsOfItsCertificate() async throws {
        let authority = try TestAuthority()
        let identity = try authority.issue()
        let port = try await unusedPort()
        let nginx = try LoopbackProgram()
        let configuration = try nginx.write("nginx.conf", Self.nginx(identity, port))
        try nginx.start(
            "/usr/sbin/nginx", ["-p", nginx.folder.path, "-e", "stderr", "-c", configuration])
        try #require(await LoopbackProgram.listens(onPort: port), "\(nginx.output)")
        var options = ProbeEngineOptions()
        options.trustRoots = .file(authority.root.certificate)
        let list = try services(
            "- {name: a, probes: [{http: \"https://localhost:\(port)/\", every: 1m}]}")
        let statuses = await ProbeEngine.checkOnce(
            services: list, options: options, now: wallClock)
        let reading = try #require(statuses.first?.latest.first)
        #expect(reading.outcome == .up, "\(reading.reason)")
        let evidence = reading.evidence.map { "\($0.label): \($0.text)" }
        #expect(evidence.contains("tls: TLS 1.3"))
        #expect(evidence.contains("certificate: CN=target"))
        #expect(evidence.contains("issuer: CN=Test Root"))
        #expect(evidence.contains { $0.hasPrefix("expires: 20") && $0.hasSuffix(", in 100 days") })
    }

    private static func nginx(_ identity: TestAuthority.Identity, _ port: Int) -> String {
        """
        daemon off; master_process off; pid nginx.pid; error_log stderr;
        events {}
        http {
            access_log off; client_body_temp_path body; proxy_temp_path proxy;
            fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
            server {
                listen 127.0.0.1:\(port) ssl;
                ssl_protocols TLSv1.3;
                ssl_certificate \(identity.certificate);
                ssl_certificate_key \(identity.key);
                location / { return 200 "fine"; }
            }
        }
        """
    }
}
