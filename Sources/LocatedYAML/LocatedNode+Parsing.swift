import Yams

extension LocatedNode {
    /// The largest file that is read, in bytes: 1 MiB.
    public static let largestFile = 1_048_576

    /// Parses the one YAML document of a text.
    ///
    /// - Parameters:
    ///   - text: The whole file.
    ///   - path: The file's name, for errors only.
    /// - Returns: The root node.
    /// - Throws: `ConfigurationError` for anything that is not one YAML document of bounded size
    ///   with plain, distinct keys.
    public static func parse(_ text: String, path: String) throws -> LocatedNode {
        let start = YAMLLocation(path: path, line: 1)
        guard text.utf8.count <= largestFile else {
            throw ConfigurationError(
                at: start, foundPhrase: "a file of \(text.utf8.count) bytes",
                expected: "at most \(largestFile)")
        }
        if let error = AliasGuard.complexKey(in: text, path: path) { throw error }
        do {
            // No resolver: types are decided by what is expected, and its patterns are slow to build.
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            guard let root = try parser.singleRoot() else {
                throw ConfigurationError(
                    at: start, foundPhrase: "an empty file", expected: "at least one setting")
            }
            var conversion = NodeConversion(path: path)
            return try conversion.convert(root, depth: 0)
        } catch let error as YamlError {
            throw SyntaxExplanation(path: path, text: text).error(for: error)
        }
    }

    /// Parses bytes that should be UTF-8, as read from a file.
    ///
    /// - Parameters:
    ///   - bytes: The whole file; a byte order mark at its start is allowed.
    ///   - path: The file's name, for errors only.
    /// - Returns: The root node.
    /// - Throws: `ConfigurationError` as `parse(_:path:)`, and for bytes that are not UTF-8.
    public static func parse(bytes: some Collection<UInt8>, path: String) throws -> LocatedNode {
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let body = Array(bytes.dropFirst(hasMark ? 3 : 0).prefix(largestFile + 1))
        guard let text = String(validating: body, as: UTF8.self) else {
            // The repaired text has U+FFFD where the first broken byte was.
            let repaired = String(decoding: body, as: UTF8.self)
            let before = repaired.unicodeScalars.prefix { $0 != "\u{FFFD}" }
            let line = 1 + before.count { $0 == "\n" }
            throw ConfigurationError(
                at: YAMLLocation(path: path, line: line),
                foundPhrase: "bytes that are not UTF-8", expected: "a text file in UTF-8")
        }
        return try parse(text, path: path)
    }
}
