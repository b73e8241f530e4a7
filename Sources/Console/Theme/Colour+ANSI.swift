import CellGrid

extension Colour {
    /// The one of the sixteen ANSI colours that means the same: hue before shade.
    ///
    /// The nearest colour by distance, as `CellGrid` has it for pictures, makes every muted colour
    /// of a calm theme grey. In a theme a colour is a meaning, so its hue is what must survive.
    var asANSI: Colour {
        switch self {
        case .terminalDefault: .terminalDefault
        case .ansi(let number): .ansi(number & 15)
        case .palette(let number) where number < 16: .ansi(number)
        case .palette(let number): .ansi(Colour.ansiNumber(ofPalette: Int(number)))
        }
    }

    /// For xterm's colours 16 to 255: a cube of 6×6×6 with these levels, then 24 greys.
    private static func ansiNumber(ofPalette number: Int) -> UInt8 {
        if number >= 232 { return grey(8 + 10 * (number - 232)) }
        let levels = [0, 95, 135, 175, 215, 255]
        let cube = number - 16
        let components = [levels[cube / 36 % 6], levels[cube / 6 % 6], levels[cube % 6]]
        let brightest = components.max() ?? 0
        let darkest = components.min() ?? 0
        if brightest - darkest < 40 { return grey((brightest + darkest) / 2) }
        let middle = (brightest + darkest) / 2
        var ansi: UInt8 = brightest >= 200 ? 8 : 0
        for (bit, component) in components.enumerated() where component >= middle {
            ansi |= 1 << UInt8(bit)
        }
        return ansi
    }

    /// Dark grey, light grey or white; never black, which nobody could read on a dark screen.
    private static func grey(_ brightness: Int) -> UInt8 {
        brightness < 128 ? 8 : brightness < 224 ? 7 : 15
    }
}
