import IncidentModel
import SafeText
import Testing

@testable import Journal

@Suite struct ShortenedReportTests {
    /// The outage with many entries more, noise and notes.
    private func long(noise: Int, notes: Int = 0, length: Int = 10) -> IncidentAccount {
        var (state, events) = StagingOutage.recorded()
        let check = CheckID(
            step: StepID(runbook: RunbookID("remediation"), phase: 1, step: 2), index: 0)
        let texts = (0..<noise).map {
            EventBody.gateChanged(check: check, state: .unmet("try \($0)"))
        }
        let word = String(repeating: "x", count: length)
        let written = (0..<notes).map { EventBody.noteAdded("note \($0) \(word)") }
        for body in texts + written {
            let event = JournalEvent(
                sequence: events.count + 1, at: StagingOutage.opened + .seconds(3000), monotonic: 0,
                actor: "quell", body: body)
            events.append(event)
            state.apply(event)
        }
        return IncidentAccount(state: state, events: events, utcOffsetSeconds: 0)
    }

    @Test func longTimeLineFitsAnIssueAndSaysWhatIsLeftOut() throws {
        let account = long(noise: 5000)
        let text = IncidentReport.markdown(account)
        #expect(text.utf16.count <= 65_536)
        #expect(text.utf16.count > 50_000)
        let lines = text.split(separator: "\n")
        let kept = lines.count { $0.hasPrefix("- 2026-11-21 ") && $0.contains("gate") }
        let notice = try #require(lines.first { $0.contains("entries are left out here") })
        let count = account.timeline.count
        let all = lines.drop { $0 != "## Time line" }.count { $0.hasPrefix("- 2026-11-21") }
        #expect(kept > 0)
        // The record's own list of irregularities holds one line of that form as well.
        #expect(
            notice.contains("**\(count - all + 1) of \(count) entries are left out here**"),
            "\(notice)")
        #expect(notice.contains("`quell incidents report INC-20261121-0232 --full`"))
    }

    @Test func decisionsStayWhenNoiseGoes() {
        let text = IncidentReport.markdown(long(noise: 5000))
        #expect(text.contains("severity is now P0: everything is down"))
        #expect(text.contains("resolved by eve@web-2"))
    }

    @Test func fullReportHasEverything() {
        let text = IncidentReport.markdown(long(noise: 5000), isFull: true)
        #expect(text.utf16.count > 65_536)
        #expect(text.contains("try 2500"))
        #expect(!text.contains("left out"))
    }

    @Test(arguments: [(400, 2000), (30, 60_000), (6000, 40)])
    func longListsAndTextsAreCutAndCounted(notes: Int, length: Int) {
        let text = IncidentReport.markdown(long(noise: 0, notes: notes, length: length))
        #expect(text.utf16.count <= 65_536)
        #expect(text.contains("all of them: `quell incidents report") || text.contains("…"))
    }

    @Test func shortReportIsWhole() {
        let account = StagingOutage.account()
        #expect(IncidentReport.markdown(account) == IncidentReport.markdown(account, isFull: true))
    }
}
