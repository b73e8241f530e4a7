import IncidentModel
public import LocatedYAML

/// The section `probing:` of `quell.yaml`: what holds for every probe that does not say otherwise.
public enum ProbingSection {
    /// Decodes the section over the options given.
    ///
    /// Keys: `every`, `in_transition`, `when_down`, `timeout`, `slow_after` (durations); `fall`, `rise`
    /// (1 to 20); `concurrency` (1 to 1024), `per_origin` (1 to 256); `witness`, one
    /// probe or a list of them.
    ///
    /// - Parameters:
    ///   - node: The value of `probing:`.
    ///   - options: Where the keys that are given go; unchanged when it throws.
    /// - Throws: `ConfigurationErrors` with everything that is wrong.
    public static func decode(
        _ node: LocatedNode, into options: inout ProbeEngineOptions
    ) throws {
        var section = Section(
            reader: try MappingReader(node, expected: "a mapping such as {every: 10s}"))
        var next = options
        try section.times(&next)
        try section.counts(&next)
        next.witnesses = try section.witnesses() ?? next.witnesses
        try section.finish()
        options = next
    }
}

/// The section while it is read; collects what is wrong.
private struct Section {
    var reader: MappingReader
    private var problems = ConfigurationErrorCollector()

    init(reader: MappingReader) {
        self.reader = reader
    }

    mutating func times(_ options: inout ProbeEngineOptions) throws {
        let interval = ProbeDefinition.shortestInterval
        try time("every", atLeast: interval, &options.intervalUp)
        try time("in_transition", atLeast: interval, &options.intervalInTransition)
        try time("when_down", atLeast: interval, &options.intervalDown)
        try time("timeout", atLeast: .milliseconds(10), &options.timeout)
        try time("slow_after", atLeast: .milliseconds(1), &options.slowAfter)
    }

    mutating func counts(_ options: inout ProbeEngineOptions) throws {
        try count("fall", 1...20, &options.fall)
        try count("rise", 1...20, &options.rise)
        // Every attempt holds a descriptor, and 1,024 are all that many systems allow.
        try count("concurrency", 1...1024, &options.concurrency)
        try count("per_origin", 1...256, &options.concurrencyPerOrigin)
    }

    /// One probe or a list; nil when the key is not given.
    mutating func witnesses() throws -> [ProbeDefinition]? {
        guard let node = reader.optionalNode("witness") else { return nil }
        var probes: [ProbeDefinition] = []
        for element in node.elements ?? [node] {
            if let probe = try problems.attempt({ try ProbeDefinition(element) }) {
                probes.append(probe)
            }
        }
        return probes
    }

    mutating func finish() throws {
        let reader = reader
        _ = try problems.attempt { try reader.finish() }
        try problems.throwIfAny()
    }

    private mutating func time(
        _ key: String, atLeast least: Duration, _ value: inout Duration
    ) throws {
        guard let node = reader.optionalNode(key) else { return }
        let given = try problems.attempt {
            let duration = try node.duration()
            guard duration >= least else {
                throw node.error(expected: "at least \(Words.short(least))")
            }
            return duration
        }
        value = given ?? value
    }

    private mutating func count(
        _ key: String, _ range: ClosedRange<Int>, _ value: inout Int
    ) throws {
        guard let node = reader.optionalNode(key) else { return }
        value = try problems.attempt { try node.int(in: range) } ?? value
    }
}
