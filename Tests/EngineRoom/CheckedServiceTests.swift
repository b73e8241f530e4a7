import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// Several passes over one service, judged as a whole.
struct CheckedServiceTests {
    @Test(
        arguments: [
            ([.up, .up, .up], .up), ([.down, .down, .down], .down),
            ([.up, .down, .up], .degraded), ([.degraded, .down, .down], .degraded),
            ([.up, .degraded, .up], .degraded), ([.unknown, .down, .unknown], .down),
            ([.up, .unknown, .up], .unknown), ([.degraded, .unknown, .up], .unknown),
        ] as [([Verdict], Verdict)])
    func verdictIsThatOfAllPasses(passes: [Verdict], verdict: Verdict) {
        #expect(Self.checked(passes).status.verdict == verdict)
    }

    @Test func failureInSomePassesIsCountedAndKeepsItsCause() {
        let checked = Self.checked([.up, .down, .up])
        #expect(checked.status.reason == "down in 1 of 3 passes: connection refused")
        #expect(checked.status.cause == .own)
    }

    @Test func failureInAllPassesSpeaksForItself() {
        #expect(Self.checked([.down, .down, .down]).status.reason == "connection refused")
    }

    @Test func timesOfEveryPassAreThere() {
        #expect(Self.checked([.up]).times == "5 ms")
        #expect(Self.checked([.up, .up, .down]).times == "5 / 6 / 7 ms")
        #expect(CheckedService(passes: [ServiceStatus(id: ServiceID("x"))]).times == "–")
    }

    @Test func everyProbeHasItsOwnRowWithPhasesOverSeveralPassesOnly() {
        #expect(Self.checked([.up]).probeRows.isEmpty)
        #expect(
            Self.checked([.up, .up, .down]).probeRows == [
                "tcp  open 5 ms, open 6 ms, refused 7 ms  (connect 2 ms)"
            ])
    }

    @Test func tableOfSeveralPassesNamesTheRootOfWhatFailedInOne() {
        let passes = [Verdict.up, .down, .up].enumerated().map { index, verdict in
            [Self.status(verdict, pass: index)]
        }
        let report = CheckReport(passes: passes)
        #expect(report.roots == [ServiceID("db")])
        #expect(report.exitStatus == 1)
        #expect(report.table.hasSuffix("root: db"))
    }

    private static func checked(_ verdicts: [Verdict]) -> CheckedService {
        CheckedService(passes: verdicts.enumerated().map { status($1, pass: $0) })
    }

    private static func status(_ verdict: Verdict, pass: Int) -> ServiceStatus {
        var status = ServiceStatus(id: ServiceID("db"))
        status.verdict = verdict
        status.cause = verdict == .up ? .none : .own
        status.reason = verdict == .up ? .empty : "connection refused"
        status.latest = [
            Reading(
                probe: ProbeID(service: status.id, index: 0), kind: "tcp",
                startedAt: Timestamp(seconds: Int64(pass)), duration: .milliseconds(5 + pass),
                outcome: verdict == .up ? .up : .down,
                summary: verdict == .up ? "open" : "refused",
                phases: [PhaseTiming(name: "connect", duration: .milliseconds(2))])
        ]
        return status
    }
}
