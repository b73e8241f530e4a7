/// How a cell looks: its two colours and its attributes.
///
/// It is packed into four bytes, because every cell of a grid has one.
public struct Style: Hashable, Sendable {
    /// Ten bits for each colour, from the lowest: foreground, background; then the attributes.
    private var bits: UInt32

    /// Makes a style; what is not given is the terminal's own.
    public init(
        foreground: Colour = .terminalDefault, background: Colour = .terminalDefault,
        attributes: Attributes = []
    ) {
        bits = foreground.bits | background.bits << 10 | UInt32(attributes.rawValue) << 20
    }

    /// The colour of the glyph.
    public var foreground: Colour {
        get { Colour(bits: bits & 0x3FF) }
        set { bits = bits & ~0x3FF | newValue.bits }
    }

    /// The colour behind the glyph.
    public var background: Colour {
        get { Colour(bits: bits >> 10 & 0x3FF) }
        set { bits = bits & ~(0x3FF << 10) | newValue.bits << 10 }
    }

    /// Bold, underline and so on.
    public var attributes: Attributes {
        get { Attributes(rawValue: UInt8(truncatingIfNeeded: bits >> 20)) }
        set { bits = bits & 0xF_FFFF | UInt32(newValue.rawValue) << 20 }
    }

    /// The terminal's own colours and no attribute.
    public static let plain = Style()

    /// The same style with some more attributes.
    public func adding(_ more: Attributes) -> Style {
        var result = self
        result.attributes.formUnion(more)
        return result
    }

    /// The nearest style that a terminal of the given depth can show; attributes stay.
    public func downgraded(to depth: ColourDepth) -> Style {
        Style(
            foreground: foreground.downgraded(to: depth),
            background: background.downgraded(to: depth), attributes: attributes)
    }
}

extension Colour {
    /// The colour in ten bits: which case, then its number.
    fileprivate var bits: UInt32 {
        switch self {
        case .terminalDefault: 0
        case .ansi(let number): 0x100 | UInt32(number)
        case .palette(let number): 0x200 | UInt32(number)
        }
    }

    fileprivate init(bits: UInt32) {
        let number = UInt8(truncatingIfNeeded: bits)
        switch bits >> 8 {
        case 1: self = .ansi(number)
        case 2: self = .palette(number)
        default: self = .terminalDefault
        }
    }
}
