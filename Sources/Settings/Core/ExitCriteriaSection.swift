import IncidentModel
import LocatedYAML
import Runbooks

/// Reads `exit_criteria:`.
enum ExitCriteriaSection {
    static func decode(
        _ node: LocatedNode, services: [ServiceID]
    ) throws -> [ExitCriterionDefinition] {
        let (criteria, mistakes) = ExitCriterionReader.read(node, services: services)
        if let errors = ConfigurationErrors(mistakes) { throw errors }
        return criteria
    }
}
