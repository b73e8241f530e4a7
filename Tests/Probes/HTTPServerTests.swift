import Foundation
import IncidentModel
import NIOSSL
import SafeText
import Testing

@testable import Probes

/// Against a real nginx.
@Suite(.serialized, .nginx) struct HTTPServerTests {
    private func reading(
        _ path: String, _ keys: String = "timeout: 5s", options: ProbeEngineOptions? = nil
    ) async throws -> (reading: Reading, server: NginxServer) {
        let server = try #require(NginxServer.current)
        return (try await once("{http: \"\(server.url)\(path)\", \(keys)}", options), server)
    }

    private func once(
        _ probe: String, _ options: ProbeEngineOptions? = nil
    ) async throws -> Reading {
        let statuses = await ProbeEngine.checkOnce(
            services: try services("- {name: a, probes: [\(probe)]}"),
            options: options ?? ProbeEngineOptions(), now: wallClock)
        return try #require(statuses.first?.latest.first)
    }

    /// What the equal command writes, run by a shell.
    private func output(of reading: Reading) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", reading.equivalentCommand.string]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    @Test func okIsUpAndCurlAgrees() async throws {
        let (reading, _) = try await reading("/ok")
        #expect(reading.outcome == .up, "\(reading.reason)")
        #expect(reading.summary == "200")
        #expect(reading.evidence.contains(Evidence(label: "body", text: "fine")))
        #expect(try output(of: reading) == "200\n")
    }

    @Test(arguments: [
        ("500", "HTTP 500 Internal Server Error", FailureClass.serverError),
        ("502", "HTTP 502 Bad Gateway", .serverError),
        ("503", "HTTP 503 Service Unavailable", .serverError),
        ("404", "HTTP 404 Not Found", .rejected),
        ("private.txt", "HTTP 401 Unauthorized", .rejected),
    ])
    func badStatusesAreTold(_ path: String, _ reason: String, _ failure: FailureClass)
        async throws
    {
        let (reading, _) = try await reading("/" + path)
        #expect(reading.outcome == .down)
        #expect(reading.reason.string == reason)
        #expect(reading.failure == failure)
        #expect(reading.failedPhase == "transfer")
        #expect(try output(of: reading) == reading.summary.string + "\n")
    }

    @Test func answersWithoutABodyEnd() async throws {
        #expect(try await reading("/204").reading.outcome == .up)
        #expect(try await reading("/304").reading.outcome == .up)
        let head = try await reading("/packed", "method: HEAD").reading
        #expect(head.outcome == .up, "\(head.reason)")
        #expect(head.equivalentCommand.string.contains(" --head "))
    }

    @Test func basicAuthorizationFromTheFileIsSentAndNotShown() async throws {
        // quell:secret-word
        let value = "Basic cXVlbGw6c2VjcmV0LXdvcmQ="
        let keys = "headers: {Authorization: \"\(value)\"}, expect: {text: inside}"
        let (reading, _) = try await reading("/private.txt", keys)
        #expect(reading.outcome == .up, "\(reading.reason)")
        #expect(reading.equivalentCommand.string.contains("-H 'Authorization: …'"))
        #expect(!"\(reading)".contains("cXVlbGw6"))
    }

    @Test func aSecretThatTheServerSendsBackIsHidden() async throws {
        let keys = "headers: {Authorization: custom-value-4711}, expect: {text: nothing}"
        let (reading, _) = try await reading("/headers", keys)
        #expect(reading.reason == "the body does not contain “nothing”")
        #expect(reading.evidence.contains { $0.text.string.hasPrefix("auth=‹redacted") })
        #expect(!"\(reading)".contains("4711"))
    }

    @Test func variablesAreFilledInAndCurlFillsThemInToo() async throws {
        let home = try #require(ProcessInfo.processInfo.environment["HOME"])
        let keys = "headers: {X-Zone: \"in ${HOME}\"}, expect: {text: \"zone=in \(home)\"}"
        let (reading, _) = try await reading("/headers", keys)
        #expect(reading.outcome == .up, "\(reading.reason)")
        #expect(reading.equivalentCommand.string.contains(#"-H "X-Zone: in $HOME""#))
        #expect(try output(of: reading).contains("zone=in \(home)"))
    }

    @Test func redirectsAreFollowedAndKept() async throws {
        let (reading, _) = try await reading("/moved", "expect: {text: fine}")
        #expect(reading.outcome == .up, "\(reading.reason)")
        #expect(
            reading.phases.map(\.name.string) == ["resolve", "connect", "first byte", "transfer"])
        let redirect = try #require(reading.evidence.first { $0.label == "redirect" })
        #expect(redirect.text.string.contains(" to http://127.0.0.1:"))
        #expect(redirect.text.string.contains("/ok after "))
        #expect(try output(of: reading).hasSuffix("fine"))
    }

    @Test func aRedirectThatIsAskedForIsTheAnswer() async throws {
        let asked = try await reading("/moved", "expect: {status: 301}").reading
        #expect(asked.outcome == .up)
        #expect(asked.summary == "301")
        let unfollowed = try await reading("/moved", "redirects: 0, expect: {status: 200}").reading
        #expect(unfollowed.reason == "HTTP 301 Moved Permanently, expected 200")
        #expect(unfollowed.failure == .rejected)
    }

    @Test func aRedirectLoopIsTold() async throws {
        let (reading, server) = try await reading("/a")
        #expect(reading.outcome == .down)
        #expect(reading.summary == "loop")
        #expect(reading.reason == "redirect loop: /a → /b → /a")
        #expect(reading.failure == .rejected)
        #expect(reading.failedPhase == "first byte")
        #expect(server.log(of: "/a").count + server.log(of: "/b").count == 2)
    }

    @Test func tooManyRedirectsAreTold() async throws {
        let (reading, server) = try await reading("/endless/", "redirects: 3")
        #expect(
            reading.reason.string
                == "more than 3 redirects, the next to \(server.url)/endless/xxxx")
        #expect(server.log(of: "/endless").count == 4)
    }

    @Test func aRedirectToNoWebServerIsTold() async throws {
        let (mail, _) = try await reading("/mail")
        #expect(
            mail.reason.string
                == "HTTP 302 Found leads to “mailto:somebody@example.test”, "
                + "expected a URL that starts with http:// or https://")
        let (refused, _) = try await reading("/refused")
        #expect(refused.reason == "connection refused (redirected to http://127.0.0.1:1/)")
        #expect(refused.failedPhase == "connect")
        #expect(refused.failure == .unreachable)
    }

    @Test func methodsChangeAsTheyMust() async throws {
        let seen = try await reading(
            "/see-other", "method: POST, body: abc, expect: {text: \"GET .\"}"
        ).reading
        #expect(seen.outcome == .up, "\(seen.evidence)")
        #expect(try output(of: seen).hasSuffix("GET ."))
        let kept = try await reading(
            "/kept", "method: POST, body: abc, expect: {text: \"POST 3.\"}"
        ).reading
        #expect(kept.outcome == .up, "\(kept.evidence)")
    }

    @Test func secretsStayAwayFromAnotherHost() async throws {
        let keys = "headers: {Authorization: custom-value-4711, X-Zone: eu-1}"
        let (reading, _) = try await reading("/foreign", keys)
        #expect(reading.evidence.contains(Evidence(label: "body", text: "auth=, zone=eu-1")))
    }

    @Test func packedBodiesAreUnpacked() async throws {
        let (packed, server) = try await reading("/packed?once", "expect: {text: pale pale}")
        #expect(packed.outcome == .up, "\(packed.reason)")
        #expect(packed.evidence.contains { $0.text.string.contains("Content-Encoding: gzip") })
        let sent = try #require(
            Int(server.log(of: "/packed?once")[0].split(separator: " ").last ?? ""))
        #expect(sent < NginxServer.pale.utf8.count)
        #expect(try output(of: packed).hasSuffix("pale "))
        let deflated = try await reading("/deflated", "expect: {text: that was deflated}").reading
        #expect(deflated.outcome == .up, "\(deflated.reason)")
    }

    @Test func aDecompressionBombIsTold() async throws {
        let (reading, _) = try await reading("/bomb")
        #expect(reading.outcome == .down)
        #expect(reading.summary == "bomb")
        #expect(
            reading.reason
                == "the compressed body grows more than 400-fold: a decompression bomb")
        #expect(reading.failure == .content)
    }

    @Test func aLongPackedBodyIsJudgedByItsBeginning() async throws {
        let first = try await reading("/wide", "expect: {text: 100 lines}").reading
        #expect(first.outcome == .up, "\(first.reason)")
        let last = try await reading("/wide", "expect: {text: 19999 lines}").reading
        #expect(last.reason == "the body does not contain “19999 lines” in its first 64 KiB")
    }

    @Test func aTornPackedBodyIsTold() async throws {
        let (reading, _) = try await reading("/torn")
        #expect(reading.reason == "the compressed body ends too early")
        #expect(reading.failure == .content)
    }

    @Test func aBodyThatIsNotPackedAsItSaysIsTold() async throws {
        let (reading, _) = try await reading("/broken")
        #expect(reading.reason == "the body is not compressed as its Content-Encoding says")
        #expect(reading.failure == .content)
    }

    @Test func ofAGigabyteOnlyTheBeginningIsRead() async throws {
        let (reading, server) = try await reading("/big", "expect: {lacks: never}, timeout: 8s")
        #expect(reading.outcome == .up, "\(reading.reason)")
        #expect(await eventually { !server.log(of: "/big").isEmpty })
        let sent = try #require(Int(server.log(of: "/big")[0].split(separator: " ").last ?? ""))
        // What the kernel's buffers hold, far from all of it.
        #expect(sent < 64 << 20)
    }

    @Test func jsonIsJudged() async throws {
        let good = "expect: {json: {$.status: ok, $.queue: \">= 100\", \"$.checks[0].ok\": true}}"
        #expect(try await reading("/json", good).reading.outcome == .up)
        let (bad, _) = try await reading("/json", "expect: {json: {$.queue: \"< 100\"}}")
        #expect(bad.reason == "$.queue is “150”, expected “< 100”")
        #expect(bad.failure == .content)
        #expect(bad.evidence.contains(Evidence(label: "json", text: "$.queue = 150")))
        #expect(try output(of: bad).contains(#""queue": 150"#))
    }

    @Test func tlsIsAPhaseAndADowngradeIsNoted() async throws {
        let server = try #require(NginxServer.current)
        var options = ProbeEngineOptions()
        options.trustRoots = .file(server.certificate)
        let base = "https://localhost:\(server.securePort)"
        let reading = try await once("{http: \"\(base)/ok\"}", options)
        #expect(reading.outcome == .up, "\(reading.reason)")
        #expect(reading.phases.map(\.name.string).contains("tls"))
        let keys = "headers: {Authorization: custom-value-4711}"
        let down = try await once("{http: \"\(base)/down\", \(keys)}", options)
        #expect(down.outcome == .up, "\(down.reason)")
        let redirect = try #require(down.evidence.first { $0.label == "redirect" })
        #expect(redirect.text.string.hasSuffix(", away from TLS"))
        #expect(down.evidence.contains(Evidence(label: "body", text: "auth=, zone=")))
    }

    @Test func plainTextOnATLSPortIsTold() async throws {
        let server = try #require(NginxServer.current)
        let reading = try await once("{http: \"http://127.0.0.1:\(server.securePort)/\"}")
        #expect(reading.reason == "HTTP 400 Bad Request")
        #expect(reading.evidence.contains { $0.text.string.contains("plain HTTP request") })
    }
}
