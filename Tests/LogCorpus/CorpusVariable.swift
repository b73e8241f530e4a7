/// A kind of value in a message: a list of words, a choice, or something made of digits and letters.
struct CorpusVariable: Sendable {
    private enum Source: Sendable {
        case words([String])
        case number(Int, Int)
        case digits(Int, of: [UInt8])
        case shape(CorpusShape)
    }

    private let source: Source

    /// Reads `kind arguments`: `int 1 9`, `hex 16`, `pick GET|POST`, `user`.
    init(_ text: Substring) throws(CorpusError) {
        let parts = text.split(separator: " ", maxSplits: 1)
        let kind = String(parts.first ?? "")
        let arguments = parts.count > 1 ? parts[1] : ""
        let numbers = arguments.split(separator: " ").compactMap { Int($0) }
        if kind == "pick" {
            source = .words(arguments.split(separator: "|").map(String.init))
        } else if kind == "int" {
            source = numbers.count == 2 ? .number(numbers[0], numbers[1]) : .shape(.int)
        } else if kind == "hex", let count = numbers.first {
            source = .digits(count, of: Array("0123456789abcdef".utf8))
        } else if kind == "HEX", let count = numbers.first {
            source = .digits(count, of: Array("0123456789ABCDEF".utf8))
        } else if let words = CorpusWords.lists[kind] {
            source = .words(words)
        } else if let shape = CorpusShape(rawValue: kind) {
            source = .shape(shape)
        } else {
            throw CorpusError("no variable of this kind: \(text)")
        }
    }

    /// Makes a value.
    func value(_ random: inout SeededRandom, at moment: CorpusMoment) -> String {
        switch source {
        case .words(let words): random.pick(words)
        case .number(let low, let high): String(random.number(low, high))
        case .digits(let count, let digits): CorpusShape.run(count, of: digits, &random)
        case .shape(let shape): shape.value(&random, at: moment)
        }
    }
}
