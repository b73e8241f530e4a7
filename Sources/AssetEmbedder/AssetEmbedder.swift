import Foundation

/// Writes a Swift file that holds the text of other files: `AssetEmbedder OUTPUT ROOT PATH…`.
///
/// Each path is taken below the root. The output changes only when a file does, so that nothing is
/// compiled again without need.
@main
struct AssetEmbedder {
    static func main() {
        do {
            try run(Array(CommandLine.arguments.dropFirst()))
        } catch {
            FileHandle.standardError.write(Data("AssetEmbedder: error: \(error)\n".utf8))
            exit(1)
        }
    }

    static func run(_ arguments: [String]) throws {
        guard arguments.count >= 2 else {
            throw EmbeddingError(
                message: "found \(arguments.count) arguments, expected OUTPUT ROOT PATH…")
        }
        let output = URL(fileURLWithPath: arguments[0])
        let root = URL(fileURLWithPath: arguments[1])
        let source = GeneratedSource(
            assets: try arguments.dropFirst(2).map { (path: $0, text: try text(of: $0, in: root)) })
        let generated = Data(source.text.utf8)
        if (try? Data(contentsOf: output)) == generated { return }
        do {
            try generated.write(to: output, options: .atomic)
        } catch {
            throw EmbeddingError(
                message: "\(arguments[0]) cannot be written: \(error.localizedDescription)")
        }
    }

    private static func text(of path: String, in root: URL) throws -> String {
        let bytes: Data
        do {
            bytes = try Data(contentsOf: root.appending(path: path))
        } catch {
            throw EmbeddingError(
                message: "\(path) cannot be read: \(error.localizedDescription)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw EmbeddingError(message: "\(path) is not UTF-8 text")
        }
        return text
    }
}

/// Why embedding stopped, in one sentence.
struct EmbeddingError: Error, CustomStringConvertible {
    let message: String

    var description: String { message }
}
