/// What a program wrote to a terminal without its control sequences.
struct TerminalText {
    private var text: [UInt8] = []

    init(_ output: [UInt8]) {
        var place = 0
        while place < output.count {
            let byte = output[place]
            place += 1
            guard byte == 27 else {
                if byte >= 32 { text.append(byte) }
                continue
            }
            guard place < output.count else { break }
            let kind = output[place]
            place += 1
            if kind == UInt8(ascii: "[") {
                // Parameters up to the final byte (ECMA-48, 5.4).
                while place < output.count, !(0x40...0x7E).contains(output[place]) { place += 1 }
                place += 1
            } else if kind == UInt8(ascii: "(") || kind == UInt8(ascii: ")") {
                place += 1
            }
        }
    }

    /// True when a text was written in one piece.
    func holds(_ wanted: String) -> Bool {
        let wanted = Array(wanted.utf8)
        guard let first = wanted.first, text.count >= wanted.count else { return wanted.isEmpty }
        for start in 0...(text.count - wanted.count)
        where text[start] == first && text[start..<start + wanted.count].elementsEqual(wanted) {
            return true
        }
        return false
    }
}
