import Foundation
import LocatedYAML
import SafeText

/// Finds and reads `quell.yaml`.
public enum SettingsLoader {
    /// The file's name.
    public static let fileName = "quell.yaml"

    /// Reads a file.
    ///
    /// Throws one sentence a mistake: file, line, what was found, what was expected.
    public static func load(path: String) throws -> Settings {
        let absolute = path.hasPrefix("/") ? path : currentFolder + "/" + path
        return try SettingsDecoder.decode(LocatedNode.load(path: path), path: absolute)
    }

    /// Reads a text; `path` names it in errors and is where relative paths start.
    public static func parse(_ text: String, path: String) throws -> Settings {
        try SettingsDecoder.decode(LocatedNode.parse(text, path: path), path: path)
    }

    /// The nearest file from a folder upwards, then the one in the user's configuration folder; nil without.
    public static func nearest(from folder: String, configurationFolder: String) -> String? {
        var folder = folder
        while true {
            let candidate = (folder == "/" ? "" : folder) + "/" + fileName
            if FileManager.default.fileExists(atPath: candidate) { return candidate }
            if folder == "/" || folder.isEmpty { break }
            folder = (folder as NSString).deletingLastPathComponent
        }
        let own = configurationFolder + "/" + fileName
        return FileManager.default.fileExists(atPath: own) ? own : nil
    }

    private static var currentFolder: String { FileManager.default.currentDirectoryPath }
}

extension Settings {
    /// Adds runbooks named on the command line; relative paths start from the working directory.
    public mutating func addRunbooks(_ texts: [String], workingDirectory: String) {
        runbooks += texts.map { RunbookReference(text: $0, folder: workingDirectory) }
    }
}
