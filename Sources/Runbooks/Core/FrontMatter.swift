import Foundation
import IncidentModel
import LocatedYAML
import SafeText

/// What the settings at the top of a file say; keys that are not ours belong to somebody else.
struct FrontMatter {
    /// What a file says about a value that people fill in.
    struct Variable: Hashable {
        /// The key: the text inside the placeholder, or the variable's name.
        var key: String
        var line: Int
        var prompt = ""
        var proposal: String?
        var pattern: String?
        /// Nil when the file does not say.
        var isSecret: Bool?
    }

    private(set) var title: String?
    private(set) var variables: [Variable] = []
    /// What holds for a block that says nothing itself.
    private(set) var defaults = CommandAttributes()
    private(set) var triggers: [RunbookTrigger] = []
    private(set) var exitCriteria: [ExitCriterionDefinition] = []
    private(set) var problems: [RunbookProblem] = []

    /// Reads the front matter of a file.
    init(_ source: SourceLines) {
        title = Self.plainTitle(source)
        guard !source.hasTOML, !source.frontMatter.allSatisfy({ $0.trimmed.isEmpty }) else {
            return
        }
        // The first line of the text stands for the one that opens the front matter.
        let text = "\n" + source.frontMatter.joined(separator: "\n") + "\n"
        do {
            let root = try LocatedNode.parse(text, path: "")
            guard let entries = root.entries else { throw root.error(expected: "settings") }
            for entry in entries { take(entry) }
        } catch {
            let isOurs = source.frontMatter.contains { line in
                ["vars:", "defaults:", "when:", "exit_criteria:"].contains { line.hasPrefix($0) }
            }
            report(error, grade: isOurs ? .error : .warning)
        }
    }

    /// The title as it is written, for front matter that is no YAML.
    private static func plainTitle(_ source: SourceLines) -> String? {
        for line in source.frontMatter where line.hasPrefix("title") {
            let rest = line.dropFirst("title".count).drop { $0 == " " }
            guard rest.first == ":" || rest.first == "=" else { continue }
            let value = rest.dropFirst().trimmed
            let isQuoted = value.count > 1 && (value.first == "\"" || value.first == "'")
            let plain =
                isQuoted && value.last == value.first ? value.dropFirst().dropLast() : value[...]
            return plain.isEmpty ? nil : String(plain)
        }
        return nil
    }

    private mutating func take(_ entry: LocatedEntry) {
        switch entry.key {
        case "title": if let text = entry.value.text, !entry.value.isNull { title = text }
        case "vars": each(of: entry.value, expected: "variables") { try $0.takeVariable($1) }
        case "defaults": each(of: entry.value, expected: "attributes") { try $0.takeDefault($1) }
        case "when":
            attempt {
                for node in try entry.value.isNull ? [] : entry.value.sequence() {
                    $0.attempt { try $0.takeTrigger(node) }
                }
            }
        case "exit_criteria": takeCriteria(entry.value)
        default: break
        }
    }

    /// Goes on after a mistake in one of several settings.
    private mutating func each(
        of node: LocatedNode, expected: String,
        _ body: (inout FrontMatter, LocatedEntry) throws -> Void
    ) {
        guard !node.isNull else { return }
        attempt {
            guard let entries = node.entries else {
                throw node.error(expected: "\(expected) (name: value)")
            }
            for entry in entries { $0.attempt { try body(&$0, entry) } }
        }
    }

    private mutating func attempt(_ body: (inout FrontMatter) throws -> Void) {
        do { try body(&self) } catch { report(error, grade: .error) }
    }

    private mutating func report(_ error: any Error, grade: RunbookProblem.Grade) {
        let errors = (error as? ConfigurationErrors)?.errors
        for error in errors ?? [error as? ConfigurationError].compactMap(\.self) {
            report(
                error.location.line, "found \(error.found)", advice: "expected \(error.expected)",
                grade: grade)
        }
    }

    private mutating func report(
        _ line: Int, _ text: String, advice: String, grade: RunbookProblem.Grade = .error
    ) {
        problems.append(
            RunbookProblem(
                grade, line: max(1, line), rule: "front-matter", DisplayText(text),
                advice: DisplayText(advice)))
    }
}

extension FrontMatter {
    /// Variables that a file may declare: each is looked for in every command.
    private static let mostVariables = 200

    private mutating func takeVariable(_ entry: LocatedEntry) throws {
        guard variables.count < Self.mostVariables else {
            throw entry.value.error(expected: "at most \(Self.mostVariables) variables")
        }
        var variable = Variable(key: entry.key, line: entry.location.line)
        defer { variables.append(variable) }
        guard !entry.value.isNull else { return }
        // `region: eu-west-1` is short for a default.
        if let text = entry.value.text {
            variable.proposal = text
            return
        }
        var reader = try MappingReader(entry.value)
        variable.prompt = try reader.optionalString("prompt") ?? ""
        variable.proposal = try reader.optionalString("default")
        variable.isSecret = try reader.optionalBool("secret")
        if let node = reader.optionalNode("pattern") {
            let pattern = try node.string()
            guard let compiled = try? NSRegularExpression(pattern: "^(?:\(pattern))$") else {
                throw node.error(expected: "a regular expression")
            }
            variable.pattern = pattern
            if let proposal = variable.proposal {
                let whole = NSRange(proposal.startIndex..., in: proposal)
                if compiled.firstMatch(in: proposal, range: whole) == nil {
                    report(
                        entry.location.line,
                        "the default of “\(entry.key)” does not match its pattern",
                        advice: "change one of the two")
                }
            }
        }
        try reader.finish()
    }

    private static let keysOfOneBlock: Set<String> = [
        "name", "verify", "expect", "capture", "needs", "rollback", "simulate", "parallel",
    ]

    private mutating func takeDefault(_ entry: LocatedEntry) throws {
        guard !Self.keysOfOneBlock.contains(entry.key) else {
            return report(
                entry.location.line, "“\(entry.key)” cannot be a default",
                advice: "write it in the fence of the block that is meant")
        }
        var reader = AttributeReader(defaults: defaults)
        reader.set(entry.key, try entry.value.string())
        guard reader.problems.isEmpty else {
            for problem in reader.problems {
                report(entry.location.line, problem.text, advice: problem.advice)
            }
            return
        }
        defaults = reader.attributes
        defaults.values = [:]
    }

    /// Which services there are is not known here: a condition on a missing one has no data.
    private mutating func takeCriteria(_ node: LocatedNode) {
        let (found, mistakes) = ExitCriterionReader.read(node, services: nil)
        exitCriteria = found
        for mistake in mistakes { report(mistake, grade: .error) }
    }

    private mutating func takeTrigger(_ node: LocatedNode) throws {
        var reader = try MappingReader(node, expected: "cluster, service or probe with its text")
        if let text = try reader.optionalString("cluster") {
            triggers.append(.cluster(DisplayText(text)))
        }
        if let name = try reader.optionalString("service") {
            triggers.append(.service(ServiceID(DisplayText(name))))
        }
        if let kind = try reader.optionalString("probe") {
            triggers.append(.probe(DisplayText(kind)))
        }
        try reader.finish()
    }
}
