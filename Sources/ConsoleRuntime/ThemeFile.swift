import BuiltinAssets
import CellGrid
public import Console
import Foundation
import LocatedYAML

/// Reads theme files: the user's own first, then the shipped ones.
public enum ThemeFile {
    /// The theme of a name, or of a file when the text names one (it holds `/` or ends in `.yaml`).
    ///
    /// Throws one sentence with file and line for a theme that cannot be found or read.
    public static func load(_ name: String, configurationFolder: String) throws -> Theme {
        if name.contains("/") || name.hasSuffix(".yaml") {
            return try decode(file: name)
        }
        let own = configurationFolder + "/themes/" + name + ".yaml"
        if FileManager.default.fileExists(atPath: own) { return try decode(file: own) }
        let shipped = "Themes/" + name + ".yaml"
        guard let text = BuiltinAssets.text(at: shipped) else {
            throw UnknownTheme(name: name, known: names(configurationFolder: configurationFolder))
        }
        return try decode(text: text, path: shipped)
    }

    /// The names of all themes, own and shipped, in alphabetical order.
    public static func names(configurationFolder: String) -> [String] {
        let folder = configurationFolder + "/themes"
        let own = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let shipped = BuiltinAssets.files(in: "Themes").map { String($0.path.dropFirst(7)) }
        let files = Set(own + shipped).filter { $0.hasSuffix(".yaml") }
        return files.map { String($0.dropLast(5)) }.sorted()
    }

    /// Reads a theme file.
    public static func decode(file: String) throws -> Theme {
        try decode(node: LocatedNode.load(path: file))
    }

    /// Reads a theme's text; `path` names it in errors.
    public static func decode(text: String, path: String) throws -> Theme {
        try decode(node: LocatedNode.parse(text, path: path))
    }

    private static func decode(node: LocatedNode) throws -> Theme {
        var reader = try MappingReader(node)
        _ = try reader.string("name")
        let palette = try ThemePalette(reader.optionalNode("palette"))
        var roles = try MappingReader(try reader.node("roles"))
        var styles: [ThemeRole: Style] = [:]
        for role in ThemeRole.allCases {
            styles[role] = try style(try roles.node(role.rawValue), palette)
        }
        try roles.finish()
        try reader.finish()
        return try Theme(styles: styles)
    }

    private static func style(_ node: LocatedNode, _ palette: ThemePalette) throws -> Style {
        var reader = try MappingReader(node)
        var style = Style.plain
        if let colour = reader.optionalNode("fg") {
            style.foreground = try palette.colour(colour)
        }
        if let colour = reader.optionalNode("bg") {
            style.background = try palette.colour(colour)
        }
        let flags: [(String, Attributes)] = [
            ("bold", .bold), ("dim", .dim), ("underline", .underline), ("reverse", .reverse),
            ("italic", .italic),
        ]
        for (key, attribute) in flags where try reader.optionalBool(key) == true {
            style.attributes.insert(attribute)
        }
        try reader.finish()
        return style
    }
}

/// There is no theme of that name.
struct UnknownTheme: Error, CustomStringConvertible {
    var name: String
    var known: [String]

    var description: String {
        "found theme '\(name)', expected one of: \(known.joined(separator: ", "))"
    }
}
