import Conditions
import IncidentModel
import LocatedYAML
import SafeText

/// Reads `exit_criteria:`.
enum ExitCriteriaSection {
    static func decode(
        _ node: LocatedNode, services: [ServiceID]
    ) throws -> [ExitCriterionDefinition] {
        var criteria: [ExitCriterionDefinition] = []
        var mistakes = ConfigurationErrorCollector()
        for entry in node.elements ?? [node] {
            _ = try mistakes.attempt { criteria.append(try criterion(entry, services)) }
        }
        try mistakes.throwIfAny()
        return criteria
    }

    /// A condition whose services exist.
    private static func criterion(
        _ node: LocatedNode, _ services: [ServiceID]
    ) throws -> ExitCriterionDefinition {
        let text = try node.string()
        let condition: Condition
        do {
            condition = try Condition.parse(text)
        } catch {
            throw node.error(expected: error.expected.string)
        }
        if case .service(let service) = condition.subject, !services.contains(service) {
            throw node.error(expected: "a service of this file instead of \"\(service.name)\"")
        }
        return ExitCriterionDefinition(text: DisplayText(text), judge: .condition(condition))
    }
}
