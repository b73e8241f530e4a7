import Foundation
import PackagePlugin

/// Turns the data files that a target is made of into one generated Swift file.
///
/// The files are the command's inputs, and the folders are listed at each build: adding, changing or
/// removing a file needs no other change.
@main
struct EmbedAssets: BuildToolPlugin {
    /// The embedded folders, below the package.
    private func folders(of target: any Target) -> [String] {
        target.name == "LogClusters" ? ["Sources/LogClusters/Formats"] : ["Themes", "Runbooks"]
    }

    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = context.package.directoryURL
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
        let folders = folders(of: target)
        let paths = try folders.flatMap { try files(in: $0, below: root) }
        return [
            .buildCommand(
                displayName:
                    "Embedding \(paths.count) files of \(folders.joined(separator: " and "))",
                executable: try context.tool(named: "AssetEmbedder").url,
                arguments: [output.path(percentEncoded: false), root.path(percentEncoded: false)]
                    + paths,
                inputFiles: paths.map { root.appending(path: $0) },
                outputFiles: [output])
        ]
    }

    /// The visible files of a folder at any depth, as paths below the package, in order.
    private func files(in folder: String, below root: URL) throws -> [String] {
        // Resolved, because an enumerator does not follow a folder that is a symbolic link.
        let base = root.appending(path: folder).resolvingSymlinksInPath()
        guard
            let found = FileManager.default.enumerator(
                at: base, includingPropertiesForKeys: [.isRegularFileKey],
                options: [.skipsHiddenFiles])
        else { return [] }
        let prefix = base.path(percentEncoded: false) + "/"
        var paths: [String] = []
        for case let file as URL in found {
            guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true
            else { continue }
            let path = file.resolvingSymlinksInPath().path(percentEncoded: false)
            guard path.hasPrefix(prefix) else { continue }
            paths.append(folder + "/" + path.dropFirst(prefix.count))
        }
        return paths.sorted()
    }
}
