import IncidentModel
import SafeText

/// Events of every kind, with a text `x` wherever a secret could be.
enum SampleEvents {
    static let step = StepID(runbook: RunbookID("remediation"), phase: 1, step: 2)
    static let check = CheckID(step: step, index: 0)
    static let run = RunID("1.2-1")
    static let at = Timestamp(seconds: 1_000)

    static func all(_ x: DisplayText = "text") -> [EventBody] {
        [
            .consoleStarted(version: x),
            .consoleStopped,
            .incidentOpened(
                IncidentFacts(
                    id: "INC-1", title: x, severity: .p0, openedAt: at,
                    impact: x,
                    cadences: [UpdateCadence(audience: "engineering", every: .seconds(1800))],
                    escalateAfter: .seconds(7200), escalateTo: x)),
            .serviceChanged(
                ServiceChange(
                    service: ServiceID("auth"), from: .up, to: .down,
                    cause: .blocked(by: ServiceID("backend")), since: at, reason: x)),
            .clusterChanged(
                ClusterChange(
                    cluster: ClusterID(3), moment: .appeared, template: x, severity: .error)),
            .runbookLoaded(
                runbook: RunbookID("remediation"), title: x, path: x, hash: "00",
                steps: [StepKey(step: step, key: "00")]),
            .runbookTrusted(runbook: RunbookID("remediation"), hash: "00"),
            .valueGiven(runbook: RunbookID("remediation"), written: "<x>", value: x),
            .fileWritten(file: FileID(step: step, index: 0), path: x, hash: "00"),
            .rollbackProposed(runbook: RunbookID("remediation"), phase: 2, reason: x),
            .stepStarted(step: step, title: x, run: run, command: x),
            .stepEnded(step: step, run: run, end: .exited(3), took: .milliseconds(1210)),
            .stepEnded(step: step, run: run, end: .signalled(9), took: .zero),
            .stepEnded(step: step, run: run, end: .timedOut, took: .zero),
            .stepEnded(step: step, run: run, end: .couldNotStart(x), took: .zero),
            .stepEnded(step: step, run: run, end: .cancelled, took: .zero),
            .stepEnded(step: step, run: run, end: .unknown(x), took: .zero),
            .stepTicked(step: step, ticked: true),
            .stepSkipped(step: step, reason: x),
            .checkTicked(check: check, ticked: true),
            .gateChanged(check: check, state: .noData(x)),
            .gateChanged(check: check, state: .unmet(x)),
            .gateChanged(check: check, state: .holding(since: at, remaining: .seconds(9))),
            .gateChanged(check: check, state: .met(at: at)),
            .noteAdded(x),
            .updateSent(audience: "engineering", text: x),
            .recordingGap(events: 2, reason: x),
        ]
    }
}
