import Foundation
import IncidentModel
import SafeText
import Testing

@testable import Probes

/// Real redis-servers, one for each test.
@Suite(.serialized) struct RedisProbeServerTests {
    private struct Server {
        let program: LoopbackProgram
        let port: Int

        /// Runs redis-cli; its output is of no interest.
        func tell(_ words: String...) throws {
            try LoopbackProgram.run(
                "/usr/bin/redis-cli", ["-p", "\(port)"] + words, in: program.folder)
        }

        func ask(_ keys: String = "", start: String = "redis://") async throws -> Reading {
            try await ProbesTests.reading(
                "{redis: \"\(start)127.0.0.1:\(port)\"\(keys.isEmpty ? "" : ", " + keys)}")
        }
    }

    private func server(_ options: String...) async throws -> Server {
        let program = try LoopbackProgram()
        let port = try await unusedPort()
        let folder = program.folder.appendingPathComponent("data")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        try program.start(
            "/usr/bin/redis-server",
            ["--port", "\(port)", "--bind", "127.0.0.1", "--dir", folder.path, "--save", ""]
                + options)
        try #require(await LoopbackProgram.listens(onPort: port))
        return Server(program: program, port: port)
    }

    private func evidence(_ label: DisplayText, of reading: Reading) -> String? {
        reading.evidence.first { $0.label == label }?.text.string
    }

    @Test func pongIsUpWithFacts() async throws {
        let server = try await server()
        let reading = try await server.ask()
        #expect(reading.outcome == .up, "\(reading.reason)")
        #expect(reading.summary == "pong")
        #expect(reading.phases.map(\.name.string) == ["resolve", "connect", "answer", "info"])
        #expect(evidence("role", of: reading) == "master")
        #expect(evidence("version", of: reading)?.first?.isNumber == true)
        #expect(
            reading.equivalentCommand.string == "redis-cli -h 127.0.0.1 -p \(server.port) PING")
        #expect(openConnections(toPort: server.port) == 0)
    }

    @Test func aCommandIsJudgedByItsValue() async throws {
        let server = try await server()
        try server.tell("-n", "3", "RPUSH", "jobs", "a", "b", "c")
        let few = try await ProbesTests.reading(
            "{redis: \"redis://127.0.0.1:\(server.port)/3\", command: LLEN jobs, expect: {value: \"< 10\"}}"
        )
        #expect(few.outcome == .up, "\(few.reason)")
        #expect(few.summary == "3")
        #expect(few.phases.map(\.name.string).contains("log-in"))
        #expect(few.equivalentCommand.string.hasSuffix("-n 3 LLEN jobs"))
        let empty = try await server.ask("command: LLEN jobs, expect: {value: \"> 0\"}")
        #expect(empty.outcome == .down)
        #expect(empty.reason == "the value is 0, expected > 0")
        #expect(empty.failure == .content)
        let none = try await server.ask("command: GET nothing, expect: {value: ok}")
        #expect(none.reason == "the value is nothing, expected “ok”")
        let wrong = try await server.ask("command: NOSUCH thing")
        #expect(wrong.summary == "command")
        #expect(wrong.failure == .rejected)
        let far = try await ProbesTests.reading(
            "{redis: \"redis://127.0.0.1:\(server.port)/99\"}")
        #expect(far.failedPhase == "log-in")
        #expect(far.summary == "no db")
    }

    @Test func passwordsAreAskedForAndNeverShown() async throws {
        let server = try await server("--requirepass", "swordfish1")
        setenv("QUELL_TEST_REDIS", "swordfish1", 1)
        setenv("QUELL_TEST_REDIS_BAD", "herring22", 1)
        let none = try await server.ask()
        #expect(none.summary == "no auth")
        #expect(none.failure == .rejected)
        #expect(
            none.reason
                == "the server asks for a password: NOAUTH Authentication required.")
        let right = try await server.ask("password_env: QUELL_TEST_REDIS")
        #expect(right.outcome == .up, "\(right.reason)")
        #expect(right.equivalentCommand.string.hasPrefix("REDISCLI_AUTH=\"$QUELL_TEST_REDIS\" "))
        let wrong = try await server.ask("password_env: QUELL_TEST_REDIS_BAD")
        #expect(wrong.failedPhase == "log-in")
        #expect(wrong.reason.string.hasPrefix("the user or the password is wrong: WRONGPASS"))
        let inside = try await server.ask(start: "redis://:swordfish1@")
        #expect(inside.outcome == .up)
        let unset = try await server.ask("password_env: QUELL_TEST_NOT_SET")
        #expect(unset.outcome == .unknown)
        for reading in [right, wrong, inside] {
            #expect(!"\(reading)".contains("swordfish1"))
            #expect(!"\(reading)".contains("herring22"))
        }
    }

    @Test func aPasswordForAServerWithoutOneIsSaid() async throws {
        let server = try await server()
        let reading = try await server.ask(start: "redis://:swordfish1@")
        #expect(reading.reason.string.hasPrefix("a password is given and the server has none"))
    }

    @Test func aFullServerSaysSo() async throws {
        let server = try await server()
        let holder = try LoopbackProgram()
        try holder.start(
            "/usr/bin/redis-cli", ["-p", "\(server.port)", "BLPOP", "nothing", "60"])
        #expect(await eventually { openConnections(toPort: server.port) == 1 })
        try server.tell("CONFIG", "SET", "maxclients", "1")
        let reading = try await server.ask()
        #expect(reading.summary == "full")
        #expect(reading.failure == .serverError)
        #expect(
            reading.reason
                == "the server has no connection left: ERR max number of clients reached")
    }

    @Test func aStalledServerIsSilent() async throws {
        let server = try await server("--enable-debug-command", "local")
        let sleeper = try LoopbackProgram()
        try sleeper.start("/usr/bin/redis-cli", ["-p", "\(server.port)", "DEBUG", "SLEEP", "20"])
        var reading = try await server.ask("timeout: 500ms")
        for _ in 0..<300 where reading.outcome == .up {
            reading = try await server.ask("timeout: 500ms")
        }
        #expect(
            reading.reason == "the server accepted the connection and said nothing within 500 ms")
        #expect(reading.failure == .timeout)
        #expect(reading.failedPhase == "answer")
    }

    @Test func aServerThatCannotSaveSaysSo() async throws {
        let server = try await server("--save", "3600 1")
        try FileManager.default.removeItem(
            at: server.program.folder.appendingPathComponent("data"))
        try server.tell("SET", "a", "1")
        try server.tell("BGSAVE")
        var reading = try await server.ask()
        for _ in 0..<300 where reading.outcome == .up { reading = try await server.ask() }
        #expect(reading.summary == "misconf")
        #expect(reading.failure == .serverError)
    }

    @Test func aReplicaSaysWhatItRefuses() async throws {
        let server = try await server("--replica-serve-stale-data", "no")
        try server.tell("REPLICAOF", "127.0.0.1", "1")
        let stale = try await server.ask("command: GET a")
        #expect(stale.reason.string.hasPrefix("the replica has lost its master: MASTERDOWN"))
        #expect(stale.failure == .serverError)
        try server.tell("CONFIG", "SET", "replica-serve-stale-data", "yes")
        let write = try await server.ask("command: SET a 1")
        #expect(write.reason.string.hasPrefix("the server is a replica that refuses writes"))
        #expect(write.failure == .rejected)
        let fine = try await server.ask()
        #expect(evidence("role", of: fine) == "slave")
        #expect(evidence("master link", of: fine) == "down")
    }

    @Test func overTLSTheHandshakeIsAPhase() async throws {
        let program = try LoopbackProgram()
        try LoopbackProgram.run(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "60", "-subj",
                "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                "-keyout", "key.pem", "-out", "cert.pem",
            ], in: program.folder)
        let port = try await unusedPort()
        let pair = ["key", "cert"].flatMap {
            ["--tls-\($0)-file", program.folder.appendingPathComponent($0 + ".pem").path]
        }
        try program.start(
            "/usr/bin/redis-server",
            ["--port", "0", "--tls-port", "\(port)", "--bind", "127.0.0.1", "--save", ""]
                + ["--tls-auth-clients", "no"] + pair)
        try #require(await LoopbackProgram.listens(onPort: port), "\(program.output)")
        let authority = program.folder.appendingPathComponent("cert.pem").path
        let reading = try await ProbesTests.reading(
            "{redis: \"rediss://localhost:\(port)\", tls: {ca: \"\(authority)\"}}")
        #expect(reading.outcome == .up, "\(reading.reason)")
        #expect(reading.phases.map(\.name.string).contains("tls"))
        #expect(reading.equivalentCommand.string.contains(" --tls --cacert "))
        let untrusted = try await ProbesTests.reading("{redis: \"rediss://localhost:\(port)\"}")
        #expect(untrusted.failure == .tls)
    }

    @Test func aDeadServerRefuses() async throws {
        let server = try await server()
        server.program.stop()
        let reading = try await server.ask()
        #expect(reading.reason == "connection refused")
        #expect(reading.failure == .unreachable)
    }
}
