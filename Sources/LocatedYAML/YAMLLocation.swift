/// A place in a YAML file.
public struct YAMLLocation: Hashable, Sendable {
    /// The file as the user named it.
    public let path: String
    /// The line, from 1.
    public let line: Int
    /// The column in characters, from 1.
    public let column: Int

    /// Names a place; lines and columns count from 1.
    public init(path: String, line: Int, column: Int = 1) {
        self.path = path
        self.line = line
        self.column = column
    }
}
