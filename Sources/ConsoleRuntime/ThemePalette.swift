import CellGrid
import LocatedYAML

/// The named colours of a theme file, and what else may stand where a colour is wanted.
struct ThemePalette {
    private var named: [String: Colour] = [:]

    /// Reads the `palette:` section; nil is an empty one.
    init(_ node: LocatedNode?) throws {
        guard let node else { return }
        var reader = try MappingReader(node)
        for name in reader.keys {
            named[name] = try colour(try reader.node(name))
        }
    }

    /// A palette name, `default`, an ANSI name, or a number of xterm's 256.
    func colour(_ node: LocatedNode) throws -> Colour {
        let expected = "a palette name, an ANSI name, a number from 0 to 255, or default"
        let text = try node.string(expected: expected)
        if let colour = named[text] ?? Self.ansi[text] { return colour }
        guard let number = UInt8(text) else { throw node.error(expected: expected) }
        return .palette(number)
    }

    private static let ansi: [String: Colour] = {
        let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
        var colours: [String: Colour] = ["default": .terminalDefault]
        for (number, name) in names.enumerated() {
            colours[name] = .ansi(UInt8(number))
            colours["bright-" + name] = .ansi(UInt8(number + 8))
        }
        return colours
    }()
}
