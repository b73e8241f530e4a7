public import SafeText

/// Why a runbook cannot be loaded, with the place in the file.
public struct RunbookError: Error, Hashable, Sendable {
    /// The file.
    public let path: DisplayText
    /// The line, from 1; nil when the whole file is meant.
    public let line: Int?
    /// What is wrong and what was expected.
    public let reason: DisplayText

    init(path: String, line: Int? = nil, reason: String) {
        self.path = DisplayText(path)
        self.line = line
        self.reason = DisplayText(reason)
    }
}

extension RunbookError: CustomStringConvertible {
    /// One sentence for a person: `runbook.md:12: unknown attribute …`.
    public var description: String {
        line.map { "\(path):\($0): \(reason)" } ?? "\(path): \(reason)"
    }
}
