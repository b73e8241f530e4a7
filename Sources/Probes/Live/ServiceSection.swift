import IncidentModel
public import LocatedYAML
import SafeText

/// The section `services:` of `quell.yaml`.
public enum ServiceSection {
    /// Decodes the list of services.
    ///
    /// - Parameter node: The value of `services:`.
    /// - Returns: The services in the order of the file.
    /// - Throws: `ConfigurationErrors` with everything that is wrong: unknown keys, wrong types, names
    ///   given twice, needs that name no service or the service itself, and cycles among needs.
    public static func decode(_ node: LocatedNode) throws -> [ServiceDefinition] {
        var problems = ConfigurationErrorCollector()
        var entries: [Entry] = []
        for element in try node.sequence() {
            if let entry = try problems.attempt({ try Entry(element) }) { entries.append(entry) }
        }
        try problems.throwIfAny()
        for problem in doubles(in: entries) + badNeeds(in: entries) { problems.add(problem) }
        try problems.throwIfAny()
        if let cycle = cycle(in: entries) { problems.add(cycle) }
        try problems.throwIfAny()
        return entries.map(\.definition)
    }

    /// A service with the places of what may be wrong with it.
    private struct Entry {
        var definition: ServiceDefinition
        var name: LocatedNode
        var needed: [(name: String, node: LocatedNode)] = []

        init(_ node: LocatedNode) throws {
            var reader = try MappingReader(node, expected: "a service such as {name: backend}")
            var problems = ConfigurationErrorCollector()
            name = try reader.node("name", expected: "the service's name")
            let text = try name.string(expected: "the service's name")
            guard text.contains(where: { !$0.isWhitespace }) else {
                throw name.error(expected: "the service's name")
            }
            var needs: [Need] = []
            for element in try reader.sequence("needs") {
                let need = try Entry.need(element)
                needed += need.map { ($0, element) }
                let services = need.map { ServiceID(DisplayText($0)) }
                needs.append(element.text == nil ? .any(services) : .one(services[0]))
            }
            var probes: [ProbeDefinition] = []
            for element in try reader.sequence("probes") {
                if let probe = try problems.attempt({ try ProbeDefinition(element) }) {
                    probes.append(probe)
                }
            }
            _ = try problems.attempt { try reader.finish() }
            try problems.throwIfAny()
            definition = ServiceDefinition(
                id: ServiceID(DisplayText(text)), needs: needs, probes: probes, line: node.line)
        }

        /// A name, or `{any: [a, b]}`; never empty.
        private static func need(_ node: LocatedNode) throws -> [String] {
            let expected = "a service's name or {any: [a, b]}"
            if let text = node.text, !node.isNull { return [text] }
            var reader = try MappingReader(node, expected: expected)
            let members = try reader.node("any", expected: "a list of services")
            let names = try members.sequence().map { try $0.string(expected: "a service's name") }
            guard !names.isEmpty else { throw members.error(expected: "at least one service") }
            try reader.finish()
            return names
        }
    }

    private static func doubles(in entries: [Entry]) -> [ConfigurationError] {
        var lines: [ServiceID: Int] = [:]
        return entries.compactMap { entry in
            guard let first = lines.updateValue(entry.name.line, forKey: entry.definition.id)
            else { return nil }
            return entry.name.error(expected: "every service once (first in line \(first))")
        }
    }

    private static func badNeeds(in entries: [Entry]) -> [ConfigurationError] {
        let names = entries.map(\.definition.id.name.string)
        return entries.flatMap { entry in
            entry.needed.compactMap { name, node in
                let name = DisplayText(name).string
                if name == entry.definition.id.name.string {
                    return ConfigurationError(
                        at: node.location, found: name, expected: "another service than itself")
                }
                guard !names.contains(name) else { return nil }
                let known = names.prefix(12).joined(separator: ", ")
                return ConfigurationError(
                    at: node.location, found: name, expected: "a service of this file: \(known)")
            }
        }
    }

    private static func cycle(in entries: [Entry]) -> ConfigurationError? {
        let services = entries.map { (id: $0.definition.id, needs: $0.definition.needs) }
        guard let cycle = DependencyGraph.cycle(in: services), let first = cycle.first else {
            return nil
        }
        let path = cycle.map { entries[$0].definition.id.name.string }.joined(separator: " → ")
        let next = entries[cycle[1]].definition.id.name.string
        let place = entries[first].needed.first { DisplayText($0.name).string == next }
        return ConfigurationError(
            at: (place?.node ?? entries[first].name).location, found: path,
            expected: "needs that do not come back to where they began")
    }
}
