import Conditions
import Foundation
import IncidentModel
import Runbooks
import SafeText
import Testing

/// The runbook that the demo walks, read from its place in the project.
@Suite struct ShippedRunbookTests {
    private let runbook: Runbook
    private let folder: String

    init() throws {
        let tests = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        let top = tests.deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        folder = top.appendingPathComponent("Runbooks").path
        runbook = try RunbookLoader.load(path: folder + "/staging-startup-failure.md")
    }

    @Test func phasesAreTheTour() {
        let plan = runbook.plan
        #expect(plan.phases.map(\.isRollback) == [false, false, false, true])
        #expect(plan.phases.map { ($0.budget?.wholeSeconds ?? 0) / 60 } == [5, 10, 5, 0])
        #expect(plan.phases.map(\.steps.count) == [3, 2, 2, 1])
        #expect(plan.problems.isEmpty)
    }

    @Test func coverHasTheTitleAndTheTriggersOfTheWhole() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            let path = folder + "/" + name
            let whole = try RunbookLoader.load(path: path).plan
            let cover = try RunbookLoader.cover(path: path)
            #expect(cover.id == whole.id && cover.title == whole.title, "\(name)")
            #expect(cover.triggers == whole.triggers && !cover.triggers.isEmpty, "\(name)")
            #expect(cover.contentHash == whole.contentHash && cover.phases.isEmpty)
        }
    }

    @Test func everyCommandHasItsDanger() {
        let dangers = runbook.plan.steps.map { $0.commands.map(\.danger) }
        #expect(
            dangers == [
                [.reads], [.unknown], [.reads, .reads], [.changes, .reads], [.changes], [.reads],
                [.unknown], [.changes, .changes],
            ])
    }

    @Test func everyCommandCanRunAsItIs() {
        for command in runbook.plan.steps.flatMap(\.commands) {
            #expect(command.placeholders.isEmpty)
            #expect(!command.needsTerminal)
        }
    }

    @Test func gatesHoldForAtMostFifteenSeconds() {
        let texts = runbook.conditions.values.map(\.text).sorted()
        #expect(
            texts == [
                "all probes are up for 5s",
                "cluster matching \"ModuleNotFoundError\" silent for 15s",
                "probe backend is up for 10s", "response of backend < 2s",
            ])
        #expect(runbook.plan.phases[2].steps.flatMap(\.checks).count == 5)
    }

    @Test(arguments: ShippedRunbookPaths.all)
    func everyShippedRunbookIsWhole(_ path: String) throws {
        let plan = try RunbookLoader.load(path: path).plan
        #expect(plan.problems.isEmpty)
        #expect(plan.phases.contains { $0.isRollback })
        #expect(plan.steps.flatMap(\.checks).contains { $0.isGate })
        #expect(!plan.triggers.isEmpty)
    }

    @Test func atLeastEightAreShipped() {
        #expect(ShippedRunbookPaths.all.count >= 8)
    }

    @Test func titlesFitTheirPane() {
        for step in runbook.plan.steps { #expect(step.title.string.count <= 45) }
    }
}
