import IncidentModel
import SafeText
import Testing

@Suite struct EventHeadlineTests {
    private static let step = StepID(runbook: RunbookID("r"), phase: 1, step: 2)
    private static let check = CheckID(step: step, index: 0)
    private static let at = Timestamp(seconds: 1)

    private static func service(_ verdict: Verdict, _ cause: Cause) -> EventBody {
        .serviceChanged(
            ServiceChange(
                service: ServiceID("auth"), from: .unknown, to: verdict, cause: cause, since: at,
                reason: "x"))
    }

    private static func cluster(_ moment: ClusterMoment) -> EventBody {
        .clusterChanged(
            ClusterChange(cluster: ClusterID(3), moment: moment, template: "x", severity: .error))
    }

    private static func ended(_ end: StepEnd) -> EventBody {
        .stepEnded(step: step, run: RunID("1"), end: end, took: .zero)
    }

    @Test(
        arguments: [
            (.consoleStarted(version: "1"), "console started"),
            (.consoleStopped, "console ended"),
            (
                .incidentOpened(
                    IncidentFacts(id: "INC-1", title: "Staging", severity: .p0, openedAt: at)),
                "P0 opened: Staging"
            ),
            (service(.down, .own), "auth DOWN"),
            (service(.down, .blocked(by: ServiceID("backend"))), "auth blocked by backend"),
            (service(.unknown, .blocked(by: ServiceID("backend"))), "auth blocked by backend"),
            (service(.up, .blocked(by: ServiceID("backend"))), "auth UP"),
            (cluster(.found), "cluster 3 was there: x"),
            (cluster(.appeared), "cluster 3 new: x"),
            (cluster(.spiked), "cluster 3 spiking: x"),
            (cluster(.fellSilent), "cluster 3 silent: x"),
            (cluster(.returned), "cluster 3 is back: x"),
            (
                .runbookLoaded(
                    runbook: RunbookID("r"), title: "t", path: "p", hash: "", steps: nil),
                "runbook r loaded"
            ),
            (
                .stepStarted(step: step, title: "t", run: RunID("1"), command: "c"),
                "step 1.2 started: t"
            ),
            (ended(.exited(0)), "step 1.2 done"),
            (ended(.exited(3)), "step 1.2 exit 3"),
            (ended(.signalled(9)), "step 1.2 ended by signal 9"),
            (ended(.timedOut), "step 1.2 timed out"),
            (ended(.couldNotStart("no bash")), "step 1.2 could not start: no bash"),
            (ended(.cancelled), "step 1.2 cancelled"),
            (ended(.unknown("killed")), "step 1.2 end unknown: killed"),
            (.stepTicked(step: step, ticked: true), "step 1.2 ticked by ada@web-1"),
            (.stepTicked(step: step, ticked: false), "step 1.2 unticked by ada@web-1"),
            (.stepSkipped(step: step, reason: "why"), "step 1.2 skipped: why"),
            (.checkTicked(check: check, ticked: true), "check 1.2 ticked by ada@web-1"),
            (.checkTicked(check: check, ticked: false), "check 1.2 unticked by ada@web-1"),
            (.gateChanged(check: check, state: .noData("x")), "gate 1.2 no data"),
            (.gateChanged(check: check, state: .unmet("x")), "gate 1.2 unmet"),
            (
                .gateChanged(check: check, state: .holding(since: at, remaining: .zero)),
                "gate 1.2 holding"
            ),
            (.gateChanged(check: check, state: .met(at: at)), "gate 1.2 met"),
            (.noteAdded("text"), "note: text"),
            (.updateSent(audience: "business", text: "x"), "update sent to business"),
            (.recordingGap(events: 4, reason: "full"), "4 events not recorded: full"),
        ] as [(EventBody, DisplayText)])
    func everyEventHasAShortPhrase(body: EventBody, phrase: DisplayText) {
        let event = JournalEvent(
            sequence: 1, at: Self.at, monotonic: 0, actor: "ada@web-1", body: body)
        #expect(event.headline == phrase)
    }
}
