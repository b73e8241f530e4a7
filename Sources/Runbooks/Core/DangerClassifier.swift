import Foundation
import Glibc
import IncidentModel
import Synchronization

/// Says what a command may do.
///
/// Whatever matches nothing is *unknown*, never safe.
struct DangerClassifier: Sendable {
    /// What a command may do, and why.
    struct Assessment: Hashable {
        var danger: Danger
        /// The rule's words, or what was not recognised.
        var reason: String
    }

    private let patterns = PatternCache()

    /// The one that everybody uses: a pattern is compiled once, when the first text needs it.
    static let shared = DangerClassifier()

    /// Assesses a script as it would run.
    func assess(_ script: String) -> Assessment {
        assess(ShellScript(Placeholder.masked(script)), text: script)
    }

    /// Assesses a script that was read already, placeholders masked.
    func assess(_ script: ShellScript, text: String) -> Assessment {
        assess(script, text: text, depth: 0)
    }

    /// Scripts that are arguments of commands are followed this far.
    private static let depthLimit = 4

    private func assess(_ script: ShellScript, text: String, depth: Int) -> Assessment {
        var worst: Assessment?
        func take(_ found: Assessment?) {
            guard let found, found.danger > (worst?.danger ?? .reads) else { return }
            worst = found
        }
        for pipeline in script.pipelines {
            if !isHarmless(pipeline) {
                for form in pipeline.forms { take(match(form, rehearsals: true)) }
            }
            let inners =
                pipeline.commands.flatMap { ShellTextReaders.programs(in: $0.words) }
                + ShellTextReaders.input(of: pipeline)
            for inner in inners {
                let isDeep = depth >= Self.depthLimit
                take(
                    isDeep
                        ? Assessment(danger: .unknown, reason: "shells inside shells")
                        : assess(ShellScript(inner), text: inner, depth: depth + 1))
            }
        }
        // Where the text is not understood nothing may soften it, and a command may be hidden.
        if !script.isUnderstood {
            take(match(text.replacing("\\\n", with: " "), rehearsals: false))
        }
        if let worst { return worst }
        if !script.isUnderstood {
            return Assessment(danger: .unknown, reason: "not understood as shell commands")
        }
        for command in script.commands {
            if let unknown = whatIsUnknown(in: command) {
                return Assessment(danger: .unknown, reason: unknown)
            }
        }
        return script.hasCommands
            ? Assessment(danger: .reads, reason: "only reads")
            : Assessment(danger: .unknown, reason: "no command was recognised")
    }

    private func isHarmless(_ pipeline: ShellScript.Pipeline) -> Bool {
        !pipeline.commands.isEmpty
            && pipeline.commands.allSatisfy { command in
                var words = command.words[...]
                CommandPrefix.strip(&words, readingOnly: true)
                return ReadingRule.harmless.contains(words.first ?? "")
                    && whatIsUnknown(in: command) == nil
            }
    }

    /// The most text that is given to a pattern at once: some take time by the square of the length.
    private static let pieceLength = 2000
    private static let overlap = 500
    /// Beyond this nobody looks a command through, neither we nor who confirms it.
    private static let longest = 32_768

    /// The most dangerous rule that matches.
    ///
    /// Of a long text the pieces are looked at; it is never safe.
    private func match(_ text: String, rehearsals: Bool) -> Assessment? {
        guard text.utf8.count > Self.pieceLength else {
            return matchPiece(text, rehearsals: rehearsals)
        }
        guard text.utf8.count <= Self.longest else {
            return Assessment(danger: .destroys, reason: "too long to be looked through")
        }
        let bytes = Array(text.utf8)
        var worst = Assessment(danger: .unknown, reason: "too long to be understood")
        for start in stride(from: 0, to: bytes.count, by: Self.pieceLength - Self.overlap) {
            let end = min(start + Self.pieceLength, bytes.count)
            let piece = String(decoding: bytes[start..<end], as: UTF8.self)
            if let found = matchPiece(piece, rehearsals: false), found.danger > worst.danger {
                worst = found
            }
        }
        return worst
    }

    private func matchPiece(_ text: String, rehearsals: Bool) -> Assessment? {
        var worst: Assessment?
        for rule in Self.candidates(for: text.lowercased())
        where rule.danger > (worst?.danger ?? .reads) {
            guard patterns.matches(rule.pattern, text) else { continue }
            if rehearsals, let rehearsal = rule.rehearsal, patterns.matches(rehearsal, text) {
                worst = worst ?? Assessment(danger: .unknown, reason: "a rehearsal: \(rule.name)")
            } else {
                worst = Assessment(danger: rule.danger, reason: rule.name)
            }
        }
        return worst
    }

    /// The rules of which a hint occurs.
    ///
    /// The standard library's search costs a hundred times C's.
    private static func candidates(for text: String) -> [DangerRule] {
        text.withCString { text in
            DangerRule.all.filter { rule in
                rule.hints.contains { hint in hint.withCString { strstr(text, $0) != nil } }
            }
        }
    }

    /// True for a variable that makes a known name run something else.
    private static func changesWhatRuns(_ assignment: String) -> Bool {
        let names = ["PATH", "LD_PRELOAD", "LD_LIBRARY_PATH", "BASH_ENV", "PAGER", "GIT_PAGER"]
        return assignment.assignedName.map { names.contains(String($0)) } ?? false
    }

    /// True for a name without a path, and for the folders that a system's own programs are in.
    private static func isInstalled(_ program: String) -> Bool {
        guard program.contains("/") else { return true }
        let folder = program.prefix(upTo: program.lastIndex(of: "/") ?? program.startIndex)
        return ["/bin", "/usr/bin", "/sbin", "/usr/sbin", "/usr/local/bin", "/opt/homebrew/bin"]
            .contains(folder)
    }

    /// Why a command is not known to only read; nil when it is.
    private func whatIsUnknown(in command: ShellScript.Command) -> String? {
        if let written = command.redirections.first(where: \.writesFile) {
            return written.target.isEmpty ? "writes a file" : "writes \(written.target)"
        }
        if let set = command.assignments.first(where: Self.changesWhatRuns) {
            return "changes which program runs: \(set)"
        }
        // What it hands to a shell of this machine was assessed by itself, and only reads.
        if ShellTextReaders.onlyRunsItsText(command.words.map(ShellWord.bare)) { return nil }
        var words = command.words[...]
        CommandPrefix.strip(&words, readingOnly: true)
        if QueryReading.onlyReads(words.map(ShellWord.bare), input: command.hereTexts) {
            return nil
        }
        guard let first = words.first else {
            return command.words.first.map { "not known to be harmless: \($0)" }
        }
        let program = String(first.split(separator: "/").last ?? first[...])
        guard Self.isInstalled(first), let rule = ReadingRule.byProgram[program] else {
            return "not known to be harmless: \(first)"
        }
        guard words.reduce(0, { $0 + $1.utf8.count }) < Self.pieceLength else {
            return "too long to be understood"
        }
        let arguments = words.dropFirst().map { " " + $0.replacing("\n", with: " ") }.joined()
        if let only = rule.only, !patterns.matches(only, arguments) {
            return "not known to be harmless: \((words.prefix(2)).joined(separator: " "))"
        }
        if let never = rule.never, patterns.matches(never, arguments) {
            return "may write or run something: \(program)"
        }
        return nil
    }
}

/// Patterns, each compiled when it is first needed.
final class PatternCache: Sendable {
    private let compiled = Mutex<[String: NSRegularExpression]>([:])

    /// True when the pattern occurs in the text.
    ///
    /// A pattern that cannot be compiled matches everything: the command is then shown as more
    /// dangerous than it is, not less.
    func matches(_ pattern: String, _ text: String) -> Bool {
        guard let expression = expression(pattern) else { return true }
        let range = NSRange(location: 0, length: text.utf16.count)
        return expression.firstMatch(in: text, options: [], range: range) != nil
    }

    private func expression(_ pattern: String) -> NSRegularExpression? {
        compiled.withLock { known in
            if let found = known[pattern] { return found }
            let made = try? NSRegularExpression(pattern: pattern)
            known[pattern] = made
            return made
        }
    }
}
