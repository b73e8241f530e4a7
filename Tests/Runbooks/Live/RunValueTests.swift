import Foundation
import IncidentModel
import Runbooks
import SafeText
import Testing

/// Values that people fill in: how they reach a command, and who sees them.
@Suite struct RunValueTests {
    private func runbook(_ script: String, _ front: String = "") throws -> Runbook {
        let head = front.isEmpty ? "" : "---\nvars:\n\(front)\n---\n"
        return try RunbookLoader.parse(
            text: "\(head)## A\n### S\n```bash\n\(script)\n```\n", path: "test.md")
    }

    /// Everything on disk below a folder, as one text.
    private func everything(below folder: String) throws -> String {
        let files = try #require(FileManager.default.enumerator(atPath: folder))
        var text = ""
        for case let name as String in files {
            let data = FileManager.default.contents(atPath: folder + "/" + name) ?? Data()
            text += "\n\(name)\n" + String(decoding: data, as: UTF8.self)
        }
        return text
    }

    @Test(arguments: [
        "plain", "two words", "it's", "\"q\"", "$(touch owned)", "`touch owned`", "; touch owned",
        "*", "back\\slash", "-rf", "a\nb",
    ])
    func valueArrivesAsItIsAndNeverBecomesShellText(_ value: String) async throws {
        let bench = try Bench()
        let runbook = try runbook(
            "printf '<%s>' <the value>\nprintf '<%s>' \"in <the value> quotes\"")
        let (run, end) = try await bench.run(runbook, values: ["<the value>": value])
        #expect(end == .exited(0))
        let wanted = "<\(value)><in \(value) quotes>"
        #expect(bench.witness.output(run).joined(separator: "\n") == wanted)
        #expect(try FileManager.default.contentsOfDirectory(atPath: bench.work) == [])
    }

    @Test func secretIsNowhereButInTheCommandsEnvironment() async throws {
        let bench = try Bench()
        let secret = "zq9-Correct-Horse"
        let runbook = try runbook(
            "test ${#PASS} = \(secret.count) && echo long enough\necho \"got <word>\"\n"
                + "tr '\\0' ' ' </proc/$$/cmdline\ntr '\\0' ' ' </proc/$PPID/cmdline",
            "  word: {secret: true}\n  PASS: {secret: true}")
        let values: [DisplayText: String] = ["<word>": secret, "${PASS}": secret]
        let prepared = try bench.prepare(runbook, values: values)
        #expect(!"\(prepared.preview)".contains(secret))
        #expect(!prepared.command.string.contains(secret))
        #expect(prepared.preview.values.map(\.text) == ["••••••", "••••••"])
        bench.executor.start(prepared)
        #expect(await eventually { bench.witness.end(prepared.run) == .exited(0) })
        #expect(bench.witness.text(prepared.run).contains("long enough"))
        #expect(bench.witness.text(prepared.run).contains("got ‹redacted"))
        #expect(!bench.witness.text(prepared.run).contains(secret))
        #expect(try !everything(below: bench.output).contains(secret))
    }

    @Test func anotherConsoleDoesNotShowTheSecretEither() async throws {
        let bench = try Bench()
        let secret = "zq9-Correct-Horse"
        let runbook = try runbook("echo \"got <word>\"", "  word: {secret: true}")
        let (run, _) = try await bench.run(runbook, values: ["<word>": secret])
        let witness = StepWitness()
        let other = try bench.another(witness)
        other.attach(step: runbook.plan.steps[0].id, run: run)
        #expect(await eventually { witness.end(run) == .exited(0) })
        #expect(witness.output(run).first?.hasPrefix("got ‹redacted") == true)
    }

    @Test func allMissingValuesAreNamedAtOnce() throws {
        let bench = try Bench()
        let runbook = try runbook("echo <one> <two>\necho $THREE_OF_THEM")
        let refusal = #expect(throws: StepRefusal.self) {
            try bench.prepare(runbook, values: ["<one>": "1"])
        }
        #expect(refusal?.missing.map(\.written) == ["<two>", "${THREE_OF_THEM}"])
        #expect(refusal?.reason == "line 4 needs a value for <two>")
        #expect(throws: Never.self) {
            try bench.prepare(
                runbook, values: ["<one>": "1", "<two>": "2", "${THREE_OF_THEM}": "3"])
        }
    }

    @Test func previewShowsExactTextValuesAndFolder() throws {
        let bench = try Bench()
        let runbook = try runbook("grep <word> 'a b'; grep x \"$FILE\"")
        let preview = try bench.prepare(
            runbook, environment: ["OTHER": "1"],
            values: ["<word>": "it's", "${FILE}": "a\u{1B}[2J"]
        ).preview
        #expect(preview.commands.map(\.text) == [["grep \"${WORD}\" 'a b'; grep x \"$FILE\""]])
        #expect(
            preview.values == [
                .init(name: "WORD", text: "it's"), .init(name: "FILE", text: "a␛[2J"),
            ])
        #expect(preview.folder == DisplayText(bench.work))
        #expect(preview.runsUnasked)
    }

    @Test func valuesOfEarlierStepsAreShown() async throws {
        let bench = try Bench()
        let text =
            "## A\n### S\n```bash\nREGION=north; OTHER=1\n```\n### T\n```bash\necho $REGION\n```\n"
        let runbook = try RunbookLoader.parse(text: text, path: "test.md")
        _ = try await bench.run(runbook, 1)
        let preview = try bench.prepare(runbook, 2).preview
        #expect(preview.values == [.init(name: "REGION", text: "north")])
    }

    @Test(arguments: [
        ("kubectl <verb> pod web", "delete", Danger.changes),
        ("systemctl $VERB nginx", "restart", Danger.changes),
        ("kubectl <verb> pod web", "get", Danger.unknown),
    ])
    func valueMayMakeACommandMoreDangerousNotLess(
        _ script: String, _ value: String, _ least: Danger
    ) throws {
        let bench = try Bench()
        let runbook = try runbook(script)
        let before = try #require(runbook.plan.steps[0].danger)
        let written = try #require(runbook.plan.variables.first?.written)
        let preview = try bench.prepare(runbook, values: [written: value]).preview
        #expect(preview.danger >= max(before, least))
        #expect(!preview.runsUnasked)
    }

    @Test func declaredVariableIsAskedForThoughTheEnvironmentHasIt() throws {
        let bench = try Bench()
        let runbook = try runbook("echo $PLACE", "  PLACE: {prompt: Where}")
        #expect(throws: StepRefusal.self) {
            try bench.prepare(runbook, environment: ["PLACE": "there"])
        }
    }

    @Test func unaskedVariablesAreLeftToTheShell() async throws {
        let bench = try Bench()
        let text = "## A\n```bash {promptEnv=false}\necho \"[$NOT_SET_BY_ANYBODY]\"\n```\n"
        let (run, end) = try await bench.run(RunbookLoader.parse(text: text, path: "test.md"))
        #expect(end == .exited(0))
        #expect(bench.witness.output(run) == ["[]"])
    }

    @Test func placeholderInAnotherLanguageIsRefusedWithAWayOut() throws {
        let bench = try Bench()
        let text = "## A\n```bash {interpreter=perl}\nprint \"<word>\";\n```\n"
        let runbook = try RunbookLoader.parse(text: text, path: "test.md")
        let refusal = #expect(throws: StepRefusal.self) {
            try bench.prepare(runbook, values: ["<word>": "x"])
        }
        #expect(refusal?.description.contains("environment variable WORD") == true)
    }

    @Test func commandThatAsksAlwaysIsNotRunUnasked() throws {
        let bench = try Bench()
        let text = "## A\n```bash {confirm}\nls\n```\n"
        let preview = try bench.prepare(RunbookLoader.parse(text: text, path: "test.md")).preview
        #expect(preview.danger == .reads)
        #expect(preview.asksAlways)
        #expect(!preview.runsUnasked)
    }

    @Test func commandWithAProblemIsRefused() throws {
        let bench = try Bench()
        let text = "## A\n```bash {tiemout=5s}\nls\n```\n"
        let refusal = #expect(throws: StepRefusal.self) {
            try bench.prepare(RunbookLoader.parse(text: text, path: "test.md"))
        }
        #expect(refusal?.description.contains("unknown attribute “tiemout”") == true)
    }
}
