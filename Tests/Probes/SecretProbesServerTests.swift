import Foundation
import Glibc
import IncidentModel
import SafeText
import Testing

@testable import Probes

/// The kinds `env`, `secrets` and `placeholders`: what they find, and that they never show a value.
@Suite(.serialized) struct SecretProbesServerTests {
    @Test func variablesOfOurOwnAreFound() async throws {
        let good = try await reading("{env: [PATH]}")
        #expect(good.outcome == .up)
        #expect(!"\(good)".contains("/usr/bin"))
        let bad = try await reading("{env: [PATH, QUELL_NO_SUCH_VARIABLE]}")
        #expect(bad.outcome == .down)
        #expect(bad.failure == .state)
        #expect(bad.reason == "QUELL_NO_SUCH_VARIABLE is not set")
        #expect(bad.equivalentCommand == "test -n \"$PATH\" && test -n \"$QUELL_NO_SUCH_VARIABLE\"")
    }

    @Test func variablesOfAFileAreFound() async throws {
        let home = try LoopbackProgram()
        let path = try home.write(
            ".env", "# DB=no\nexport DATABASE_URL=\"pg://correct-horse\"\nAPI_KEY=\nEMPTY='' # x\n")
        let reading = try await reading(
            "{env: [DATABASE_URL, API_KEY, EMPTY, DB], of: {file: \(path)}}")
        #expect(reading.outcome == .down)
        #expect(
            reading.reason.string == "API_KEY is empty, EMPTY is empty, DB is not set in \(path)")
        #expect(reading.summary == "not set")
        #expect(
            reading.evidence.map(\.text) == [
                "DATABASE_URL is set", "API_KEY is empty", "EMPTY is empty", "DB is not set",
            ])
        #expect(!"\(reading)".contains("correct-horse"))
        let missing = try await ProbesTests.reading("{env: [A], of: {file: /no/such/.env}}")
        #expect(missing.outcome == .down)
        #expect(missing.reason == "/no/such/.env does not exist")
    }

    @Test func variablesOfAProcessAreFound() async throws {
        let home = try LoopbackProgram()
        try home.start(
            "/usr/bin/env", ["-i", "API_KEY=correct-horse", "NONE=", "/bin/sleep", "98434"])
        let pid = try #require(await pid(of: "98434"))
        let file = try home.write("run.pid", "\(pid)\n")
        let good = try await reading("{env: API_KEY, of: {pid_file: \(file)}}")
        #expect(good.outcome == .up)
        #expect(!"\(good)".contains("correct-horse"))
        let bad = try await reading("{env: [API_KEY, NONE, B], of: {pid_file: \(file)}}")
        #expect(
            bad.reason.string
                == "NONE is empty, B is not set in the environment of sleep (pid \(pid))")
        let nobody = try await reading("{env: A, of: {process: quell-no-such}}")
        #expect(nobody.outcome == .down)
        #expect(nobody.reason == "no process is called quell-no-such")
    }

    @Test func secretsAreJudgedWithoutBeingShown() async throws {
        let home = try LoopbackProgram()
        let good = try home.write("good", "correct-horse-battery\n")
        let open = try home.write("open", "correct-horse-battery\n")
        let empty = try home.write("empty", " \n")
        let unfilled = try home.write("unfilled", "<YOUR_KEY>\n")
        for path in [good, empty, unfilled] { chmod(path, 0o600) }
        chmod(open, 0o644)
        #expect(try await reading("{secrets: \(good)}").outcome == .up)
        let readable = try await reading("{secrets: [\(good), \(open)]}")
        #expect(readable.outcome == .degraded)
        #expect(readable.failure == .state)
        #expect(readable.reason.string == "\(open) can be read by everybody (mode 644)")
        #expect(try await reading("{secrets: \(open), expect: {private: false}}").outcome == .up)
        let bad = try await reading(
            "{secrets: [\(good), \(empty), \(unfilled), /no/x, NO_SUCH_TOKEN]}")
        #expect(bad.outcome == .down)
        #expect(
            bad.reason.string
                == "\(empty) is empty, \(unfilled) still holds a placeholder, /no/x does not exist, "
                + "NO_SUCH_TOKEN is not set")
        for reading in [readable, bad] {
            #expect(!"\(reading)".contains("correct-horse") && !"\(reading)".contains("YOUR_KEY"))
        }
    }

    @Test func placeholdersAreToldWithTheirPlacesAndNothingBeside() async throws {
        let home = try LoopbackProgram()
        let path = try home.write(
            "app.yaml",
            "a: 1\npassword: correct-horse <YOUR_KEY>\nurl: ${DB_URL}\nname: {{ name }}\n")
        let reading = try await reading("{placeholders: [\(path)]}")
        #expect(reading.outcome == .down)
        #expect(reading.summary == "unfilled")
        #expect(
            reading.reason.string
                == "3 placeholders are not filled in: \(path):2 <YOUR_KEY>, \(path):3 ${DB_URL}, \(path):4 {{name}}"
        )
        #expect(reading.evidence.count == 3)
        #expect(!"\(reading)".contains("correct-horse"))
        let excepted = try await ProbesTests.reading(
            "{placeholders: \(home.folder.path)/*.yaml, except: [\"${*}\", name, \"<YOUR_*>\"]}")
        #expect(excepted.outcome == .up)
    }

    @Test func missingFileIsDownAndABinaryOneIsNamed() async throws {
        let home = try LoopbackProgram()
        let missing = try await reading("{placeholders: [/no/such.yaml]}")
        #expect(missing.outcome == .down)
        #expect(missing.reason == "/no/such.yaml does not exist")
        let none = try await reading("{placeholders: \(home.folder.path)/*.yaml}")
        #expect(none.reason.string == "no file matches \(home.folder.path)/*.yaml")
        let path = try home.write("binary", "\u{0}\u{1} <YOUR_KEY>")
        let binary = try await reading("{placeholders: \(path)}")
        #expect(binary.outcome == .up)
        #expect(binary.evidence.map(\.text.string) == ["\(path) is not text and was not searched"])
    }

    @Test func hugeFilesAreReadInPart() async throws {
        let home = try LoopbackProgram()
        let path = try home.write("big.txt", String(repeating: "key = <value\n", count: 200_000))
        let reading = try await reading("{placeholders: \(path), timeout: 30s, every: 60s}")
        #expect(reading.outcome == .up)
        #expect(
            reading.evidence.map(\.text.string)
                == ["only the first 1024 KiB of \(path) were searched"])
    }

    @Test func equivalentSearchFindsTheSame() async throws {
        let home = try LoopbackProgram()
        let path = try home.write(
            "a.yaml", "k: <YOUR_KEY>\nu: ${DB_URL}\nn: {{ name }}\nv: CHANGEME\n")
        let reading = try await reading("{placeholders: \(path)}")
        try home.start("/bin/bash", ["-c", reading.equivalentCommand.string])
        #expect(await eventually { !home.isRunning })
        #expect(home.output.split(separator: "\n").count == 4)
    }

    private func pid(of argument: String) async -> Int32? {
        func find() -> Int32? {
            let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
            return all.compactMap { Int32($0) }.first {
                ProcFolder.arguments($0) == ["/bin/sleep", argument]
            }
        }
        _ = await eventually { find() != nil }
        return find()
    }
}
