import Foundation
import IncidentModel
import SafeText
import Testing

@testable import Runbooks

/// Documents that were cut, spliced and damaged.
@Suite struct DamagedDocumentTests {
    /// What is mutated: documents of ours, and real ones where they are there.
    private static let corpus: [[UInt8]] = {
        let shipped = ShippedRunbookPaths.all.compactMap(FileManager.default.contents(atPath:))
        return [Array(PlanDocument.plain.utf8)] + shipped.map { Array($0) }
    }()

    /// A piece of some document of the corpus, of at most 400 bytes.
    private func piece(_ random: inout SeededRandom) -> ArraySlice<UInt8> {
        guard let document = Self.corpus.randomElement(using: &random) else { return [] }
        let start = Int.random(in: 0..<document.count, using: &random)
        return document[
            start..<min(document.count, start + Int.random(in: 1...400, using: &random))]
    }

    private static let scraps: [[UInt8]] =
        [
            [0], [0xFF], [0xC3], [0xF0, 0x9F], [0xE2, 0x80], [0x0D], [0x0D, 0x0A], [0x09],
            [0x1B, 0x5B],
        ]
        + [
            "```", "~~~", "```bash\n", "```console\n$ ", "\n", "> ", "- ", "1. ", "    ", "<!--",
            "-->",
            "<details>\n", "{verify}", "---\n", "|", "$(", "'", "<<E\n", "#", "\u{FEFF}",
            "\u{2028}",
        ].map { Array($0.utf8) }

    private func mutate(_ document: inout [UInt8], _ random: inout SeededRandom) {
        let at = Int.random(in: 0...document.count, using: &random)
        let end = min(document.count, at + Int.random(in: 0...40, using: &random))
        switch Int.random(in: 0..<6, using: &random) {
        case 0: document.removeSubrange(at..<end)
        case 1: document.insert(contentsOf: Self.scraps.randomElement(using: &random) ?? [], at: at)
        case 2: document.replaceSubrange(at..<end, with: piece(&random).prefix(80))
        case 3: document.removeSubrange(at...)
        case 4:
            for index in at..<end { document[index] = UInt8.random(in: 0...255, using: &random) }
        default:
            document = document.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
        }
    }

    private func damaged(_ random: inout SeededRandom) -> [UInt8] {
        var document = Array(piece(&random))
        for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&document, &random) }
        return document
    }

    @Test(arguments: [UInt64](1...10))
    func damageLosesNoCommandAndMovesNoLine(_ seed: UInt64) {
        var random = SeededRandom(seed)
        for _ in 0..<1000 {
            let document = damaged(&random)
            let source = SourceLines(document)
            let draft = DraftReader.read(MarkdownReader.blocks(of: source), of: source)
            let steps = draft.phases.flatMap(\.steps)
            let commands = steps.flatMap(\.commands)
            let wrong = commands.filter { !stands($0.script, at: $0.line, of: source) }
            let files = Set(steps.flatMap(\.files).map(\.line))
            let found = commands.map {
                $0.line...($0.line + $0.script.utf8.count { $0 == 0x0A })
            }
            let lost = FenceOracle(document, files: files).runnable.keys.filter { line in
                !found.contains { $0.contains(line) }
            }
            if wrong.isEmpty, lost.isEmpty { continue }
            Issue.record(
                "lost \(lost.sorted()), misplaced \(wrong.map(\.line)): \(shown(document))")
        }
    }

    /// True when a script begins in that line of the file.
    private func stands(_ script: String, at line: Int, of source: SourceLines) -> Bool {
        let first = script.utf8.prefix { $0 != 0x0A }.drop { $0 == 0x20 || $0 == 0x09 }
        // Markdown has no place for NUL.
        let text = source.line(line).unicodeScalars.map { $0 == "\0" ? "\u{FFFD}" : String($0) }
        return Array(text.joined().utf8).contains(Array(first))
    }

    private func shown(_ document: [UInt8]) -> String {
        String(decoding: document, as: UTF8.self).debugDescription
    }

    @Test(arguments: [UInt64](1...4))
    func planOfADamagedDocumentHasOnlyItsLines(_ seed: UInt64) {
        var random = SeededRandom(100 + seed)
        for _ in 0..<100 {
            let document = damaged(&random)
            let plan = RunbookParser.runbook(document, path: "r.md", id: nil, variables: []).plan
            let range = 1...max(1, SourceLines(document).lines.count)
            let outside = lines(of: plan).filter { !range.contains($0) }
            #expect(outside == [], "\(shown(document))")
        }
    }

    private func lines(of plan: RunbookPlan) -> [Int] {
        plan.problems.map(\.line) + plan.variables.map(\.line) + plan.phases.map(\.line)
            + plan.steps.flatMap { step in
                [step.line] + step.commands.map(\.line) + step.checks.map(\.line)
                    + step.files.map(\.line)
            }
    }

    @Test func undamagedDocumentsKeepEveryCommand() {
        for document in Self.corpus {
            let runbook = RunbookParser.runbook(document, path: "r.md", id: nil, variables: [])
            let found = runbook.plan.steps.flatMap(\.commands).map {
                $0.line..<($0.line + $0.text.count)
            }
            let oracle = FenceOracle(document, files: [])
            #expect(!oracle.runnable.isEmpty)
            let lost = oracle.runnable.keys.filter { line in !found.contains { $0.contains(line) } }
            #expect(lost == [])
        }
    }
}
