/// What one cell shows: a scalar that takes space, and up to three that are drawn on it.
///
/// It is of fixed size, so that a grid is one plain block of memory.
struct Glyph: Hashable, Sendable {
    /// The most scalars kept beside the first; more are dropped.
    static let mostMarks = 3

    /// What stands for everything that must not be shown.
    static let replacement = Glyph("\u{FFFD}", width: 1)
    /// An empty place.
    static let space = Glyph(" ", width: 1)
    /// The right half of a wide glyph.
    static let continuation = Glyph("\0", width: 0)

    private static let scalarBits: UInt32 = 21
    private static let scalarMask: UInt32 = 0x1F_FFFF

    /// The further scalars, 21 bits each, first in the lowest bits, zero when there is none.
    private(set) var packedMarks: UInt64 = 0
    /// The first scalar in the lower 21 bits, the width above.
    private var firstAndWidth: UInt32

    init(_ first: Unicode.Scalar, width: Int) {
        firstAndWidth = first.value | UInt32(truncatingIfNeeded: width) << Glyph.scalarBits
    }

    /// The first scalar.
    var first: Unicode.Scalar {
        Unicode.Scalar(firstAndWidth & Glyph.scalarMask) ?? "\u{FFFD}"
    }

    /// Columns: 1 or 2; 0 for the right half of a wide glyph.
    var width: Int {
        get { Int(firstAndWidth >> Glyph.scalarBits) }
        set { self = Glyph(first, width: newValue, packedMarks: packedMarks) }
    }

    /// How many further scalars there are.
    var markCount: Int {
        (64 - packedMarks.leadingZeroBitCount + 20) / 21
    }

    /// Adds a further scalar, unless there are as many as fit.
    mutating func append(_ mark: Unicode.Scalar) {
        let count = markCount
        guard count < Glyph.mostMarks else { return }
        packedMarks |= UInt64(mark.value) << UInt64(21 * count)
    }

    /// All scalars in order; none for the right half of a wide glyph.
    var scalars: [Unicode.Scalar] {
        guard width > 0 else { return [] }
        var result = [first]
        var rest = packedMarks
        while rest != 0 {
            if let mark = Unicode.Scalar(UInt32(truncatingIfNeeded: rest) & Glyph.scalarMask) {
                result.append(mark)
            }
            rest >>= 21
        }
        return result
    }

    /// The glyph as text.
    var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private init(_ first: Unicode.Scalar, width: Int, packedMarks: UInt64) {
        self.init(first, width: width)
        self.packedMarks = packedMarks
    }
}
