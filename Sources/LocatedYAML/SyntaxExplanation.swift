import Yams

/// Puts the parser's complaints into the one form of configuration errors.
struct SyntaxExplanation {
    let path: String
    let text: String

    func error(for error: YamlError) -> ConfigurationError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
            return syntaxError(problem, mark)
        case .composer(_, let problem, let mark, _):
            return composerError(problem, mark)
        case .reader(let problem, let offset, let value, _):
            return readerError(problem, offset, value)
        case .duplicatedKeysInMapping(let keys, let context):
            return duplicateError(keys.first ?? "", firstLine: context.mark.line)
        case .dataCouldNotBeDecoded:
            return ConfigurationError(
                at: place(1), foundPhrase: "bytes that are not UTF-8",
                expected: "a text file in UTF-8")
        case .no, .memory, .writer, .emitter, .representer:
            return ConfigurationError(
                at: place(1), foundPhrase: "text that the YAML parser gave up on",
                expected: "a YAML document")
        }
    }

    private func syntaxError(_ problem: String, _ mark: Mark) -> ConfigurationError {
        let line = contents(of: mark.line)
        if let indent = line.prefix(while: \.isWhitespace).firstIndex(of: "\t") {
            let column = line.distance(from: line.startIndex, to: indent) + 1
            return ConfigurationError(
                at: YAMLLocation(path: path, line: mark.line, column: column),
                foundPhrase: "a tab in the indentation", expected: "spaces")
        }
        let place = YAMLLocation(path: path, line: mark.line, column: mark.column)
        let expected = "proper YAML (\(problem))"
        let offending = line.trimmingPrefix(while: \.isWhitespace).description
        if !offending.isEmpty {
            return ConfigurationError(at: place, found: offending, expected: expected)
        }
        // The parser points behind the last line when something was left open.
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let last = (lines.lastIndex { !$0.allSatisfy(\.isWhitespace) } ?? 0) + 1
        return mark.line > last
            ? ConfigurationError(
                at: self.place(last), foundPhrase: "the end of the file", expected: expected)
            : ConfigurationError(at: place, foundPhrase: "an empty line", expected: expected)
    }

    private func composerError(_ problem: String, _ mark: Mark) -> ConfigurationError {
        if problem.contains("another document") {
            return ConfigurationError(
                at: place(mark.line), foundPhrase: "a second document",
                expected: "one document in a file")
        }
        let offending = contents(of: mark.line).trimmingPrefix(while: \.isWhitespace).description
        return ConfigurationError(
            at: place(mark.line), found: offending, expected: "proper YAML (\(problem))")
    }

    private func readerError(
        _ problem: String, _ offset: Int?, _ value: Int32
    ) -> ConfigurationError {
        let before = text.prefix(offset ?? 0)
        let line = 1 + before.unicodeScalars.count { $0 == "\n" }
        let scalar = value > 0 ? UInt32(value).asScalarText : nil
        let expected = "text that YAML allows (\(problem))"
        guard let scalar else {
            return ConfigurationError(
                at: place(line), foundPhrase: "a forbidden character", expected: expected)
        }
        return ConfigurationError(at: place(line), found: scalar, expected: expected)
    }

    /// Yams tells the line of the first; the person has to look at the second.
    private func duplicateError(_ key: String, firstLine: Int) -> ConfigurationError {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let first = firstLine <= lines.count ? lines[firstLine - 1] : ""
        let indent = first.prefix { $0 == " " }.count
        let second = lines.indices.dropFirst(firstLine).first { index in
            let line = lines[index]
            let body = line.dropFirst(indent)
            return line.prefix { $0 == " " }.count == indent && body.hasPrefix(key)
                && body.dropFirst(key.count).first == ":"
        }
        return ConfigurationError(
            at: place(second.map { $0 + 1 } ?? firstLine), found: key,
            expected: second == nil
                ? "every key once" : "every key once (first in line \(firstLine))")
    }

    private func place(_ line: Int) -> YAMLLocation {
        YAMLLocation(path: path, line: max(line, 1))
    }

    private func contents(of line: Int) -> Substring {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.indices.contains(line - 1) ? lines[line - 1] : ""
    }
}

extension UInt32 {
    fileprivate var asScalarText: String? {
        Unicode.Scalar(self).map { String($0) }
    }
}
