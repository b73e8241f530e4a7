import Crypto
import Foundation
import IncidentModel
import SafeText

/// Turns a file's bytes into a runbook.
struct RunbookParser {
    /// The most that a file may hold: 1 MB.
    ///
    /// cmark's time can grow with the square of the size.
    static let byteLimit = 1_000_000

    private init() {}

    static func parse(
        _ bytes: [UInt8], path: String, id: RunbookID?, variables: Set<String>
    ) throws(RunbookError) -> Runbook {
        guard bytes.count <= byteLimit else {
            let size = "\(bytes.count) bytes, a runbook may have \(byteLimit)"
            throw RunbookError(path: path, reason: "too large: \(size)")
        }
        return runbook(bytes, path: path, id: id, variables: variables)
    }

    /// Reads a file of any size.
    static func runbook(
        _ bytes: [UInt8], path: String, id: RunbookID?, variables: Set<String>
    ) -> Runbook {
        let source = SourceLines(bytes)
        let settings = FrontMatter(source)
        let draft = DraftReader.read(
            MarkdownReader.blocks(of: source), of: source, defaults: settings.defaults)
        let name = fileName(path)
        let title = draft.title ?? settings.title ?? name
        let id = id ?? RunbookID(DisplayText(name))
        var builder = PlanBuilder(
            id: id, defined: variables, variables: VariableTable(settings.variables))
        let phases = builder.phases(draft.phases, title: title)
        var links = RunbookLinks(
            phases, sources: builder.sources, simulations: draft.simulations,
            undoing: builder.undoing)
        var table = builder.variables
        let unwritten = table.unwritten(set: builder.assigned.union(variables))
        for (name, line) in unwritten { table.add(["${\(name)}"], in: "", line: line) }
        links.require(unwritten.map { "${\($0.name)}" })
        let problems = settings.problems + draft.problems + builder.problems + links.problems
        var plan = RunbookPlan(
            id: id, title: DisplayText(title), path: DisplayText(path),
            contentHash: contentHash(of: bytes), phases: links.phases,
            problems: problems.sorted { $0.line < $1.line })
        plan.variables = table.variables(assigned: builder.assigned)
        plan.triggers = settings.triggers
        return Runbook(
            plan: plan, conditions: builder.conditions, commands: builder.commands,
            files: builder.files, simulations: links.simulations,
            exitCriteria: settings.exitCriteria)
    }

    /// A file's title and when it fits, without its phases.
    static func cover(_ bytes: [UInt8], path: String) -> RunbookPlan {
        let source = SourceLines(bytes)
        let settings = FrontMatter(source)
        let name = fileName(path)
        let heading = source.lines.first { $0.hasPrefix("# ") }?.dropFirst(2).trimmed
        var plan = RunbookPlan(
            id: RunbookID(DisplayText(name)), title: DisplayText(heading ?? settings.title ?? name),
            path: DisplayText(path), contentHash: contentHash(of: bytes), phases: [])
        plan.triggers = settings.triggers
        return plan
    }

    /// The SHA-256 of a file's bytes in lower-case hexadecimal.
    static func contentHash(of bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }

    /// The last part of a path without its extension.
    private static func fileName(_ path: String) -> String {
        let last = path.split(separator: "/").last.map(String.init) ?? "runbook"
        guard let dot = last.lastIndex(of: "."), dot > last.startIndex else { return last }
        return String(last[..<dot])
    }
}
