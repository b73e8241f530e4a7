import Foundation
import IncidentModel
import SafeText
import Testing

@testable import Journal

@Suite struct IncidentReportTests {
    @Test func markdownOfAnOutage() throws {
        try ReportGolden.compare("outage.md", IncidentReport.markdown(StagingOutage.account()))
    }

    @Test func htmlOfAnOutage() throws {
        try ReportGolden.compare("outage.html", IncidentReport.html(StagingOutage.account()))
    }

    @Test func jsonOfAnOutage() throws {
        try ReportGolden.compare(
            "outage.json", IncidentReport.json(StagingOutage.account(utcOffsetSeconds: 3600)))
    }

    @Test func namesOfTheJSONFormAreDocumented() throws {
        try ReportGolden.compare("report-keys.txt", IncidentReport.keys)
    }

    @Test func recordWithoutAnIncidentSaysSo() {
        let report = IncidentReport.markdown(
            state: IncidentState(), events: [], utcOffsetSeconds: 0)
        #expect(
            report == """
                # Record without an incident

                ## What was run

                Nothing.

                ## About this record

                - **Times are in:** UTC
                - **Events:** 0

                """)
    }

    @Test func reportOfSomeEventsSaysThatOthersAreLeftOut() {
        let (state, events) = StagingOutage.replayed()
        let report = IncidentReport.markdown(
            state: state, events: Array(events.prefix(2)), utcOffsetSeconds: 0)
        #expect(report.contains("- **Events:** 11; this report shows 2 of them\n"))
    }

    @Test func htmlIsWellFormedAndAsksForNothing() {
        let html = IncidentReport.html(StagingOutage.account())
        let reader = XMLWellFormed(html)
        #expect(reader.problem == nil)
        let forbidden = reader.elements.filter { ["script", "img", "link", "iframe"].contains($0) }
        #expect(forbidden.isEmpty)
        #expect(reader.elements.contains("svg"))
        let addresses = reader.attributes.filter { attribute in
            attribute.contains("://") && !attribute.hasPrefix("xmlns=")
        }
        #expect(addresses.isEmpty)
        #expect(!html.contains("url(http"))
        #expect(reader.text.contains("*not* <b>bold</b> @everyone"))
    }

    @Test func jsonIsJSON() throws {
        let text = IncidentReport.json(StagingOutage.account(utcOffsetSeconds: -12_600))
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        #expect(object?["severity"] as? String == "P0")
        #expect(object?["openedAt"] as? String == "2026-11-20T23:05:00-03:30")
        let metrics = object?["metrics"] as? [String: Any]
        #expect(metrics?["resolve"] as? Double == 2640)
        #expect(metrics?["detect"] as? Double == 120)
        #expect(metrics?["acknowledge"] as? Double == 120)
        #expect(metrics?["mitigate"] as? Double == 1500)
    }

    @Test func wallClockStepsMoveWhatIsShownAndNoDuration() {
        var (state, events) = StagingOutage.recorded()
        let before = IncidentAccount(state: state, events: events, utcOffsetSeconds: 0)
        let step = JournalEvent(
            sequence: events.count + 1, at: events.last?.at ?? StagingOutage.opened, monotonic: 0,
            actor: "quell", body: .noticed(.wallClockStepped(by: .seconds(3600))))
        events.append(step)
        state.apply(step)
        let after = IncidentAccount(state: state, events: events, utcOffsetSeconds: 0)
        #expect(after.duration == before.duration)
        let markdown = IncidentReport.markdown(after)
        #expect(markdown.contains("- **Opened:** 2026-11-21 03:35:00"))
        #expect(markdown.contains("the wall clock was set forward by 1 h 00 min"))
    }

    @Test(arguments: [
        (Duration.milliseconds(0), "0 ms"), (.milliseconds(999), "999 ms"),
        (.milliseconds(1_219), "1.21 s"), (.milliseconds(59_990), "59.9 s"),
        (.seconds(725), "12 min 05 s"), (.seconds(3_725), "1 h 02 min"),
        (.seconds(-5), "-5.00 s"),
    ])
    func durationsAreShort(duration: Duration, expected: String) {
        #expect(DurationText.short(duration) == expected)
    }

    @Test(arguments: [
        (Duration.seconds(59), "59 s"), (.seconds(60), "1 min"), (.seconds(7200), "2 h"),
        (.seconds(7500), "2 h 05 min"), (.seconds(86_400), "1 d"), (.seconds(273_600), "3 d 04 h"),
        (.seconds(-90), "-1 min"),
    ])
    func roughDurationsAreWholeUnits(duration: Duration, expected: String) {
        #expect(DurationText.rough(duration) == expected)
    }
}
