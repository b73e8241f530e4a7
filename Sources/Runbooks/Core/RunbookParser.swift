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
        let source = SourceLines(bytes)
        let draft = try DraftReader.read(
            MarkdownReader.blocks(of: source), of: source, path: path)
        let name = fileName(path)
        let title = draft.title ?? source.frontMatterValue("title") ?? name
        let id = id ?? RunbookID(DisplayText(name))
        var builder = PlanBuilder(id: id, defined: variables)
        let phases = builder.phases(draft.phases, title: title)
        let problems = (draft.problems + builder.problems).sorted { $0.line < $1.line }
        let plan = RunbookPlan(
            id: id, title: DisplayText(title), path: DisplayText(path),
            contentHash: contentHash(of: bytes), phases: phases,
            problems: problems)
        return Runbook(plan: plan, conditions: builder.conditions, commands: builder.commands)
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
