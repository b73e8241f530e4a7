import IncidentModel
import LocatedYAML
import SafeText

/// Reads `changes:`.
enum ChangesSection {
    static func decode(
        _ node: LocatedNode, baseFolder: String, services: [ServiceID]
    ) throws -> [ChangeSourceDefinition] {
        []
    }
}
