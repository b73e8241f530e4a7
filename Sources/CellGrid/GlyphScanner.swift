/// Cuts text into glyphs, one for each place in a row.
///
/// Every scalar that takes space starts a glyph, as terminals and `wcwidth(3)` see it; marks are drawn
/// on the glyph before them. Emoji sequences (Unicode Technical Standard 51: skin tones, joined
/// emoji, flags, emoji presentation) are one glyph of two columns.
struct GlyphScanner {
    private let scalars: Substring.UnicodeScalarView
    /// Where the next glyph starts.
    private(set) var position: String.Index

    init(_ text: Substring) {
        scalars = text.unicodeScalars
        position = scalars.startIndex
    }

    /// The next glyph, or nil at the end of the text.
    mutating func next() -> Glyph? {
        guard let first = peek else { return nil }
        advance()
        switch ScalarClass(first) {
        case .narrow: return extended(Glyph(first, width: 1))
        case .wide: return extended(Glyph(first, width: 2))
        case .regional: return extended(flag(startingWith: first))
        case .forbidden: return extended(.replacement)
        case .mark:
            skipMarks()
            return .replacement
        case .blank:
            // A carriage return with its line feed is one line end, so one space.
            if first == "\r", peek == "\n" { advance() }
            return .space
        }
    }

    private var peek: Unicode.Scalar? {
        position < scalars.endIndex ? scalars[position] : nil
    }

    private mutating func advance() {
        scalars.formIndex(after: &position)
    }

    private mutating func skipMarks() {
        while let scalar = peek, ScalarClass(scalar) == .mark { advance() }
    }

    private mutating func flag(startingWith first: Unicode.Scalar) -> Glyph {
        var glyph = Glyph(first, width: 1)
        if let second = peek, ScalarClass(second) == .regional {
            advance()
            glyph.append(second)
            glyph.width = 2
        }
        return glyph
    }

    /// Adds everything that belongs to the glyph just begun.
    private mutating func extended(_ begun: Glyph) -> Glyph {
        var glyph = begun
        var latest = begun.first
        while let scalar = peek, !ScalarClass.surelyStartsGlyph(scalar) {
            if scalar == "\u{200D}" {
                guard let joined = joinedEmoji(after: latest) else { return glyph }
                // Half of a joined pair would end in a joiner, which no cell may.
                if glyph.markCount + 2 <= Glyph.mostMarks {
                    glyph.append(scalar)
                    glyph.append(joined)
                }
                latest = joined
            } else if scalar.properties.isEmojiModifier {
                guard latest.properties.isEmojiModifierBase else { return glyph }
                glyph.append(scalar)
                advance()
            } else if ScalarClass(scalar) == .mark {
                if scalar == "\u{FE0F}", latest.isEmoji { glyph.width = 2 }
                glyph.append(scalar)
                advance()
            } else {
                return glyph
            }
        }
        return glyph
    }

    /// The emoji behind a joiner at the current position, which is then used up.
    private mutating func joinedEmoji(after latest: Unicode.Scalar) -> Unicode.Scalar? {
        guard latest.isEmoji else { return nil }
        let following = scalars.index(after: position)
        guard following < scalars.endIndex, scalars[following].isEmoji else { return nil }
        let emoji = scalars[following]
        position = scalars.index(after: following)
        return emoji
    }
}

extension Unicode.Scalar {
    /// Whether it can be shown as a picture; digits, which only start keycaps, are left out.
    fileprivate var isEmoji: Bool {
        value > 0x7F && properties.isEmoji
    }
}
