import LocatedYAML
import LogClusters
import Probes

/// Puts the sections of `quell.yaml` together and checks what crosses them.
enum SettingsDecoder {
    static func decode(_ root: LocatedNode, path: String) throws -> Settings {
        var settings = Settings(path: path)
        var reader = try MappingReader(root)
        var mistakes = ConfigurationErrorCollector()
        if let section = reader.optionalNode("incident") {
            _ = try mistakes.attempt { settings.incident = try IncidentSection.decode(section) }
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
        if let section = reader.optionalNode("exit_criteria") {
            _ = try mistakes.attempt {
                settings.exitCriteria = try ExitCriteriaSection.decode(
                    section, services: settings.services.map(\.id))
            }
        }
        if let section = reader.optionalNode("changes") {
            _ = try mistakes.attempt {
                settings.changes = try ChangesSection.decode(
                    section, baseFolder: settings.folder, services: settings.services.map(\.id))
            }
        }
        _ = try mistakes.attempt {
            settings.theme = try reader.optionalString("theme") ?? settings.theme
        }
        _ = try mistakes.attempt { try reader.finish() }
        try mistakes.throwIfAny()
        return settings
    }

    /// The texts of a list with their places; one text alone counts as a list of one.
    private static func texts(
        _ key: String, in reader: inout MappingReader
    ) throws -> [(text: String, node: LocatedNode)] {
        guard let node = reader.optionalNode(key) else { return [] }
        return try (node.elements ?? [node]).map { (try $0.string(), $0) }
    }
}
