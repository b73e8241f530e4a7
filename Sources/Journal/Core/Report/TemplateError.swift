/// What is wrong with a template, and where.
public struct TemplateError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file as it was named.
    public let file: String
    /// The line, from 1.
    public let line: Int
    /// What was found and what was expected.
    public let reason: String

    /// `report.md:3: there is no name actionz`.
    public var description: String { "\(file):\(line): \(reason)" }
}
