/// A colour of a terminal.
public enum Colour: Hashable, Sendable {
    /// What the terminal shows when nobody asks for a colour.
    case terminalDefault
    /// One of the sixteen ANSI colours, 0 to 15; the lowest four bits count.
    case ansi(UInt8)
    /// One of xterm's 256: 0–15 ANSI, 16–231 a cube of 6×6×6, 232–255 greys.
    case palette(UInt8)

    /// The nearest colour that a terminal of the given depth can show.
    public func downgraded(to depth: ColourDepth) -> Colour {
        switch depth {
        case .twoHundredFiftySix: self
        case .mono: .terminalDefault
        case .sixteen: downgradedToSixteen
        }
    }

    /// The nearest of the sixteen ANSI colours, by distance in red, green and blue.
    ///
    /// Shades are those of xterm's default palette; a user's own may differ.
    public var downgradedToSixteen: Colour {
        switch self {
        case .terminalDefault: .terminalDefault
        case .ansi(let number): .ansi(number & 15)
        case .palette(let number): .ansi(number < 16 ? number : Colour.nearestANSI(to: number))
        }
    }

    private static func nearestANSI(to number: UInt8) -> UInt8 {
        let wanted = components(ofPalette: number)
        var best = 0
        var bestDistance = Int.max
        for (index, shade) in ansiComponents.enumerated() {
            let red = wanted.red - shade.red
            let green = wanted.green - shade.green
            let blue = wanted.blue - shade.blue
            let distance = red * red + green * green + blue * blue
            if distance < bestDistance {
                best = index
                bestDistance = distance
            }
        }
        return UInt8(best)
    }

    private typealias Components = (red: Int, green: Int, blue: Int)

    private static func components(ofPalette number: UInt8) -> Components {
        let value = Int(number)
        if value >= 232 {
            let grey = 8 + 10 * (value - 232)
            return (grey, grey, grey)
        }
        let levels = [0, 95, 135, 175, 215, 255]
        let cube = max(0, value - 16)
        return (levels[cube / 36 % 6], levels[cube / 6 % 6], levels[cube % 6])
    }

    /// The default palette of xterm, XTerm-col.ad.
    private static let ansiComponents: [Components] = [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0),
        (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
        (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0),
        (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255),
    ]
}
