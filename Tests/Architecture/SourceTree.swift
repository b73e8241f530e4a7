import Foundation
import Glibc

/// The package as it lies on disk.
enum SourceTree {
    /// The package's folder, with symbolic links resolved.
    static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// One text file below the package.
    struct File: Sendable {
        let path: String
        let text: String

        /// True when a word stands anywhere in the text.
        func contains(_ word: String) -> Bool {
            text.withCString { strstr($0, word) != nil }
        }

        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    }

    /// The Swift files of a folder, in the order of their paths.
    static func swiftFiles(in folder: String) throws -> [File] {
        try files(in: folder) { $0.hasSuffix(".swift") }
    }

    /// The visible files of a folder whose path satisfies a condition, in the order of their paths.
    static func files(in folder: String, where isWanted: (String) -> Bool) throws -> [File] {
        let base = root.appending(path: folder)
        return try FileManager.default.subpathsOfDirectory(atPath: base.path).sorted()
            .filter { path in
                isWanted(path) && !path.split(separator: "/").contains { $0.hasPrefix(".") }
            }
            .map { path in
                let data = try Data(contentsOf: base.appending(path: path))
                return File(path: folder + "/" + path, text: String(decoding: data, as: UTF8.self))
            }
    }

    /// The text of one file.
    static func text(of path: String) throws -> String {
        String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
    }

    /// The names of the folders directly in a folder.
    static func folders(in folder: String) throws -> [String] {
        let base = root.appending(path: folder)
        return try FileManager.default.contentsOfDirectory(atPath: base.path).sorted().filter {
            try base.appending(path: $0).resourceValues(forKeys: [.isDirectoryKey]).isDirectory
                == true
        }
    }

    /// The top-level names that belong to the project; nil where git cannot tell.
    ///
    /// Asking git leaves build products out, which lie beside the sources.
    static func topLevelNames() -> Set<String>? {
        let git = Process()
        git.executableURL = URL(filePath: "/usr/bin/env")
        git.arguments = [
            "git", "-C", root.path, "ls-files", "-z", "--cached", "--others", "--exclude-standard",
        ]
        let output = Pipe()
        git.standardOutput = output
        git.standardError = FileHandle.nullDevice
        guard (try? git.run()) != nil, let data = try? output.fileHandleForReading.readToEnd()
        else {
            return nil
        }
        git.waitUntilExit()
        guard git.terminationStatus == 0 else { return nil }
        let paths = data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        let names = paths.compactMap { $0.split(separator: "/").first.map(String.init) }
        return names.isEmpty ? nil : Set(names)
    }
}
