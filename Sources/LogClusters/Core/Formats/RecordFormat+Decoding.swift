import IncidentModel
import LocatedYAML

extension RecordFormat {
    /// Reads a data file.
    ///
    /// The samples are two thirds of a file and only tests want them, so they can be left out: they stand
    /// at its end.
    ///
    /// - Throws: `ConfigurationError` or `ConfigurationErrors` for what is missing, unknown or wrong.
    init(yaml: String, path: String, readsSamples: Bool = true) throws {
        let samplesStart = readsSamples ? nil : yaml.firstRange(of: "\nsamples:\n")?.lowerBound
        let root = try LocatedNode.parse(
            String(yaml[..<(samplesStart ?? yaml.endIndex)]), path: path)
        var file = try MappingReader(root, expected: "a format: name, title, …")
        name = try file.string("name")
        title = try file.string("title")
        var layouts: [FormatLayout] = []
        if let lines = file.optionalNode("lines") {
            let continuations = file.optionalNode("continuations")
            layouts.append(
                .lines(
                    try Self.patterns(lines),
                    continuations: try continuations.map(Self.patterns) ?? []))
        }
        if let json = file.optionalNode("json") { layouts.append(.json(try Self.keys(json))) }
        if let logfmt = file.optionalNode("logfmt") {
            layouts.append(.logfmt(try Self.keys(logfmt)))
        }
        guard let layout = layouts.first, layouts.count == 1 else {
            throw root.error(expected: "exactly one of lines, json and logfmt")
        }
        self.layout = layout
        isWrapper = try file.optionalBool("wraps") ?? false
        let samples = file.optionalNode("samples")
        guard !readsSamples || samples != nil else {
            throw file.missing("samples", expected: "lines with what must be read of them")
        }
        self.samples = try samples?.sequence().map(Self.sample) ?? []
        try file.finish()
    }

    private static func patterns(_ node: LocatedNode) throws -> [LinePattern] {
        try node.sequence().map { element in
            do {
                return try LinePattern(try element.string(expected: "a pattern"))
            } catch let error as LinePatternError {
                throw ConfigurationError(
                    at: element.location, found: error.found, expected: error.expected)
            }
        }
    }

    private static func keys(_ node: LocatedNode) throws -> KeyedFields {
        var reader = try MappingReader(node, expected: "roles and their keys")
        var roles: [FieldRole: [String]] = [:]
        var requires: [[String]] = []
        var scale = SeverityScale.word
        for entry in node.entries ?? [] {
            guard let value = reader.optionalNode(entry.key) else { continue }
            switch entry.key {
            case "requires": requires = try value.sequence().map { try $0.strings() }
            case "scale":
                guard let named = SeverityScale(name: try value.string()) else {
                    throw value.error(expected: "a scale of severities")
                }
                scale = named
            default:
                guard let role = FieldRole(name: entry.key) else {
                    throw ConfigurationError(
                        at: entry.location, found: entry.key, expected: "the name of a role")
                }
                roles[role] = try value.strings()
            }
        }
        try reader.finish()
        let keys = roles.values.joined()
        guard Set(keys).count == keys.count else {
            throw node.error(expected: "each key in one role and once")
        }
        guard Set(requires.joined()).count <= KeyedFields.requiredLimit else {
            throw node.error(expected: "at most \(KeyedFields.requiredLimit) required keys")
        }
        return KeyedFields(roles: roles, requires: requires, scale: scale)
    }

    private static func sample(_ node: LocatedNode) throws -> FormatSample {
        var reader = try MappingReader(node, expected: "a sample: line, time, severity, …")
        let text = try reader.string("line")
        let time = try reader.optionalNode("time").map { node in
            let stamp = try node.string(expected: "a time in UTC")
            let times = TimeReader(
                utcOffset: 0, reference: CalendarDay(year: 1970, month: 1, day: 1))
            let found = Array(stamp.utf8).withUnsafeBytes { times.read($0)?.nanoseconds }
            guard let found else {
                throw node.error(expected: "a time such as 2026-11-21T02:32:40Z")
            }
            return found
        }
        let severity = try reader.optionalNode("severity")?.enumeration(
            of: Dictionary(uniqueKeysWithValues: Severity.allCases.map { ("\($0)", $0) }))
        let sample = FormatSample(
            text: text, time: time, severity: severity ?? .unknown,
            service: try reader.optionalString("service"), message: try reader.string("message"),
            trace: try reader.optionalString("trace"),
            exception: try reader.optionalString("exception"), line: node.line)
        try reader.finish()
        return sample
    }
}
