/// Where the invisible parts of an emoji sequence are real ones (Unicode Technical Standard 51).
enum EmojiSequence {
    static let textSelector: UInt32 = 0xFE0E
    static let emojiSelector: UInt32 = 0xFE0F
    static let joiner: UInt32 = 0x200D
    static let keycap: UInt32 = 0x20E3

    /// True when a variation selector changes the look of the character before it.
    static func allowsSelector(after previous: UInt32, before next: UInt32) -> Bool {
        switch previous {
        case 0x23, 0x2A, 0x30...0x39: next == keycap
        case 0..<0xA9: false
        default: Unicode.Scalar(previous)?.properties.isEmoji ?? false
        }
    }

    /// True when a zero-width joiner stands between two pictures.
    static func allowsJoiner(after previous: UInt32, before next: UInt32) -> Bool {
        // A skin tone cannot begin a picture, and may be refused when its turn comes.
        (previous == emojiSelector || isPart(previous)) && isPart(next) && !isModifier(next)
    }

    /// True for the five skin tones.
    static func isModifier(_ value: UInt32) -> Bool {
        (0x1F3FB...0x1F3FF).contains(value)
    }

    /// True for a picture that may stand beside a joiner: no letter, no flag letter, no digit.
    static func isPart(_ value: UInt32) -> Bool {
        guard value >= 0x2190, !(0x1F1E6...0x1F1FF).contains(value) else { return false }
        return Unicode.Scalar(value)?.properties.isEmoji ?? false
    }
}
