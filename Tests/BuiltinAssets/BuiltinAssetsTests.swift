import BuiltinAssets
import Foundation
import Testing

@Suite("BuiltinAssets")
struct BuiltinAssetsTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The files that should be built in: path below the package, and content.
    private func filesOnDisk() throws -> [String: Data] {
        var files: [String: Data] = [:]
        for folder in ["Themes", "Runbooks"] {
            let base = Self.root.appending(path: folder).resolvingSymlinksInPath()
            let paths = try FileManager.default.subpathsOfDirectory(atPath: base.path)
            for path in paths
            where !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
                let file = base.appending(path: path)
                if try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true {
                    files[folder + "/" + path] = try Data(contentsOf: file)
                }
            }
        }
        return files
    }

    @Test func everyShippedFileIsBuiltInByteForByte() throws {
        let files = try filesOnDisk()
        #expect(Set(BuiltinAssets.all.map(\.path)) == Set(files.keys))
        for asset in BuiltinAssets.all {
            #expect(files[asset.path] == Data(asset.text.utf8), "\(asset.path)")
        }
    }

    @Test func filesAreFoundByPathAndFolder() {
        for asset in BuiltinAssets.all {
            #expect(BuiltinAssets.text(at: asset.path) == asset.text)
        }
        let themes = BuiltinAssets.files(in: "Themes")
        #expect(themes == BuiltinAssets.files(in: "Themes/"))
        #expect(themes.allSatisfy { $0.path.hasPrefix("Themes/") })
        #expect(themes.count + BuiltinAssets.files(in: "Runbooks").count == BuiltinAssets.all.count)
    }

    @Test func whatIsNotShippedIsNotFound() {
        #expect(BuiltinAssets.text(at: "Themes/none.yaml") == nil)
        #expect(BuiltinAssets.files(in: "Theme").isEmpty)
    }
}
