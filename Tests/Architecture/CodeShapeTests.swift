import Foundation
import Testing

@Suite("Shape of the code")
struct CodeShapeTests {
    static let longestFile = 500
    static let longestFunction = 60
    static let longestMap = 150

    @Test func noFileIsTooLong() throws {
        for file in try SourceTree.swiftFiles(in: "Sources") {
            #expect(file.lines.count - 1 <= Self.longestFile, "\(file.path)")
        }
    }

    @Test func noFunctionIsTooLong() throws {
        var measured = 0
        for file in try SourceTree.swiftFiles(in: "Sources") {
            for body in FunctionScanner.bodies(in: file.lines) {
                measured += 1
                #expect(body.lineCount <= Self.longestFunction, "\(file.path):\(body.line)")
            }
        }
        #expect(measured > 100)
    }

    @Test func nothingIsLeftForLater() throws {
        // Put together, so that this file does not hold the words.
        let words = ["TO" + "DO", "FIX" + "ME"]
        let folders = ["Sources", "Tests", "Themes", "Runbooks"]
        for folder in folders {
            for file in try SourceTree.files(in: folder, where: Self.isText) {
                for word in words { #expect(!file.contains(word), "\(file.path)") }
            }
        }
    }

    @Test func nothingTrapsOnPurpose() throws {
        let traps = ["try!", "as!", "fatalError(", "preconditionFailure("]
        for file in try SourceTree.swiftFiles(in: "Sources")
        where traps.contains(where: file.contains) {
            for (index, line) in file.lines.enumerated() {
                let code = line.trimmingPrefix { $0 == " " }
                if code.hasPrefix("//") { continue }
                for word in traps { #expect(!code.contains(word), "\(file.path):\(index + 1)") }
            }
        }
    }

    @Test func noFileIsADrawerForEverything() throws {
        let names = ["Utils", "Utilities", "Helpers", "Manager", "Common", "Types"]
        for file in try SourceTree.swiftFiles(in: "Sources") {
            let name = URL(filePath: file.path).deletingPathExtension().lastPathComponent
            #expect(!names.contains { name.hasSuffix($0) }, "\(file.path)")
        }
    }

    @Test func everyLibraryHasMirroredTests() throws {
        // The program itself is driven by EndToEnd, the embedder by the tests of BuiltinAssets.
        let exempt: Set<String> = ["quell", "AssetEmbedder", "EmbedAssets"]
        let layers = Set(
            try SourceTree.swiftFiles(in: "Sources").map { $0.path.split(separator: "/")[1] })
        for layer in layers.map(String.init) where !exempt.contains(layer) {
            let tests = (try? SourceTree.swiftFiles(in: "Tests/" + layer)) ?? []
            #expect(!tests.isEmpty, "Tests/\(layer)")
        }
    }

    @Test func theMapIsShort() throws {
        let lines = try SourceTree.text(of: "Sources/README.md").split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count - 1 <= Self.longestMap)
    }

    @Test func theTopLevelHoldsOnlyWhatIsNamed() throws {
        guard let names = SourceTree.topLevelNames() else {
            print("skipped: git does not know this folder, so build products cannot be told apart")
            return
        }
        let allowed: Set<String> = [
            "Package.swift", "README.md", "LICENSE", "CHANGELOG.md", "Sources", "Tests", "Themes",
            "Runbooks",
        ]
        #expect(names.filter { !$0.hasPrefix(".") && !allowed.contains($0) } == [])
    }

    private static func isText(_ path: String) -> Bool {
        [".swift", ".md", ".yaml", ".txt", ".c", ".h", ".modulemap"].contains { path.hasSuffix($0) }
    }
}
