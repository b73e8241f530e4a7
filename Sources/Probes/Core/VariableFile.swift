/// A file of variables, as docker, systemd and many libraries read them: `NAME=value`, one a line.
enum VariableFile {
    /// The variables of a file; the last setting of a name holds.
    ///
    /// Lines that start with `#` are comments; `export` in front and quotes around a value are allowed.
    static func variables(_ text: String) -> [String: String] {
        var variables: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            var rest = trimmed(line)
            if rest.hasPrefix("export ") { rest = trimmed(rest.dropFirst("export ".count)) }
            guard !rest.hasPrefix("#"), let sign = rest.firstIndex(of: "=") else { continue }
            let name = trimmed(rest[..<sign])
            guard EnvironmentText.isName(name) else { continue }
            variables[String(name)] = value(trimmed(rest[rest.index(after: sign)...]))
        }
        return variables
    }

    private static func value(_ text: Substring) -> String {
        if let quote = text.first, quote == "\"" || quote == "'" {
            return String(text.dropFirst().prefix { $0 != quote })
        }
        // A comment begins behind a blank.
        var value = text
        if value.first == "#" { return "" }
        if let comment = text.firstRange(of: " #") { value = text[..<comment.lowerBound] }
        return String(trimmed(value))
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var rest = text.drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest
    }
}
