import LocatedYAML
import IncidentModel
import SafeText

/// Reads `changes:`, a list of places where changes from outside are told of.
enum ChangesSection {
    /// The name under which steps that were run from here are changes; no source may have it.
    private static let reservedName: DisplayText = "quell"

    static func decode(
        _ node: LocatedNode, baseFolder: String, services: [ServiceID]
    ) throws -> [ChangeSourceDefinition] {
        let reader = ChangeEntry(baseFolder: baseFolder, services: services)
        var mistakes = ConfigurationErrorCollector()
        var entries: [ChangeEntry.Read] = []
        for entry in node.elements ?? [node] {
            if let read = try mistakes.attempt({ try reader.read(entry) }) { entries.append(read) }
        }
        let sources = named(entries, &mistakes)
        try mistakes.throwIfAny()
        return sources
    }

    /// Names that people wrote must differ; those that nobody wrote give way.
    private static func named(
        _ entries: [ChangeEntry.Read], _ mistakes: inout ConfigurationErrorCollector
    ) -> [ChangeSourceDefinition] {
        var taken: Set<DisplayText> = [reservedName]
        for entry in entries {
            guard let node = entry.name else { continue }
            if entry.source.name == reservedName {
                mistakes.add(
                    node.error(expected: "another name: this one is for steps that were run here"))
            } else if !taken.insert(entry.source.name).inserted {
                mistakes.add(node.error(expected: "a name that no other source of changes has"))
            }
        }
        return entries.map { entry in
            var source = entry.source
            guard entry.name == nil else { return source }
            var count = 1
            while !taken.insert(source.name).inserted {
                count += 1
                source.name = "\(entry.source.name)-\(count)"
            }
            return source
        }
    }
}
