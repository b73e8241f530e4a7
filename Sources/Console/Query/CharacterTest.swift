/// Which characters a place of a regular expression takes; text is compared in lower case.
struct CharacterTest: Hashable, Sendable {
    /// A kind of character with a letter of its own.
    enum Kind: Hashable, Sendable {
        /// `\d`
        case digit
        /// `\w`
        case word
        /// `\s`
        case space
    }

    /// Characters and ranges of them.
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    /// Kinds of characters, and whether their opposite is meant.
    var kinds: [KindTest] = []
    /// True when all other characters are meant.
    var isInverted = false

    /// A kind or its opposite.
    struct KindTest: Hashable, Sendable {
        /// The kind.
        let kind: Kind
        /// True for the opposite.
        let isInverted: Bool
    }

    /// Every character.
    static let any = CharacterTest(isInverted: true)

    /// One character, in either case.
    static func one(_ scalar: Unicode.Scalar) -> CharacterTest {
        let lowered = scalar.properties.lowercaseMapping.unicodeScalars
        let single = lowered.count == 1 ? lowered.first ?? scalar : scalar
        return CharacterTest(ranges: [single...single])
    }

    /// Whether a character of a text in lower case belongs to it.
    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let upper = Self.upper(scalar)
        let isListed =
            ranges.contains { $0.contains(scalar) || $0.contains(upper) }
            || kinds.contains { Self.isOf($0.kind, scalar) != $0.isInverted }
        return isListed != isInverted
    }

    /// A letter, a digit or an underscore.
    static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic || isOf(.digit, scalar)
    }

    private static func isOf(_ kind: Kind, _ scalar: Unicode.Scalar) -> Bool {
        switch kind {
        case .digit: ("0"..."9").contains(scalar)
        case .word: isWord(scalar)
        case .space: scalar.properties.isWhitespace
        }
    }

    private static func upper(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard ("a"..."z").contains(scalar) else { return scalar }
        return Unicode.Scalar(UInt8(scalar.value) - 32)
    }
}
