import Foundation
import IncidentModel
import SafeText
import Testing

@testable import Runbooks

/// Real documents, read where they lie; skipped where they are not.
@Suite(.enabled(if: SharedData.folder != nil, "the folder ../shared is not there"))
struct SampleRunbookTests {
    @Test(arguments: SharedData.runbooks)
    func everyRunnableFenceGivesACommand(_ path: String) throws {
        let runbook = try RunbookLoader.load(path: path)
        let data = try #require(FileManager.default.contents(atPath: path))
        let source = SourceLines(Array(data))
        let commands = runbook.plan.steps.flatMap(\.commands)
        for case .code(let code) in MarkdownReader.blocks(of: source) where code.isFenced {
            let fence = FenceReader(line: source.line(code.line), column: code.column)
            guard FenceReader.runnable.contains(fence.language) else { continue }
            let isFound = commands.contains {
                (code.line...code.line + code.lines.count).contains($0.line)
            }
            let isTold = runbook.plan.problems.contains { $0.line == code.line }
            let isOnlyComments = code.lines.allSatisfy {
                $0.trimmed.isEmpty || $0.trimmed.hasPrefix("#")
            }
            #expect(isFound || isTold || isOnlyComments, "\(path):\(code.line)")
        }
    }

    @Test(arguments: SharedData.runbooks)
    func commandStandsWhereItsLineSays(_ path: String) throws {
        let runbook = try RunbookLoader.load(path: path)
        let data = try #require(FileManager.default.contents(atPath: path))
        let source = SourceLines(Array(data))
        for command in runbook.plan.steps.flatMap(\.commands) {
            let script = try #require(runbook.script(for: command.id))
            let first = script.split(separator: "\n", omittingEmptySubsequences: false)[0]
            #expect(source.line(command.line).contains(first), "\(path):\(command.line)")
        }
    }

    @Test func remediationPlanShowsAsPhases() throws {
        let plan = try RunbookLoader.load(path: SharedData.remediationPlan).plan
        #expect(
            plan.phases.prefix(5).map { ($0.budget?.wholeSeconds ?? 0) / 60 } == [
                30, 60, 30, 30, 30,
            ])
        #expect(plan.phases.filter(\.isRollback).map(\.line) == [271])
        #expect(plan.phases.map { $0.steps.flatMap(\.commands).count } == [3, 4, 2, 8, 4, 3, 0, 2])
        #expect(plan.phases.map { $0.steps.flatMap(\.checks).count } == [3, 0, 0, 0, 12, 4, 8, 0])
        #expect(plan.problems.isEmpty)
    }

    @Test func remediationPlanHasItsDangers() throws {
        let commands = try RunbookLoader.load(path: SharedData.remediationPlan).plan.steps
            .flatMap(\.commands)
        let byLine = Dictionary(uniqueKeysWithValues: commands.map { ($0.line, $0) })
        #expect(byLine[82]?.danger == .destroys)
        #expect(commands.filter { $0.danger == .destroys }.count == 1)
        #expect(byLine[216]?.needsTerminal == true)
        #expect(commands.filter(\.needsTerminal).count == 1)
        #expect(byLine[216]?.placeholders == ["<db-instance-name>"])
        #expect(byLine[48]?.danger == .reads)
        #expect(byLine[235]?.danger == .changes)
    }
}
