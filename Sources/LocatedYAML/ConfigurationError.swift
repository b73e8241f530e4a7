/// One thing wrong in a configuration file, always told as `file:line: found …, expected …`.
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where the offending text begins.
    public let location: YAMLLocation
    /// What stands there: quoted and shortened text, or words such as `a list`; safe to print.
    public let found: String
    /// What should stand there; safe to print.
    public let expected: String

    /// Quotes text from the file; control and invisible characters in it are made visible.
    ///
    /// - Parameters:
    ///   - location: Where the text begins.
    ///   - text: The offending text as it stands in the file.
    ///   - expected: What should stand there, without a full stop.
    public init(at location: YAMLLocation, found text: String, expected: String) {
        self.init(
            at: location, foundPhrase: "\"" + PrintableText.shortened(text) + "\"",
            expected: expected)
    }

    /// Describes what was found in words of our own, such as `a list` or `nothing`.
    ///
    /// - Parameters:
    ///   - location: Where it begins.
    ///   - phrase: What stands there.
    ///   - expected: What should stand there, without a full stop.
    public init(at location: YAMLLocation, foundPhrase phrase: String, expected: String) {
        self.location = location
        found = PrintableText.escaped(phrase)
        self.expected = PrintableText.escaped(expected)
    }

    /// The whole sentence on one line, without an end.
    public var description: String {
        "\(PrintableText.escaped(location.path)):\(location.line): found \(found), expected \(expected)"
    }
}
