import Foundation
import Processes
import Testing

@Suite("Running, point 5: folder and exported variables carry over")
struct StepCarryOverTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: [
        "export A=new; cd /usr",
        "export A=new; cd /usr; exit 3",
        "export A=new; f() { cd /usr; exit 3; }; f",
        "set -e; export A=new; cd /usr; false; cd /",
        "trap 'echo bye' EXIT; export A=new; cd /usr",
        "trap 'echo bye' EXIT; export A=new; cd /usr; exit 3",
        "trap 'echo bye' EXIT; export A=new; (exit 5); cd /usr; { exit 3; } | cat",
        "set -u; set -o noclobber; IFS=x; PATH=; export A=new; cd /usr",
        "export A=new; cd /usr\nif",
    ]) func folderAndVariablesAreCarriedOver(_ script: String) async throws {
        let step = try await run(script, in: folder)
        let carried = try #require(step.result?.carryOver)
        #expect(carried.workingDirectory == "/usr")
        #expect(carried.set["A"] == "new")
    }

    @Test func onlyChangesAreCarriedOver() async throws {
        let step = try await run("export A=2 B='x\ny=z'; unset C; D=local", in: folder) {
            $0.environment = .adding(["A": "1", "C": "1", "E": "same"])
        }
        let carried = try #require(step.result?.carryOver)
        #expect(carried.set == ["A": "2", "B": "x\ny=z"])
        #expect(carried.unset == ["C"])
        #expect(carried.workingDirectory == folder.path)
    }

    @Test func nextStepStartsWhereTheLastOneEnded() async throws {
        let first = try await run("mkdir sub; cd sub; export A='a b'; unset HOME", in: folder)
        let carried = try #require(first.result?.carryOver)
        let second = try await run("pwd; echo \"$A${HOME-none}\"", in: folder, id: "1.2") {
            $0.workingDirectory = carried.workingDirectory
            $0.environment = carried.applied(to: $0.environment)
        }
        #expect(second.text() == folder.file("sub") + "\na bnone\n")
    }

    @Test func valuesReachTheCommandAsTheyAreAndAreNotRead() async throws {
        let value = "a'b\"c $(touch hacked) `touch hacked`; touch hacked #\n<x> \\ end"
        let step = try await run("printf '%s|' \"$VALUE\" '${VALUE}'", in: folder) {
            $0.environment = .adding(["VALUE": value])
        }
        #expect(step.text() == value + "|${VALUE}|")
        #expect(!FileManager.default.fileExists(atPath: folder.file("hacked")))
    }

    @Test func replacedShellCarriesNothing() async throws {
        let step = try await run("exec true", in: folder)
        #expect(step.result?.end == .exited(0))
        #expect(step.result?.carryOver == nil)
    }

    /// The same text must do the same with and without us.
    @Test(arguments: [
        "echo a; echo b >&2; exit 3",
        "false",
        "(exit 9)",
        "exit",
        "false; exit",
        "echo $#,$0,$-; echo ${BASH_ENV-none} ${QUELL_STEP_FOLDER-none}",
        "trap 'echo err at $LINENO' ERR\nfalse\n(exit 4)",
        "trap 'echo err' ERR; trap 'echo bye $?' EXIT; echo x; (exit 4)",
        "trap 'echo bye $?; exit 8' EXIT; exit 4",
        "trap 'echo bye $?' 0; set -e; false; echo no",
        "set -x; cd /; exit 2",
        "set -x; cd /",
        "echo one\ncat <<EOF\nopen here-document",
        "trap 'echo bye' EXIT\ncat <<EOF\nopen here-document",
        "trap 'echo bye' EXIT; echo 'unbalanced",
        "echo 'unbalanced",
        "trap 'echo bye' EXIT; echo end \\",
        "trap : USR1; kill -USR1 $$; echo $?; trap -p USR1",
        "echo line one\nnosuchcommand\necho $LINENO",
        "f() { return 5; }; f",
        "return 3; echo $?",
        "set -u; echo $undefined; echo no",
        "kill -TERM $$; sleep 5",
        "trap 'echo bye' EXIT; f() { trap 'echo ret' RETURN; }; f; (exit 6)",
        "case x in x) exit 4;; esac",
        "true | exit 5",
        "x=$(exit 6); echo $?; trap 'echo t' EXIT; (exit 7); echo $?; y=$(exit); echo $?",
    ]) func textMeansTheSameAsInPlainBash(_ script: String) async throws {
        let plain = await ProcessRunner.capture(
            .bash(script, workingDirectory: folder.path), timeout: .seconds(20))
        let step = try await run(script, in: folder)
        #expect(step.text(.standardOutput) == String(decoding: plain.standardOutput, as: UTF8.self))
        #expect(step.text(.standardError) == String(decoding: plain.standardError, as: UTF8.self))
        switch plain.end {
        case .exited(let status): #expect(step.result?.end == .exited(status))
        case .signalled(let signal): #expect(step.result?.end == .signalled(signal))
        case .timedOut, .couldNotStart, .cancelled: Issue.record("plain bash ended as \(plain.end)")
        }
    }

    @Test func startFileOfTheUserStillCounts() async throws {
        let start = folder.file("start")
        try "export FROM_START=yes".write(toFile: start, atomically: true, encoding: .utf8)
        let step = try await run("echo $FROM_START $BASH_ENV", in: folder) {
            $0.environment = .adding(["BASH_ENV": start])
        }
        #expect(step.text() == "yes \(start)\n")
    }

    @Test func folderWithSpecialCharactersIsNoTrouble() async throws {
        let odd = folder.file("a b'c\"d$(touch x)`touch y`")
        try FileManager.default.createDirectory(atPath: odd, withIntermediateDirectories: false)
        let step = try await run("export A=1", in: folder) { $0.folder = odd + "/step" }
        #expect(step.result?.carryOver?.set == ["A": "1"])
        #expect(!FileManager.default.fileExists(atPath: folder.file("x")))
    }
}
