import CNcurses
import CellGrid

/// Gives each style the attributes and the colour pair that ncurses wants for it.
struct ColourPairs {
    /// What ncurses wants.
    struct Rendition: Equatable {
        var attributes: attr_t
        var pair: Int32
    }

    private let depth: ColourDepth
    private let colourCount: Int
    private var renditions: [Style: Rendition] = [:]
    private var pairs: [ColourNumbers: Int32] = [:]
    private var latest: (style: Style, rendition: Rendition)?

    private struct ColourNumbers: Hashable {
        let foreground: Int32
        let background: Int32
    }

    init(depth: ColourDepth, colourCount: Int) {
        self.depth = depth
        self.colourCount = colourCount
    }

    /// The rendition of a style; pairs are made as they are needed.
    mutating func rendition(of style: Style) -> Rendition {
        // Neighbours mostly look alike, and comparing is cheaper than hashing.
        if let latest, latest.style == style { return latest.rendition }
        let result = renditions[style] ?? makeRendition(of: style)
        renditions[style] = result
        latest = (style, result)
        return result
    }

    private mutating func makeRendition(of style: Style) -> Rendition {
        let shown = style.downgraded(to: depth)
        var attributes = ColourPairs.attributes(of: shown.attributes)
        var foreground = ColourPairs.number(of: shown.foreground)
        var background = ColourPairs.number(of: shown.background)
        if colourCount < 16 {
            // With eight colours only, bold makes a foreground bright; a background has no bright one.
            if foreground > 7 { attributes |= nc_bold }
            if foreground > 7 { foreground -= 8 }
            if background > 7 { background -= 8 }
        }
        let wanted = ColourNumbers(foreground: foreground, background: background)
        return Rendition(attributes: attributes, pair: pair(of: wanted))
    }

    private mutating func pair(of colours: ColourNumbers) -> Int32 {
        if depth == .mono || (colours.foreground < 0 && colours.background < 0) { return 0 }
        if let known = pairs[colours] { return known }
        let next = Int32(pairs.count + 1)
        // When pairs run out, the terminal's own colours are better than wrong ones.
        guard next < nc_colour_pairs(),
            init_extended_pair(next, colours.foreground, colours.background) == OK
        else { return 0 }
        pairs[colours] = next
        return next
    }

    /// The number by which ncurses knows a colour; −1 is the terminal's own.
    private static func number(of colour: Colour) -> Int32 {
        switch colour {
        case .terminalDefault: -1
        case .ansi(let number): Int32(number & 15)
        case .palette(let number): Int32(number)
        }
    }

    private static func attributes(of attributes: Attributes) -> attr_t {
        var result: attr_t = 0
        if attributes.contains(.bold) { result |= nc_bold }
        if attributes.contains(.dim) { result |= nc_dim }
        if attributes.contains(.underline) { result |= nc_underline }
        if attributes.contains(.reverse) { result |= nc_reverse }
        if attributes.contains(.italic) { result |= nc_italic }
        return result
    }
}
