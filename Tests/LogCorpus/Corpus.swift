/// A labelled log of forty services and four hundred templates, made by a seeded program.
///
/// It stands in for real labelled logs where none can be shipped: the templates are written as such
/// programs write them, not as a clusterer likes them. How often a template speaks follows Zipf's law.
public struct Corpus: Sendable {
    /// One log entry.
    public struct Record: Sendable {
        /// The place of its template in `templates`.
        public let template: Int
        /// The place of its service in `services`.
        public let service: Int
        /// The message alone, without header and frames, in one line.
        public let message: String
        /// The physical lines as the service writes them.
        public let lines: [String]
    }

    /// The text of each template with `<*>` for its variables.
    public let templates: [String]
    /// The names of the services.
    public let services: [String]
    /// The entries in the order of time.
    public let records: [Record]

    /// Writes a corpus.
    ///
    /// - Parameters:
    ///   - seed: The same seed gives the same corpus, on every machine.
    ///   - records: How many entries.
    /// - Throws: `CorpusError` when the corpus' own text has a mistake.
    public init(seed: UInt64 = 1, records count: Int = 20_000) throws(CorpusError) {
        var writer = CorpusWriter(seed: seed, services: try CorpusService.all())
        templates = writer.services.flatMap(\.templates).map(\.text)
        services = writer.services.map(\.name)
        var records: [Record] = []
        records.reserveCapacity(count)
        for _ in 0..<count { records.append(writer.next()) }
        self.records = records
    }
}
