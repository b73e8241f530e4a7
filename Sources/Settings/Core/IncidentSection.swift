import IncidentModel
import LocatedYAML
import SafeText

/// Reads `incident:`.
enum IncidentSection {
    static func decode(_ node: LocatedNode) throws -> IncidentDefaults {
        var defaults = IncidentDefaults()
        var reader = try MappingReader(node)
        defaults.title = try reader.optionalString("title").map { DisplayText($0) }
        let severities = IncidentSeverity.allCases.map { ($0.label, $0) }
        defaults.severity =
            try reader.optionalEnumeration(
                "severity", of: Dictionary(uniqueKeysWithValues: severities))
            ?? defaults.severity
        if let updates = reader.optionalNode("updates") {
            var audiences = try MappingReader(updates)
            for audience in audiences.keys {
                let every = try audiences.duration(audience)
                defaults.cadences.append(
                    UpdateCadence(audience: DisplayText(audience), every: every))
            }
        }
        defaults.escalateAfter = try reader.optionalDuration("escalate_after")
        try reader.finish()
        return defaults
    }
}
