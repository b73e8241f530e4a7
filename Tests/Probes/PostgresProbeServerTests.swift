import Foundation
import Glibc
import IncidentModel
import SafeText
import Testing

@testable import Probes

@Suite(.serialized, WithPostgres()) struct PostgresProbeServerTests {
    private let cluster: PostgresCluster
    private var url: String { "postgres://quell@127.0.0.1:\(cluster.port)/app" }

    init() throws {
        cluster = try #require(PostgresCluster.current)
    }

    private func ask(_ text: String, _ keys: String = "") async throws -> Reading {
        try await reading("{postgres: \"\(text)\", every: 60s\(keys.isEmpty ? "" : ", " + keys)}")
    }

    private func evidence(_ label: DisplayText, of reading: Reading) -> String? {
        reading.evidence.first { $0.label == label }?.text.string
    }

    @Test func theDefaultQuestionIsUpWithPhasesAndFacts() async throws {
        let reading = try await ask(url)
        #expect(reading.outcome == .up, "\(reading.reason)")
        #expect(reading.summary == "ok")
        #expect(reading.phases.map(\.name.string) == ["resolve", "connect", "query"])
        #expect(evidence("server", of: reading)?.hasPrefix("PostgreSQL 1") == true)
        #expect(evidence("role", of: reading) == "primary")
        #expect(evidence("first row", of: reading) == "1")
        #expect(evidence("tls", of: reading)?.hasPrefix("TLSv1") == true)
        #expect(reading.equivalentCommand.string == "psql '\(url)' -c 'SELECT 1'")
    }

    @Test func aSocketFolderAndWordsOfConninfoWorkToo() async throws {
        let words = "host=\(cluster.folder) port=\(cluster.port) user=quell dbname=app"
        let reading = try await ask(words)
        #expect(reading.outcome == .up, "\(reading.reason)")
        #expect(evidence("tls", of: reading) == nil)
        let gone = try await ask("host=\(cluster.folder) port=1 user=quell dbname=app")
        #expect(gone.reason == "the server's socket is not there")
        #expect(gone.failure == .unreachable)
    }

    @Test func valuesRowsAndTextsAreJudged() async throws {
        let count = "query: SELECT count(*) FROM jobs"
        let fine = try await ask(url, "\(count), expect: {value: \"< 100\", rows: 1}")
        #expect(fine.outcome == .up, "\(fine.reason)")
        #expect(fine.summary == "42")
        let many = try await ask(url, "\(count), expect: {value: \"< 10\"}")
        #expect(many.outcome == .down)
        #expect(many.failedPhase == "query")
        #expect(many.failure == .content)
        #expect(many.reason == "the value is 42, expected < 10")
        let rows = "query: SELECT id FROM jobs ORDER BY id"
        #expect(
            try await ask(url, "\(rows), expect: {rows: \">= 42\", text: \"1\"}").outcome == .up)
        let none = try await ask(url, "query: SELECT 1 WHERE false, expect: {value: \"1\"}")
        #expect(none.reason == "the query gave no row")
        let null = try await ask(url, "query: SELECT NULL, expect: {value: \"> 1\"}")
        #expect(null.reason == "the value is nothing, expected > 1")
    }

    @Test func theServersOwnTextTellsWhoIsRefused() async throws {
        let address = "127.0.0.1:\(cluster.port)"
        let role = try await ask("postgres://nobody@\(address)/app")
        #expect(role.failure == .rejected)
        #expect(role.failedPhase == "connect")
        #expect(
            role.reason == "the server refused the log-in: role \"nobody\" does not exist (28000)")
        let database = try await ask("postgres://quell@\(address)/none")
        #expect(database.failure == .rejected)
        #expect(database.summary == "no db")
        #expect(
            database.reason
                == "the database does not exist: database \"none\" does not exist (3D000)")
        let full = try await ask("postgres://few@\(address)/app")
        #expect(full.failure == .serverError)
        #expect(
            full.reason
                == "the server has no connection left: too many connections for role \"few\" (53300)"
        )
    }

    @Test func passwordsComeFromTheEnvironmentOrAFileAndAreNeverShown() async throws {
        setenv("QUELL_TEST_PG", PostgresCluster.password, 1)
        setenv("QUELL_TEST_PG_BAD", "not-that-one", 1)
        let target = "postgres://secret@127.0.0.1:\(cluster.port)/app"
        let right = try await ask(target, "password_env: QUELL_TEST_PG")
        #expect(right.outcome == .up, "\(right.reason)")
        let wrong = try await ask(target, "password_env: QUELL_TEST_PG_BAD")
        #expect(wrong.summary == "password")
        #expect(wrong.failure == .rejected)
        #expect(
            wrong.reason.string.hasPrefix(
                "the role or its password is wrong: password authentication failed"))
        let none = try await ask(target)
        #expect(none.reason == "the server asks for a password and none is given")
        let unset = try await ask(target, "password_env: QUELL_TEST_NOT_SET")
        #expect(unset.outcome == .unknown)
        #expect(unset.reason == "the environment variable QUELL_TEST_NOT_SET is not set")

        let file = cluster.folder + "/pgpass"
        try Data("*:*:*:secret:\(PostgresCluster.password)\n".utf8).write(to: URL(filePath: file))
        chmod(file, 0o600)
        let filed = try await ask("\(target)?passfile=\(file)")
        #expect(filed.outcome == .up, "\(filed.reason)")

        let inside = "postgres://secret:\(PostgresCluster.password)@127.0.0.1:\(cluster.port)/app"
        let echo = "query: \"SELECT '\(PostgresCluster.password)' AS echo\""
        for reading in [right, wrong, try await ask(inside)] {
            #expect(!"\(reading)".contains(PostgresCluster.password))
        }
        let echoed = try await ask(inside, echo)
        #expect(evidence("first row", of: echoed) == "***")
        #expect(
            right.equivalentCommand.string
                == "PGPASSWORD=\"$QUELL_TEST_PG\" psql '\(target)' -c 'SELECT 1'")
    }

    @Test func aServiceFileNamesTheServer() async throws {
        let file = cluster.folder + "/services.conf"
        let text = "[quelltest]\nhost=localhost\nport=\(cluster.port)\nuser=quell\ndbname=app\n"
        try Data(text.utf8).write(to: URL(filePath: file))
        setenv("PGSERVICEFILE", file, 1)
        defer { unsetenv("PGSERVICEFILE") }
        let reading = try await ask("postgres:///?service=quelltest")
        #expect(reading.outcome == .up, "\(reading.reason)")
        let none = try await ask("postgres:///?service=quellother")
        #expect(none.outcome == .unknown)
        #expect(
            none.reason
                == "libpq does not take the settings: definition of service \"quellother\" not found"
        )
    }

    @Test func whatTLSLacksIsSaid() async throws {
        let address = "\(cluster.port)/app"
        let refused = try await ask("postgres://tlsonly@127.0.0.1:\(address)?sslmode=disable")
        #expect(refused.failure == .rejected)
        #expect(refused.reason.string.contains("no encryption (28000)"))
        let allowed = try await ask("postgres://tlsonly@127.0.0.1:\(address)?sslmode=require")
        #expect(allowed.outcome == .up, "\(allowed.reason)")

        let authority = "sslmode=verify-full&sslrootcert=\(cluster.folder)/ca.crt"
        let verified = try await ask("postgres://quell@localhost:\(address)?\(authority)")
        #expect(verified.outcome == .up, "\(verified.reason)")
        let other = try await ask("postgres://quell@127.0.0.1:\(address)?\(authority)")
        #expect(other.failure == .tls)
        #expect(other.reason.string.hasPrefix("the certificate is not for this host"))
        let system = "sslmode=verify-full&sslrootcert=/etc/ssl/certs/ca-certificates.crt"
        if FileManager.default.fileExists(atPath: "/etc/ssl/certs/ca-certificates.crt") {
            let untrusted = try await ask("postgres://quell@localhost:\(address)?\(system)")
            #expect(untrusted.summary == "bad cert")
            #expect(untrusted.reason.string.hasPrefix("the certificate is not trusted"))
        }
        let missing = "sslmode=verify-full&sslrootcert=/nowhere/ca.crt"
        let local = try await ask("postgres://quell@localhost:\(address)?\(missing)")
        #expect(local.outcome == .unknown)

        try cluster.psql("ALTER SYSTEM SET ssl = off")
        try cluster.restart()
        let without = try await ask("postgres://quell@localhost:\(address)?sslmode=require")
        #expect(without.failure == .tls)
        #expect(without.reason == "the server does not speak TLS, which sslmode asks for")
        #expect(try await ask("postgres://quell@localhost:\(address)").outcome == .up)
        try cluster.psql("ALTER SYSTEM SET ssl = on")
        try cluster.restart()
    }

    @Test func aProbeCannotWrite() async throws {
        let write = try await ask(url, "query: DELETE FROM jobs")
        #expect(write.summary == "writes")
        #expect(write.failure == .rejected)
        #expect(
            write.reason.string.hasSuffix(
                "cannot execute DELETE in a read-only transaction (25006)"))
        let two = try await ask(url, "query: \"COMMIT; DELETE FROM jobs\"")
        #expect(two.reason.string.contains("cannot insert multiple commands"))
        #expect(cluster.holds("(SELECT count(*) FROM jobs) = 42"))
    }

    @Test func anErrorOfTheQueryIsQuoted() async throws {
        let reading = try await ask(url, "query: SELECT * FROM job")
        #expect(reading.failedPhase == "query")
        #expect(reading.failure == .rejected)
        #expect(reading.reason == "the query failed: relation \"job\" does not exist (42P01)")
        let copy = try await ask(url, "query: COPY jobs TO STDOUT")
        #expect(copy.outcome == .down)
        #expect(copy.failedPhase == "query")
    }

    @Test func aSlowQueryEndsInTheBudgetHereAndOnTheServer() async throws {
        let reading = try await ask(url, "query: SELECT pg_sleep(30), timeout: 1s")
        #expect(reading.reason == "the query was not done within 1 s")
        #expect(reading.failure == .timeout)
        #expect(reading.duration < .seconds(5))
        let ended = await eventually {
            cluster.holds("NOT EXISTS (SELECT FROM pg_stat_activity WHERE usename = 'quell')")
        }
        #expect(ended)
    }

    @Test func aHugeAnswerDoesNotGrowMemory() async throws {
        let long = try await ask(url, "query: \"SELECT repeat('x', 100000000)\"")
        #expect(long.outcome == .down)
        #expect(long.reason == "the answer is longer than 4096 KiB")
        let rows = "query: \"SELECT generate_series(1, 100000)\", expect: {rows: \"> 99999\"}"
        #expect(try await ask(url, rows).outcome == .up)
    }

    @Test func stoppingTheEngineClosesTheConnection() async throws {
        let list = try services(
            "- {name: a, probes: [{postgres: \"\(url)\", query: SELECT pg_sleep(20), every: 60s}]}")
        let engine = ProbeEngine(services: list, now: wallClock) { _ in }
        engine.start()
        #expect(await eventually { openConnections(toPort: cluster.port) == 1 })
        engine.stop()
        #expect(openConnections(toPort: cluster.port) == 0)
    }

    @Test func readingsLeaveNoConnection() async throws {
        for _ in 0..<5 {
            _ = try await ask(url)
            _ = try await ask(url, "query: SELEC")
            _ = try await ask("postgres://nobody@127.0.0.1:\(cluster.port)/app")
            _ = try await ask(url, "query: SELECT pg_sleep(5), timeout: 100ms")
        }
        #expect(openConnections(toPort: cluster.port) == 0)
    }

    @Test func aServerThatEndsMeanwhileIsToldApart() async throws {
        async let sleeper = ask(url, "query: SELECT pg_sleep(40), timeout: 45s")
        let isAsleep = await eventually {
            cluster.holds("EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep')")
        }
        #expect(isAsleep)
        try cluster.control(["stop", "-m", "smart", "-W"])
        #expect(
            await eventually {
                !cluster.holds("true")
            })
        let stopping = try await ask(url)
        #expect(stopping.summary == "stopping")
        #expect(stopping.failure == .serverError)
        #expect(
            stopping.reason
                == "the server takes no connections now: the database system is shutting down (57P03)"
        )
        try cluster.control(["stop", "-m", "immediate"])
        let killed = try await sleeper
        #expect(killed.outcome == .down)
        #expect(killed.failedPhase == "query")
        #expect(killed.failure == .unreachable)
        #expect(killed.summary == "killed" || killed.summary == "closed", "\(killed.reason)")
        let refused = try await ask(url)
        #expect(refused.reason == "connection refused")
        try cluster.start()
    }
}
