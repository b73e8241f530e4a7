/// Random numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Text made to be awkward: what is special for width, joining or safety is common in it.
    mutating func awkwardText(upTo length: Int) -> String {
        let special: [Unicode.Scalar] = [
            " ", "a", "\t", "\r", "\n", "\0", "\u{1B}", "\u{7F}", "\u{85}", "\u{9B}", "\u{AD}",
            "\u{300}", "\u{301}", "\u{20E3}", "\u{34F}", "\u{200B}", "\u{200C}", "\u{200D}",
            "\u{202E}", "\u{2028}", "\u{2066}", "\u{FEFF}", "\u{FE0E}", "\u{FE0F}", "日", "한",
            "\u{1100}", "\u{1161}", "\u{11A8}", "क", "\u{94D}", "ष", "\u{93F}", "👩", "👍",
            "\u{1F3FD}", "❤", "🏴", "\u{E0067}", "\u{E007F}", "\u{1F1E9}", "\u{1F1EA}", "⚠", "1",
            "\u{600}",
        ]
        var view = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...length, using: &self) {
            if Bool.random(using: &self), let scalar = special.randomElement(using: &self) {
                view.append(scalar)
            } else if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x2FFFF, using: &self)) {
                view.append(scalar)
            }
        }
        return String(view)
    }
}
