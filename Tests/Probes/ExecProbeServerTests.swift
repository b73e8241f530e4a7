import Foundation
import Glibc
import IncidentModel
import SafeText
import Testing

@testable import Probes

@Suite(.serialized) struct ExecProbeServerTests {
    @Test(arguments: [
        (0, Outcome.up), (1, .degraded), (2, .down), (3, .unknown), (7, .down), (127, .unknown),
    ])
    func exitStatusIsTheVerdict(_ status: Int, _ outcome: Outcome) async throws {
        #expect(try await reading("{exec: exit \(status)}").outcome == outcome)
    }

    @Test func firstLineIsTheReasonAndPerformanceDataIsEvidence() async throws {
        let reading = try await reading(
            #"{exec: "echo 'DISK CRITICAL - free 2% | /=9GB;8;9'; echo more; exit 2"}"#)
        #expect(reading.reason == "DISK CRITICAL - free 2%")
        #expect(reading.summary == "exit 2")
        #expect(reading.failure == .serverError)
        #expect(
            reading.evidence.map(\.text) == [
                "DISK CRITICAL - free 2%", "more", "/ = 9 GB (warning 8, critical 9)",
            ])
        #expect(reading.evidence.map(\.label) == ["output", "output", "performance"])
    }

    @Test func standardErrorSpeaksWhenOutputIsSilent() async throws {
        let reading = try await reading(#"{exec: "echo broken >&2; exit 2"}"#)
        #expect(reading.reason == "broken")
    }

    @Test func commandThatDoesNotEndIsStoppedInItsBudget() async throws {
        let reading = try await reading("{exec: sleep 600, timeout: 300ms}")
        #expect(reading.outcome == .down)
        #expect(reading.failure == .timeout)
        #expect(reading.failedPhase == "run")
        #expect(reading.reason == "the command did not end within 300 ms")
    }

    /// Each leaves a process behind that its shell does not wait for, or that ignores polite signals.
    @Test(arguments: [
        "trap '' INT TERM; sleep 98431 & wait; sleep 98431", "sleep 98431 & wait",
        "setsid sleep 98431 & wait", "setsid bash -c 'trap \"\" INT TERM; sleep 98431' & wait",
        "(sleep 98431 &) ; sleep 98431", "nohup sleep 98431 >/dev/null 2>&1 & sleep 98431",
    ])
    func nothingSurvivesATimeout(_ script: String) async throws {
        let line = script.replacingOccurrences(of: "\"", with: "\\\"")
        let reading = try await reading("{exec: \"\(line)\", timeout: 400ms}")
        #expect(reading.failure == .timeout)
        #expect(await eventually { sleepers(98431).isEmpty })
        for pid in sleepers(98431) { kill(pid, SIGKILL) }
    }

    @Test func backgroundProcessThatHoldsTheOutputDoesNotHoldTheReading() async throws {
        let reading = try await reading(#"{exec: "sleep 98432 & echo started; exit 1"}"#)
        #expect(reading.outcome == .degraded)
        #expect(reading.reason == "started")
        #expect(await eventually { sleepers(98432).isEmpty })
    }

    @Test func signalThatEndsTheCommandIsNamed() async throws {
        let reading = try await reading("{exec: \"kill -SEGV $$\"}")
        #expect(reading.outcome == .down)
        #expect(reading.summary == "sig 11")
        #expect(reading.reason == "signal 11 (SEGV) ended the command")
    }

    @Test func commandThatCannotStartIsOurSidesFault() async throws {
        let missing = try await reading("{exec: quell-no-such-command}")
        #expect(missing.outcome == .unknown)
        #expect(missing.reason.string.hasPrefix("the command was not found"))
        let listed = try await reading("{exec: [quell-no-such-command, -x]}")
        #expect(listed.outcome == .unknown)
        #expect(listed.failure == .local)
        #expect(
            listed.reason
                == "the command could not start: quell-no-such-command: not found in PATH")
        let folder = try await reading("{exec: pwd, dir: /no/such/folder}")
        #expect(folder.outcome == .unknown)
        #expect(folder.reason.string.contains("/no/such/folder does not exist"))
    }

    @Test func endlessOutputIsBounded() async throws {
        let reading = try await reading(
            "{exec: \"head -c 10000000 /dev/zero | tr '\\\\0' x; exit 2\", timeout: 30s, every: 60s}"
        )
        #expect(reading.outcome == .down)
        #expect(reading.reason.string.utf8.count < 20_000)
        let flood = try await self.reading("{exec: \"yes 'a line'\", timeout: 1s}")
        #expect(flood.reason == "the command did not end within 1 s")
    }

    @Test func listOfWordsIsReadByNoShell() async throws {
        let reading = try await reading(#"{exec: [printf, "%s|", "$HOME", "a  b"]}"#)
        #expect(reading.outcome == .up)
        #expect(reading.evidence.first?.text == "$HOME")
        #expect(reading.equivalentCommand == "timeout 5 printf '%s|' '$HOME' 'a  b'")
    }

    @Test func folderVariablesAndShellAreGiven() async throws {
        let reading = try await reading(
            #"{exec: "pwd; echo $GREETING", env: {GREETING: "x ${HOME} y"}, dir: /usr, shell: sh}"#)
        let home = ProcessInfo.processInfo.environment["HOME"] ?? ""
        #expect(reading.evidence.map(\.text.string) == ["/usr", "x \(home) y"])
        #expect(
            reading.equivalentCommand.string
                == #"cd /usr && GREETING="x $HOME y" timeout 5 sh -c 'pwd; echo $GREETING'"#)
    }

    @Test func variableThatIsNotSetIsOurSidesFault() async throws {
        let reading = try await reading("{exec: true, env: {A: \"${QUELL_NO_SUCH_VARIABLE}\"}}")
        #expect(reading.outcome == .unknown)
        #expect(reading.reason == "the environment variable QUELL_NO_SUCH_VARIABLE is not set")
    }

    @Test func secretGivenToACommandIsShownNowhere() async throws {
        let reading = try await reading(
            "{exec: \"echo got $PGPASSWORD; exit 2\", env: {PGPASSWORD: correct-horse}}")
        #expect(reading.outcome == .down)
        #expect(!"\(reading)".contains("correct-horse"))
        #expect(reading.equivalentCommand.string.hasPrefix("PGPASSWORD=\"$PGPASSWORD\" "))
    }

    private func reading(_ probe: String) async throws -> Reading {
        try await ProbesTests.reading(probe)
    }

    /// Living processes `sleep N`.
    private func sleepers(_ seconds: Int) -> [Int32] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return all.compactMap { Int32($0) }.filter {
            ProcFolder.arguments($0).last == "\(seconds)"
                && ProcFolder.process($0)?.isZombie == false
        }
    }
}
