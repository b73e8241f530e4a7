/// A word of shell text as its program gets it, as far as that is known before it runs.
enum ShellWord {
    /// The word without the shell's quotes and backslashes; expansions stay as written, but `$IFS` is a
    /// space.
    static func bare(_ word: String) -> String {
        guard word.utf8.contains(where: { Ascii.isQuote($0) || $0 == Ascii.dollar }) else {
            return word
        }
        var reader = Reader(bytes: Array(word.utf8))
        reader.run()
        return String(decoding: reader.output, as: UTF8.self)
    }

    private struct Reader {
        let bytes: [UInt8]
        var index = 0
        var output: [UInt8] = []

        mutating func run() {
            while index < bytes.count {
                switch bytes[index] {
                case Ascii.single:
                    index += 1
                    takeSingle()
                case Ascii.double:
                    index += 1
                    takeDouble()
                case Ascii.backslash:
                    index += 1
                    take()
                case Ascii.dollar: takeDollar()
                default: take()
                }
            }
        }

        private func peek(_ offset: Int = 0) -> UInt8? {
            index + offset < bytes.count ? bytes[index + offset] : nil
        }

        private mutating func take() {
            guard let byte = peek() else { return }
            output.append(byte)
            index += 1
        }

        private mutating func takeSingle() {
            while let byte = peek(), byte != Ascii.single { take() }
            index += 1
        }

        private mutating func takeDouble() {
            while let byte = peek(), byte != Ascii.double {
                let escapes = [Ascii.double, Ascii.backslash, Ascii.dollar, Ascii.backquote]
                if byte == Ascii.backslash, let next = peek(1), escapes.contains(next) {
                    index += 1
                }
                take()
            }
            index += 1
        }

        private mutating func takeDollar() {
            if peek(1) == Ascii.single {
                index += 2
                return takeEscapes()
            }
            for separator in ["${IFS}", "$IFS"] where bytes[index...].starts(with: separator.utf8) {
                output.append(Ascii.space)
                index += separator.utf8.count
                return
            }
            // `$"…"` is `"…"`.
            if peek(1) == Ascii.double { index += 1 } else { take() }
        }

        private static let letters: [UInt8: UInt8] = [
            UInt8(ascii: "n"): Ascii.newline, UInt8(ascii: "t"): Ascii.tab,
            UInt8(ascii: "r"): 13, UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8,
            UInt8(ascii: "e"): 27, UInt8(ascii: "E"): 27, UInt8(ascii: "f"): 12,
            UInt8(ascii: "v"): 11,
        ]

        /// The inside of `$'…'` (bash(1), "Quoting").
        private mutating func takeEscapes() {
            while let byte = peek(), byte != Ascii.single {
                guard byte == Ascii.backslash, let next = peek(1) else {
                    take()
                    continue
                }
                index += 1
                switch next {
                case UInt8(ascii: "x"): takeNumber(radix: 16, digits: 2, skipping: 1)
                case UInt8(ascii: "u"): takeNumber(radix: 16, digits: 4, skipping: 1)
                case UInt8(ascii: "U"): takeNumber(radix: 16, digits: 8, skipping: 1)
                case UInt8(ascii: "0")...UInt8(ascii: "7"):
                    takeNumber(radix: 8, digits: 3, skipping: 0)
                default:
                    output.append(Self.letters[next] ?? next)
                    index += 1
                }
            }
            index += 1
        }

        private mutating func takeNumber(radix: Int, digits: Int, skipping: Int) {
            let rest = bytes[(index + skipping)...].prefix(digits)
            let digits = rest.prefix { Character(UnicodeScalar($0)).hexDigitValue ?? 99 < radix }
            index += skipping + digits.count
            guard let value = UInt32(String(decoding: digits, as: UTF8.self), radix: radix),
                let scalar = UnicodeScalar(value)
            else { return }
            output += String(Character(scalar)).utf8
        }
    }
}
