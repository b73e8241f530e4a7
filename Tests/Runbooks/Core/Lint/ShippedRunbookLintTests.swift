import Foundation
import IncidentModel
import Runbooks
import SafeText
import Testing

/// Every runbook that comes with the program is one that we would keep ourselves.
@Suite struct ShippedRunbookLintTests {
    private static let paths: [String] = {
        var top = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        for _ in 0..<5 { top.deleteLastPathComponent() }
        let folder = top.appendingPathComponent("Runbooks").path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".md") }.sorted().map { folder + "/" + $0 }
    }()

    @Test func thereAreAtLeastEight() {
        #expect(Self.paths.count >= 8)
    }

    @Test(arguments: paths)
    func nothingIsNamed(_ path: String) throws {
        let found = RunbookLint.problems(of: try RunbookLoader.load(path: path))
        #expect(found == [])
    }

    @Test(arguments: paths)
    func itHasGatesAndARollback(_ path: String) throws {
        let runbook = try RunbookLoader.load(path: path)
        let plan = runbook.plan
        #expect(plan.steps.flatMap(\.checks).contains { $0.isGate })
        let rollbacks = plan.phases.filter(\.isRollback)
        #expect(rollbacks.contains { $0.steps.contains { !$0.runnableCommands.isEmpty } })
        #expect(plan.phases.contains { $0.budget != nil })
    }
}
