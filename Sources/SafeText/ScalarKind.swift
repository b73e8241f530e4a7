/// What the allow-list thinks of one scalar that is neither ASCII nor a C0 control.
enum ScalarKind {
    /// May stand, with its width in columns.
    case base(width: Int)
    /// Combines with the base before it.
    case mark
    /// A skin tone: a picture of its own, or part of the one before it.
    case emojiModifier
    /// U+FE0E and U+FE0F: only after an emoji.
    case variationSelector
    /// U+200D: only between emoji.
    case joiner
    /// Control, format, invisible, private use, surrogate or not assigned.
    case refused

    @inline(__always)
    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        // Large blocks without marks, formats or gaps, so that ordinary text needs no table.
        case 0xA0...0xAC, 0xAE...0x02FF, 0x0391...0x03A1, 0x0410...0x044F, 0x2010...0x2027,
            0x2030...0x205E, 0x2190...0x2426, 0x2500...0x27BF:
            self = .base(width: 1)
        case 0x3001...0x3002, 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF, 0xAC00...0xD7A3:
            self = .base(width: 2)
        case 0x1F3FB...0x1F3FF: self = .emojiModifier
        case EmojiSequence.textSelector, EmojiSequence.emojiSelector: self = .variationSelector
        case EmojiSequence.joiner: self = .joiner
        default: self = ScalarKind(byPropertiesOf: scalar)
        }
    }

    private init(byPropertiesOf scalar: Unicode.Scalar) {
        let properties = scalar.properties
        // Covers what a category check misses: U+034F, fillers, other variation selectors.
        if properties.isDefaultIgnorableCodePoint {
            self = .refused
            return
        }
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator:
            self = .refused
        case .nonspacingMark, .spacingMark, .enclosingMark:
            self = .mark
        default:
            self =
                properties.isGraphemeExtend
                ? .mark : .base(width: Self.isWide(scalar.value) ? 2 : 1)
        }
    }

    /// Coarse East Asian width, enough to place a tab stop.
    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
