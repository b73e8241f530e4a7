import Glibc

/// A POSIX extended regular expression, matched line by line as `grep -E` does.
///
/// No expression can make it run for ever on a line, unlike back-tracking ones; bytes above 0x7F match
/// only themselves.
struct LinePattern: Hashable, Sendable {
    /// Longer expressions and lines are not matched, in bytes.
    static let longestSource = 1000
    static let longestLine = 65_536

    /// As written.
    let source: String

    /// Takes an expression; nil when it is none.
    init?(_ source: String) {
        var compiled = regex_t()
        guard !source.isEmpty, source.utf8.count <= Self.longestSource, !source.contains("\0"),
            regcomp(&compiled, source, REG_EXTENDED | REG_NOSUB) == 0
        else { return nil }
        regfree(&compiled)
        self.source = source
    }

    /// The number of the first line that matches, from 1; nil when none does.
    func firstLine(in bytes: [UInt8]) -> Int? {
        var compiled = regex_t()
        guard regcomp(&compiled, source, REG_EXTENDED | REG_NOSUB) == 0 else { return nil }
        defer { regfree(&compiled) }
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            // The C string ends at a NUL, so must the line.
            var text = line.prefix(Self.longestLine).prefix { $0 != 0 }.map(CChar.init(bitPattern:))
            text.append(0)
            if regexec(&compiled, text, 0, nil, 0) == 0 { return index + 1 }
        }
        return nil
    }
}
