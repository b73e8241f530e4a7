import Foundation

extension LocatedNode {
    /// Reads and parses a YAML file.
    ///
    /// - Parameter path: The file, also as it is named in errors.
    /// - Returns: The root node.
    /// - Throws: `ConfigurationError` for a file that cannot be read or is not proper YAML.
    public static func load(path: String) throws -> LocatedNode {
        let bytes: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            // One byte more than allowed tells a file that is too long, even an endless device.
            bytes = try handle.read(upToCount: largestFile + 1) ?? Data()
        } catch {
            let reason = (error as NSError).localizedDescription
            throw ConfigurationError(
                at: YAMLLocation(path: path, line: 1), foundPhrase: "no way to read it (\(reason))",
                expected: "a readable file")
        }
        return try parse(bytes: bytes, path: path)
    }
}
