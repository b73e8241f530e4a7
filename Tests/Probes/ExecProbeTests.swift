import IncidentModel
import SafeText
import Testing

@testable import Probes

@Suite struct ExecProbeTests {
    @Test(arguments: [
        (0, Outcome.up), (1, .degraded), (2, .down), (3, .unknown), (7, .down), (127, .unknown),
    ])
    func exitStatusIsTheVerdict(_ status: Int, _ outcome: Outcome) async throws {
        #expect(try await reading("{exec: exit \(status)}").outcome == outcome)
    }

    @Test func firstLineWithoutPerformanceDataIsTheReason() async throws {
        let reading = try await reading(
            #"{exec: "echo 'DISK CRITICAL - free 2% | /=9GB;8;9'; echo more; exit 2"}"#)
        #expect(reading.reason == "DISK CRITICAL - free 2%")
        #expect(reading.summary == "exit 2")
        #expect(reading.evidence.map(\.text) == ["DISK CRITICAL - free 2% | /=9GB;8;9", "more"])
    }

    @Test func standardErrorSpeaksWhenOutputIsSilent() async throws {
        let reading = try await reading(#"{exec: "echo broken >&2; exit 2"}"#)
        #expect(reading.reason == "broken")
    }

    @Test func commandThatDoesNotEndIsStoppedInItsBudget() async throws {
        let reading = try await reading("{exec: sleep 600, timeout: 300ms}")
        #expect(reading.outcome == .down)
        #expect(reading.reason == "the command did not end within 300 ms")
    }

    @Test func unknownCommandIsOurSidesFault() async throws {
        let reading = try await reading("{exec: quell-no-such-command}")
        #expect(reading.outcome == .unknown)
        #expect(reading.reason.string.hasPrefix("the command was not found"))
    }

    @Test func endlessOutputIsBounded() async throws {
        let reading = try await reading(
            "{exec: \"head -c 3000000 /dev/zero | tr '\\\\0' x; exit 2\"}")
        #expect(reading.outcome == .down)
        #expect(reading.reason.string.utf8.count < 8192)
    }
}
