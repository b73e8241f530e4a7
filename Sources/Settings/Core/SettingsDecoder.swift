import Conditions
import IncidentModel
import LocatedYAML
import LogClusters
import Probes
import SafeText

/// Puts the sections of `quell.yaml` together and checks what crosses them.
enum SettingsDecoder {
    static func decode(_ root: LocatedNode, path: String) throws -> Settings {
        var settings = Settings(path: path)
        var reader = try MappingReader(root)
        var mistakes = ConfigurationErrorCollector()
        if let section = reader.optionalNode("incident") {
            _ = try mistakes.attempt { settings.incident = try incident(section) }
        }
        if let section = reader.optionalNode("services") {
            _ = try mistakes.attempt { settings.services = try ServiceSection.decode(section) }
        }
        if let section = reader.optionalNode("probing") {
            _ = try mistakes.attempt {
                try ProbingSection.decode(section, into: &settings.probeOptions)
            }
        }
        if let section = reader.optionalNode("sources") {
            _ = try mistakes.attempt {
                settings.sources = try SourceSection.decode(section, baseFolder: settings.folder)
            }
        }
        _ = try mistakes.attempt {
            settings.runbooks = try texts("runbooks", in: &reader).map {
                RunbookReference(text: $0.text, folder: settings.folder, line: $0.node.line)
            }
        }
        for (text, node) in try texts("exit_criteria", in: &reader) {
            _ = try mistakes.attempt {
                settings.exitCriteria.append(try criterion(text, node, settings.services))
            }
        }
        _ = try mistakes.attempt {
            settings.theme = try reader.optionalString("theme") ?? settings.theme
        }
        _ = try mistakes.attempt { try reader.finish() }
        try mistakes.throwIfAny()
        return settings
    }

    private static func incident(_ node: LocatedNode) throws -> IncidentDefaults {
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
                defaults.updates[DisplayText(audience)] = every
            }
        }
        defaults.escalateAfter = try reader.optionalDuration("escalate_after")
        try reader.finish()
        return defaults
    }

    /// The texts of a list with their places; one text alone counts as a list of one.
    private static func texts(
        _ key: String, in reader: inout MappingReader
    ) throws -> [(text: String, node: LocatedNode)] {
        guard let node = reader.optionalNode(key) else { return [] }
        return try (node.elements ?? [node]).map { (try $0.string(), $0) }
    }

    /// A condition whose services exist.
    private static func criterion(
        _ text: String, _ node: LocatedNode, _ services: [ServiceDefinition]
    ) throws -> Condition {
        let condition: Condition
        do {
            condition = try Condition.parse(text)
        } catch {
            throw node.error(expected: error.expected.string)
        }
        if case .service(let service) = condition.subject,
            !services.contains(where: { $0.id == service })
        {
            throw node.error(expected: "a service of this file instead of \"\(service.name)\"")
        }
        return condition
    }
}
