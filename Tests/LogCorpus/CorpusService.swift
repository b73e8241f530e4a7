/// A program that writes logs.
struct CorpusService: Sendable {
    let name: String
    let layout: CorpusLayout
    let templates: [CorpusTemplate]

    /// All services, in the order of the text.
    static func all() throws(CorpusError) -> [CorpusService] {
        var services: [CorpusService] = []
        for text in CorpusText.all {
            for block in text.split(separator: "\n\n") { services.append(try CorpusService(block)) }
        }
        return services
    }

    private init(_ block: Substring) throws(CorpusError) {
        var lines = block.split(separator: "\n")
        let title = lines.removeFirst().split(separator: " ")
        guard title.count == 3, let layout = CorpusLayout(rawValue: String(title[2])) else {
            throw CorpusError("no `# service layout`: \(title)")
        }
        name = String(title[1])
        self.layout = layout
        var templates: [CorpusTemplate] = []
        for line in lines { templates.append(try CorpusTemplate(line, layout: layout)) }
        self.templates = templates
    }
}
