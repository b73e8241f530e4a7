import CellGrid

@testable import Console

/// Reads the flat theme files of `Themes/`, as far as tests need them; the program itself uses LocatedYAML.
struct ThemeFile {
    var palette: [String: Colour] = [:]
    var roles: [String: Style] = [:]

    static let ansiNames = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
    ]

    init(_ text: String) {
        var section = ""
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            if !line.hasPrefix(" ") {
                section = String(line.prefix { $0 != ":" })
                continue
            }
            let parts = line.split(separator: ":", maxSplits: 1)
            let name = parts[0].filter { $0 != " " }
            let value = parts[1].filter { $0 != " " && $0 != "{" && $0 != "}" }
            if section == "palette" { palette[String(name)] = colour(String(value)) }
            if section == "roles" { roles[String(name)] = style(String(value)) }
        }
    }

    func colour(_ name: String) -> Colour? {
        if let own = palette[name] { return own }
        if let number = UInt8(name) { return .palette(number) }
        if name == "default" { return .terminalDefault }
        return ThemeFile.ansiNames.firstIndex(of: name).map { .ansi(UInt8($0)) }
    }

    private func style(_ text: String) -> Style {
        var style = Style()
        for pair in text.split(separator: ",") {
            let parts = pair.split(separator: ":").map(String.init)
            switch (parts[0], parts[1]) {
            case ("fg", let name): style.foreground = colour(name) ?? .terminalDefault
            case ("bg", let name): style.background = colour(name) ?? .terminalDefault
            case ("bold", "true"): style.attributes.insert(.bold)
            case ("dim", "true"): style.attributes.insert(.dim)
            case ("underline", "true"): style.attributes.insert(.underline)
            case ("reverse", "true"): style.attributes.insert(.reverse)
            case ("italic", "true"): style.attributes.insert(.italic)
            default: preconditionFailure("unknown attribute \(pair)")
            }
        }
        return style
    }

    func theme() throws -> Theme {
        var styles: [ThemeRole: Style] = [:]
        for (name, style) in roles {
            guard let role = ThemeRole(rawValue: name) else { throw UnknownRole(name: name) }
            styles[role] = style
        }
        return try Theme(styles: styles)
    }

    struct UnknownRole: Error {
        let name: String
    }
}
