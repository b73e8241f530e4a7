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
        defaults.impact = DisplayText(try text("impact", in: &reader) ?? "")
        if let updates = reader.optionalNode("updates") {
            defaults.cadences = try cadences(updates)
        }
        defaults.escalateAfter = try positive("escalate_after", in: &reader)
        defaults.escalateTo = DisplayText(try text("escalate_to", in: &reader) ?? "")
        defaults.warnBefore = try reader.optionalDuration("warn_before") ?? defaults.warnBefore
        defaults.ringsBell = try reader.optionalBool("bell") ?? defaults.ringsBell
        defaults.hook = try text("hook", in: &reader)
        defaults.updateCommand = try text("update_command", in: &reader)
        try reader.finish()
        return defaults
    }

    /// One duration for each audience.
    private static func cadences(_ node: LocatedNode) throws -> [UpdateCadence] {
        var audiences = try MappingReader(
            node, expected: "how often each audience is told, such as {engineering: 30m}")
        return try audiences.keys.map { audience in
            let every = try audiences.duration(audience)
            guard every > .zero else {
                throw try audiences.node(audience).error(
                    expected: "a duration above 0, such as 30m")
            }
            return UpdateCadence(audience: DisplayText(audience), every: every)
        }
    }

    /// A duration that cannot be nothing.
    private static func positive(
        _ key: String, in reader: inout MappingReader
    ) throws -> Duration? {
        guard let duration = try reader.optionalDuration(key) else { return nil }
        guard duration > .zero else {
            throw try reader.node(key).error(expected: "a duration above 0, such as 2h")
        }
        return duration
    }

    /// A text that says something.
    private static func text(_ key: String, in reader: inout MappingReader) throws -> String? {
        guard let text = try reader.optionalString(key) else { return nil }
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw try reader.node(key).error(expected: "a text, or no \(key) at all")
        }
        return text
    }
}
