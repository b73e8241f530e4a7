import Testing

@testable import EngineRoom

/// What the survey reads is understood, and what it proposes is well formed.
struct DiscoveryTests {
    @Test func listeningSocketsAreReadFromTheKernelsTable() {
        let table = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1234 1
               1: 0100007F:1F91 0100007F:0050 01 00000000:00000000 00:00000000 00000000     0        0 1235 1
               2: 0A00000A:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1236 1
            """
        #expect(
            ListeningSocket.parse(table) == [
                ListeningSocket(port: 8080, isOnLoopback: true, inode: "1234"),
                ListeningSocket(port: 22, isOnLoopback: false, inode: "1236"),
            ])
    }

    @Test func proposalNamesProbesAndSources() {
        var facts = MachineFacts()
        facts.servers = [
            .init(name: "nginx", port: 80, door: .http(path: "/", status: 200), process: "nginx"),
            .init(name: "api", port: 81, door: .http(path: "/", status: 404), process: nil),
            .init(name: "redis", port: 6379, door: .tcp, process: "redis-server"),
        ]
        facts.logs = [
            .init(name: "nginx-error", origin: .file("/var/log/nginx/error.log"), server: "nginx"),
            .init(name: "web", origin: .docker("a \"b\""), server: nil),
        ]
        let text = ConfigurationDraft.text(for: facts)
        #expect(text.contains("- http: http://127.0.0.1:80/\n"))
        #expect(text.contains("- http: http://127.0.0.1:81/\n        expect: {status: 404}\n"))
        #expect(text.contains("- tcp: 127.0.0.1:6379\n"))
        #expect(text.contains(#"file: "/var/log/nginx/error.log", service: nginx"#))
        #expect(text.contains(#"docker: "a \"b\"""#))
    }

    @Test func foreignNamesCannotBreakTheFile() {
        #expect(ConfigurationDraft.quoted("a\nb\u{1b}c\"\\") == #""a?b?c\"\\""#)
        #expect(MachineSurvey.slug("../we ird\n") == "we-ird")
        #expect(MachineSurvey.slug("💥") == "unnamed")
        #expect(MachineSurvey.unique("a", port: 8, among: ["a", "a-8"]) == "a-2")
    }

    @Test func processNameDecidesBeforeThePort() {
        #expect(KnownServer.of(process: "postgres", port: 6379)?.name == "postgresql")
        #expect(KnownServer.of(process: nil, port: 6379)?.name == "redis")
        #expect(KnownServer.of(process: "mine", port: 6379) == nil)
    }
}
