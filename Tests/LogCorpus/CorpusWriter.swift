/// Writes one entry after the other.
struct CorpusWriter {
    let services: [CorpusService]
    private var random: SeededRandom
    private var moment = CorpusMoment(milliseconds: 1_773_455_560_000)
    /// Service and place of each template.
    private var statements: [(service: Int, statement: Int)] = []
    /// Sums of the weights up to each template.
    private var weights: [Int] = []

    init(seed: UInt64, services: [CorpusService]) {
        self.services = services
        random = SeededRandom(seed: seed)
        for (number, service) in services.enumerated() {
            for statement in service.templates.indices { statements.append((number, statement)) }
        }
        var sum = 0
        for rank in Self.ranks(services.flatMap(\.templates), &random) {
            // Zipf and Mandelbrot; whole numbers, so that every machine draws the same.
            sum += 1_000_000 / (rank + 4)
            weights.append(sum)
        }
    }

    /// Places in the order of frequency; what comes with a stack trace is never among the first.
    private static func ranks(_ templates: [CorpusTemplate], _ random: inout SeededRandom) -> [Int]
    {
        let tail = templates.count / 4
        var ranks = Array(templates.indices)
        random.shuffle(&ranks)
        var free = ranks.indices.filter { templates[$0].trace == nil && ranks[$0] >= tail }
        random.shuffle(&free)
        for place in ranks.indices where templates[place].trace != nil && ranks[place] < tail {
            if let other = free.popLast() { ranks.swapAt(place, other) }
        }
        return ranks
    }

    /// Writes the next entry.
    mutating func next() -> Corpus.Record {
        let template = drawTemplate()
        let (number, statement) = statements[template]
        let service = services[number]
        let source = service.templates[statement]
        moment = CorpusMoment(milliseconds: moment.milliseconds + random.below(70))
        var entry = CorpusEntry(
            service: service.name, level: source.level, statement: statement,
            component: source.component, moment: moment, message: fill(source.pieces),
            fields: [], trace: [], exception: "", showsExceptionInline: false)
        for field in source.fields { entry.fields.append((field.key, fill(field.value))) }
        var message = entry.message
        if let trace = source.trace {
            let print = trace.language.print(
                exception: fill(trace.exception), root: fill(trace.root), &random)
            entry.trace = print.lines
            entry.exception = print.exception
            entry.showsExceptionInline = trace.language.continuesMessage
            if trace.language.showsException {
                message += (message.isEmpty ? "" : ": ") + print.exception
            }
        }
        return Corpus.Record(
            template: template, service: number, message: message,
            lines: service.layout.lines(entry, &random))
    }

    private mutating func drawTemplate() -> Int {
        let drawn = random.below(weights.last ?? 0)
        var low = 0
        var high = weights.count - 1
        while low < high {
            let middle = (low + high) / 2
            if weights[middle] > drawn { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private mutating func fill(_ pieces: [CorpusTemplate.Piece]) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let literal): text += literal
            case .variable(let variable): text += variable.value(&random, at: moment)
            }
        }
        return text
    }
}
