import IncidentModel
import SafeText
import Testing

@testable import Settings

/// `incident:` in full, and what is wrong in it with its line.
struct IncidentSectionTests {
    private func settings(_ text: String) throws -> IncidentDefaults {
        try SettingsLoader.parse("incident:\n" + text, path: "/etc/shop/quell.yaml").incident
    }

    @Test func everyKeyIsUnderstood() throws {
        let incident = try settings(
            """
              title: Shop is down
              severity: P0
              impact: nobody can pay
              updates: {engineering: 30m, business: 60m}
              escalate_after: 2h
              escalate_to: the duty manager
              warn_before: 5m
              bell: false
              hook: ./notify.sh
              update_command: post-update --channel ops
            """)
        #expect(incident.impact == "nobody can pay")
        #expect(incident.cadences.map(\.audience) == ["engineering", "business"])
        #expect(incident.escalateAfter == .seconds(7200))
        #expect(incident.escalateTo == "the duty manager")
        #expect(incident.warnBefore == .seconds(300))
        #expect(incident.ringsBell == false)
        #expect(incident.hook == "./notify.sh")
        #expect(incident.updateCommand == "post-update --channel ops")
    }

    @Test func restHasDefaults() throws {
        let incident = try settings("  title: t")
        #expect(incident.warnBefore == .seconds(120))
        #expect(incident.ringsBell)
        #expect(incident.hook == nil && incident.updateCommand == nil)
        #expect(incident.impact.isEmpty && incident.escalateTo.isEmpty)
    }

    @Test func noWarningBeforeIsAllowed() throws {
        #expect(try settings("  warn_before: 0s").warnBefore == .zero)
    }

    @Test(arguments: [
        ("  bell: loud", 2, ["loud", "true"]),
        ("  title: t\n  warn_before: early", 3, ["early"]),
        ("  hook: ''", 2, ["hook"]),
        ("  update_command: [a]", 2, ["list"]),
        ("  escalate_after: 0s", 2, ["0s", "above 0"]),
        ("  updates:\n    business: 0m", 3, ["0m", "above 0"]),
        ("  updates: [a]", 2, ["engineering: 30m"]),
        ("  impact: {a: b}", 2, ["mapping"]),
        ("  escalate: 2h", 2, ["escalate", "escalate_after"]),
    ])
    func mistakeIsNamedWithLineAndExpectation(text: String, line: Int, words: [String]) throws {
        let error = try #require(throws: (any Error).self) { try settings(text) }
        let sentence = "\(error)"
        #expect(sentence.contains("quell.yaml:\(line)"), "\(sentence)")
        for word in words { #expect(sentence.contains(word), "\(sentence)") }
    }
}
