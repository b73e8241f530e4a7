/// One place on the screen: a glyph and how it looks.
///
/// A cell never holds a control or format character, whatever it is made from: tabs and line ends become a space,
/// the others U+FFFD. The joiner U+200D is kept only between two emoji. A cluster keeps at most
/// four scalars.
public struct Cell: Hashable, Sendable {
    let glyph: Glyph
    /// How the cell looks.
    public var style: Style

    init(glyph: Glyph, style: Style) {
        self.glyph = glyph
        self.style = style
    }

    /// Makes a cell; of a cluster that takes several places, only the first is kept.
    public init(_ character: Character = " ", style: Style = .plain) {
        var scanner = GlyphScanner(Substring(String(character)))
        self.init(glyph: scanner.next() ?? .space, style: style)
    }

    /// A space in the terminal's own colours.
    public static let blank = Cell()

    /// How many columns the glyph takes: 1 or 2; 0 for the right half of a wide glyph.
    public var width: Int { glyph.width }

    /// Whether this is the right half of the wide glyph in the cell to the left.
    public var isContinuation: Bool { glyph.width == 0 }

    /// The glyph as text; empty for the right half of a wide glyph.
    public var text: String { glyph.text }

    /// The scalars of the glyph, the one that takes space first; none for a right half.
    public var scalars: [Unicode.Scalar] { glyph.scalars }

    /// The scalar that takes space; for the right half of a wide glyph U+0000.
    public var baseScalar: Unicode.Scalar { glyph.first }

    /// Whether the glyph is its base scalar alone.
    public var isSingleScalar: Bool { glyph.packedMarks == 0 }
}
