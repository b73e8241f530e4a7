import Conditions
public import IncidentModel
public import LocatedYAML
import SafeText

/// Reads `exit_criteria:` wherever it stands.
public enum ExitCriterionReader {
    /// Reads a list of criteria; a single one may stand without a list.
    ///
    /// An entry is a condition as text, or one of `{condition: …}`, `{command: ./smoke.sh, every: 30s,
    /// timeout: 1m}` and `{person: users can log in}`, each with a `name:` if wanted.
    ///
    /// - Parameters:
    ///   - node: The value of the key.
    ///   - services: The services that conditions may name; nil for any.
    /// - Returns: The criteria that can be read, and a located error for each other one.
    public static func read(
        _ node: LocatedNode, services: [ServiceID]?
    ) -> (criteria: [ExitCriterionDefinition], mistakes: [ConfigurationError]) {
        var criteria: [ExitCriterionDefinition] = []
        var mistakes = ConfigurationErrorCollector()
        for entry in node.isNull ? [] : node.elements ?? [node] {
            do {
                guard let found = try mistakes.attempt({ try criterion(entry, services) }) else {
                    continue
                }
                guard !criteria.contains(where: { $0.text == found.text }) else {
                    mistakes.add(
                        entry.error(expected: "each exit criterion once; another name helps"))
                    continue
                }
                criteria.append(found)
            } catch {
                mistakes.add(entry.error(expected: forms))
            }
        }
        return (criteria, mistakes.errors)
    }

    private static let forms =
        "a condition such as \"errors < 5 per hour\", {command: ./smoke.sh} or {person: users can log in}"

    private static func criterion(
        _ node: LocatedNode, _ services: [ServiceID]?
    ) throws -> ExitCriterionDefinition {
        guard node.entries != nil else {
            let condition = try condition(node, services)
            return ExitCriterionDefinition(
                text: DisplayText(condition.text), judge: .condition(condition))
        }
        var reader = try MappingReader(node)
        let name = try reader.optionalNode("name").map { try sentence($0, "a name") }
        let condition = reader.optionalNode("condition")
        let command = reader.optionalNode("command")
        let person = reader.optionalNode("person")
        let found: ExitCriterionDefinition
        switch (condition, command, person) {
        case (let written?, nil, nil):
            let condition = try self.condition(written, services)
            found = ExitCriterionDefinition(
                text: name ?? DisplayText(condition.text), judge: .condition(condition))
        case (nil, let written?, nil):
            let command = try self.command(written, &reader)
            found = ExitCriterionDefinition(
                text: name ?? DisplayText(command.script), judge: .command(command))
        case (nil, nil, let written?):
            let text = try sentence(written, "what a person is to confirm")
            found = ExitCriterionDefinition(text: name ?? text, judge: .person)
        default:
            throw node.error(expected: "one of condition, command and person: \(forms)")
        }
        try reader.finish()
        return found
    }

    private static func condition(
        _ node: LocatedNode, _ services: [ServiceID]?
    ) throws -> Condition {
        let text = try node.string(expected: forms)
        let condition: Condition
        do {
            condition = try Condition.parse(text)
        } catch {
            guard Condition.isAttempted(in: text) else {
                let proposal = text.count > 60 ? "…" : text
                throw node.error(
                    expected:
                        "a condition such as \"errors < 5 per hour\", or for a person's word {person: \"\(proposal)\"}"
                )
            }
            throw node.error(
                expected: "\(error.expected.string) at column \(error.column) of the condition")
        }
        if case .service(let service) = condition.subject, let services,
            !services.contains(service)
        {
            throw node.error(expected: "a service of this file instead of \"\(service.name)\"")
        }
        return condition
    }

    private static func command(
        _ node: LocatedNode, _ reader: inout MappingReader
    ) throws -> CriterionCommand {
        let script = try node.string(expected: "a command line for bash")
        guard script.contains(where: { !$0.isWhitespace }), !script.utf8.contains(0) else {
            throw node.error(expected: "a command line for bash")
        }
        var command = CriterionCommand(script: script)
        if let every = reader.optionalNode("every") {
            let pause = try every.duration()
            guard pause >= CriterionCommand.shortestPause else {
                throw every.error(expected: "at least 5s between two runs")
            }
            command.every = pause
        }
        if let timeout = reader.optionalNode("timeout") {
            let limit = try timeout.duration()
            guard limit > .zero, limit <= CriterionCommand.longestTimeout else {
                throw timeout.error(expected: "a time-out of at most 5m")
            }
            command.timeout = limit
        }
        return command
    }

    private static func sentence(_ node: LocatedNode, _ what: String) throws -> DisplayText {
        let text = try node.string(expected: what)
        guard text.contains(where: { !$0.isWhitespace }) else { throw node.error(expected: what) }
        return DisplayText(text)
    }
}
