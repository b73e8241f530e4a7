/// One shipped file, as it was when the program was built.
public struct BuiltinAsset: Hashable, Sendable {
    /// The path below the package with `/` between its parts, such as `Themes/dark.yaml`.
    public let path: String
    /// The whole text, byte for byte that of the file.
    public let text: String

    /// Names a text; the shipped ones are in `BuiltinAssets.all`.
    public init(path: String, text: String) {
        self.path = path
        self.text = text
    }
}

/// The files of `Themes/` and `Runbooks/`, built into the program.
public enum BuiltinAssets {
    /// Every shipped file: the themes and then the runbooks, each in the order of their paths.
    public static let all: [BuiltinAsset] = EmbeddedFiles.all.map {
        BuiltinAsset(path: $0.path, text: $0.text)
    }

    /// The text of one file.
    ///
    /// - Parameter path: The path below the package, such as `Themes/dark.yaml`.
    /// - Returns: Its text, or nil when no such file is shipped.
    public static func text(at path: String) -> String? {
        all.first { $0.path == path }?.text
    }

    /// The files of a folder and of the folders below it.
    ///
    /// - Parameter folder: The folder below the package, such as `Themes`, with or without a final `/`.
    /// - Returns: Its files in the order of their paths; none for an unknown folder.
    public static func files(in folder: String) -> [BuiltinAsset] {
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        return all.filter { $0.path.hasPrefix(prefix) }
    }
}
