/// What a Unicode scalar does to a row of cells.
enum ScalarClass: Equatable {
    /// Shown as a space: tab, line feed, carriage return.
    case blank
    /// Never shown: other controls, format characters, separators, unassigned scalars.
    case forbidden
    /// Drawn on the glyph before it: combining marks, variation selectors, medial Hangul.
    case mark
    /// Half of a flag.
    case regional
    /// One column. Scalars of ambiguous width are narrow.
    case narrow
    /// Two columns.
    case wide

    /// Classifies a scalar.
    init(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        switch value {
        case 0x20...0x7E: self = .narrow
        case 0x09, 0x0A, 0x0D: self = .blank
        case 0...0x9F, 0xAD: self = .forbidden
        case 0xA0...0x2FF, 0x2190...0x2319, 0x2500...0x25FC: self = .narrow
        case 0x3400...0x9FFF, 0xAC00...0xD7A3: self = .wide
        case ScalarClass.symbols: self = WideRanges.contains(value) ? .wide : .narrow
        case 0x1160...0x11FF, 0xD7B0...0xD7FB: self = .mark
        case 0x1F1E6...0x1F1FF: self = .regional
        default: self = ScalarClass(category: scalar.properties.generalCategory, value: value)
        }
    }

    /// Technical signs, frames, blocks, shapes and dingbats: all assigned, none of them a mark.
    private static let symbols: ClosedRange<UInt32> = 0x2460...0x27BF

    /// Whether a scalar is surely not drawn on another one, told without looking it up.
    static func surelyStartsGlyph(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case ..<0x300, symbols, 0x3400...0x9FFF, 0xAC00...0xD7A3: true
        default: false
        }
    }

    private init(category: Unicode.GeneralCategory, value: UInt32) {
        switch category {
        case .control, .format, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator:
            self = .forbidden
        case .nonspacingMark, .enclosingMark:
            self = .mark
        default:
            self = WideRanges.contains(value) ? .wide : .narrow
        }
    }
}
