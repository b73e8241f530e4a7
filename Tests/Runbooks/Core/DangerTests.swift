import IncidentModel
import Testing

@testable import Runbooks

/// Labelled commands.
///
/// The bounds that matter: nothing that destroys is shown below *destroys*, and nothing that
/// changes is shown as *reads*.
@Suite struct DangerTests {
    @Test(arguments: DangerSamples.destroying)
    func destroyingCommandIsShownAsSuch(_ command: String) {
        #expect(DangerClassifier.shared.assess(command).danger == .destroys)
    }

    @Test(arguments: DangerSamples.changing)
    func changingCommandIsShownAsSuch(_ command: String) {
        #expect(DangerClassifier.shared.assess(command).danger == .changes)
    }

    @Test(arguments: DangerSamples.reading)
    func readingCommandIsShownAsSuch(_ command: String) {
        #expect(DangerClassifier.shared.assess(command).danger == .reads)
    }

    @Test(arguments: DangerSamples.unknown)
    func restIsUnknown(_ command: String) {
        #expect(DangerClassifier.shared.assess(command).danger == .unknown)
    }

    @Test func aHundredOfEachShadeAreLabelled() {
        for samples in [
            DangerSamples.destroying, DangerSamples.changing, DangerSamples.reading,
            DangerSamples.unknown,
        ] {
            #expect(Set(samples).count >= 100)
        }
    }

    /// The commands of a list that are not shown as the shade they are labelled with.
    private static func misjudged(
        _ commands: [String], _ isRight: (Danger) -> Bool
    ) -> [String] {
        commands.compactMap { command in
            let found = DangerClassifier.shared.assess(command)
            return isRight(found.danger) ? nil : "\(found.danger) (\(found.reason)): \(command)"
        }
    }

    @Test func nothingThatDestroysIsShownAsLess() {
        #expect(DangerSamples.moreDestroying.count > 400)
        #expect(Self.misjudged(DangerSamples.moreDestroying) { $0 == .destroys } == [])
    }

    @Test func whatChangesIsShownSo() {
        #expect(DangerSamples.moreChanging.count > 400)
        #expect(Self.misjudged(DangerSamples.moreChanging) { $0 == .changes } == [])
    }

    @Test func whatPeopleOnCallLookWithIsShownAsReading() {
        #expect(DangerSamples.moreReading.count > 400)
        #expect(Self.misjudged(DangerSamples.moreReading) { $0 == .reads } == [])
    }

    @Test func whatIsNotKnownToReadIsNeverShownAsReading() {
        #expect(DangerSamples.moreHidden.count > 400)
        #expect(Self.misjudged(DangerSamples.moreHidden) { $0 != .reads } == [])
    }

    @Test func worstPartDecides() {
        let text = "ls; cat x | grep y && if true; then rm -rf /srv/old; fi"
        #expect(DangerClassifier.shared.assess(text).danger == .destroys)
    }

    @Test func oneUnknownPartIsEnough() {
        #expect(DangerClassifier.shared.assess("ls | sort | frobnicate").danger == .unknown)
        #expect(DangerClassifier.shared.assess("echo $(frobnicate)").danger == .unknown)
        #expect(DangerClassifier.shared.assess("echo \"`frobnicate`\"").danger == .unknown)
        #expect(DangerClassifier.shared.assess("cat <(frobnicate)").danger == .unknown)
    }

    @Test func commentsDoNotCount() {
        #expect(DangerClassifier.shared.assess("# rm -rf /\nls # reboot").danger == .reads)
    }

    @Test func continuedLinesAreOne() {
        #expect(
            DangerClassifier.shared.assess("terraform apply \\\n  -auto-approve").danger
                == .destroys)
    }

    @Test func rehearsalIsUnknownNotSafe() {
        let found = DangerClassifier.shared.assess("kubectl delete ns shop --dry-run=server")
        #expect(found.danger == .unknown)
        #expect(found.reason.contains("rehearsal"))
    }

    @Test func rehearsalOfAnotherCommandSoftensNothing() {
        let text = "helm upgrade a b --dry-run && helm uninstall a"
        #expect(DangerClassifier.shared.assess(text).danger == .destroys)
        #expect(
            DangerClassifier.shared.assess("kubectl delete ns x --dry-run=none").danger == .destroys
        )
    }

    @Test func textThatIsNotUnderstoodIsNeverSafe() {
        #expect(DangerClassifier.shared.assess("cat 'x").danger == .unknown)
        #expect(DangerClassifier.shared.assess("echo 'x\nrm -rf /").danger == .destroys)
        #expect(DangerClassifier.shared.assess("").danger == .unknown)
    }

    @Test func lengthHidesNothing() {
        let filler = String(repeating: "x ", count: 3000)
        #expect(
            DangerClassifier.shared.assess("frob \(filler) rm -rf / \(filler)").danger == .destroys)
        #expect(DangerClassifier.shared.assess("jq \(filler) | sort \(filler)").danger == .unknown)
        let endless = String(repeating: "x ", count: 20_000)
        #expect(DangerClassifier.shared.assess("frob \(endless)").danger == .destroys)
    }

    @Test func shellsInsideShellsAreFollowedAndThenUnknown() {
        #expect(
            DangerClassifier.shared.assess("ssh a \"sudo su -c 'reboot'\"").danger == .destroys)
        let nested = String(repeating: "eval ", count: 9) + "ls"
        #expect(DangerClassifier.shared.assess(nested).danger == .unknown)
    }

    @Test func reasonNamesWhatWasFound() {
        #expect(DangerClassifier.shared.assess("ls").reason == "only reads")
        #expect(
            DangerClassifier.shared.assess("stack status").reason
                == "not known to be harmless: stack")
        #expect(DangerClassifier.shared.assess("ls > out.txt").reason == "writes out.txt")
        #expect(DangerClassifier.shared.assess("redis-cli flushall").reason == "empties a cache")
    }

    @Test func everyPatternCompilesAndHasHints() throws {
        for rule in DangerRule.all {
            #expect(throws: Never.self, "\(rule.id)") { try NSPattern.compile(rule.pattern) }
            if let rehearsal = rule.rehearsal {
                #expect(throws: Never.self, "\(rule.id)") { try NSPattern.compile(rehearsal) }
            }
            #expect(rule.hints.allSatisfy { !$0.isEmpty && $0 == $0.lowercased() }, "\(rule.id)")
            #expect(!rule.hints.isEmpty)
        }
        for (program, rule) in ReadingRule.byProgram {
            for pattern in [rule.only, rule.never].compactMap({ $0 }) {
                #expect(throws: Never.self, "\(program)") { try NSPattern.compile(pattern) }
            }
        }
        #expect(Set(DangerRule.all.map(\.id)).count == DangerRule.all.count)
    }

    private static let patterns = PatternCache()

    @Test(arguments: DangerSamples.destroying + DangerSamples.changing)
    func hintsHideNoRule(_ command: String) {
        let script = ShellScript(Placeholder.masked(command))
        for pipeline in script.pipelines {
            for form in pipeline.forms {
                for rule in DangerRule.all where Self.patterns.matches(rule.pattern, form) {
                    let lowered = form.lowercased()
                    #expect(rule.hints.contains { lowered.contains($0) }, "\(rule.id)")
                }
            }
        }
    }
}
