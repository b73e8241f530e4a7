/// Values that a person must fill in: `<instance>`, `{{region}}`, `YOUR_PROJECT`, `${UNSET}`.
enum Placeholder {
    /// The placeholders of a script in order of appearance, each once.
    ///
    /// - Parameters:
    ///   - script: The text.
    ///   - parsed: The same text, masked and read.
    ///   - defined: Variables that have a value when the script runs.
    /// - Returns: The placeholders as written; variables as `${NAME}`.
    static func all(in script: String, script parsed: ShellScript, defined: Set<String>) -> [String]
    {
        let marks = spans(in: Array(script.utf8)).map { String(decoding: $0.bytes, as: UTF8.self) }
        let known = defined.union(ShellVariables.ofEveryShell).union(
            ShellVariables.assigned(in: parsed))
        let variables = ShellVariables.used(in: script).filter { !known.contains($0) }
        var seen: Set<String> = []
        return (marks + variables.map { "${\($0)}" }).filter { seen.insert($0).inserted }
    }

    /// The script with every mark replaced by a word of the same length, so that bash's view of `<x>` as
    /// a redirection does not hide what the command is.
    static func masked(_ script: String) -> String {
        var bytes = Array(script.utf8)
        for span in spans(in: bytes) {
            for index in span.range { bytes[index] = UInt8(ascii: "_") }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private struct Span {
        var range: Range<Int>
        var bytes: [UInt8]
    }

    private static func spans(in bytes: [UInt8]) -> [Span] {
        var found: [Span] = []
        var index = 0
        while index < bytes.count {
            if let end = end(of: bytes, at: index) {
                found.append(Span(range: index..<end, bytes: Array(bytes[index..<end])))
                index = end
            } else {
                index += 1
            }
        }
        // `<b>…</b>` is mark-up that the command sends or searches for.
        return found.filter { span in
            guard span.bytes.first == Ascii.less else { return true }
            let closing = [Ascii.less, UInt8(ascii: "/")] + span.bytes.dropFirst()
            return !bytes.indices.contains {
                bytes[$0] == Ascii.less && bytes[$0...].starts(with: closing)
            }
        }
    }

    private static func end(of bytes: [UInt8], at index: Int) -> Int? {
        switch bytes[index] {
        case Ascii.less: angle(bytes, index)
        case Ascii.openBrace: braces(bytes, index)
        case UInt8(ascii: "Y"): yours(bytes, index)
        default: nil
        }
    }

    private static let longest = 80

    /// `<x>`: a letter or digit first and last, so that `sort <in >out` is none.
    private static func angle(_ bytes: [UInt8], _ start: Int) -> Int? {
        if start > 0, bytes[start - 1] == Ascii.less { return nil }
        var index = start + 1
        while index < bytes.count, index - start < longest {
            let byte = bytes[index]
            if byte == Ascii.greater {
                let isWord =
                    index - start > 1 && isName(bytes[start + 1]) && isName(bytes[index - 1])
                return isWord ? index + 1 : nil
            }
            guard isName(byte) || byte >= 0x80 || " -.:/|,'()[]=*@#+".utf8.contains(byte) else {
                return nil
            }
            index += 1
        }
        return nil
    }

    /// `{{x}}`, but not a Go template such as `{{.Name}}` or `{{range …}}`.
    private static func braces(_ bytes: [UInt8], _ start: Int) -> Int? {
        guard start + 1 < bytes.count, bytes[start + 1] == Ascii.openBrace else { return nil }
        var index = start + 2
        func skip(_ condition: (UInt8) -> Bool) {
            while index < bytes.count, index - start < longest, condition(bytes[index]) {
                index += 1
            }
        }
        skip { $0 == Ascii.space }
        let first = index
        skip { isName($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
        guard index > first, isName(bytes[first]), bytes[index - 1] != UInt8(ascii: ".") else {
            return nil
        }
        let isKeyword = ["end", "else"].contains { bytes[first..<index].elementsEqual($0.utf8) }
        skip { $0 == Ascii.space }
        let closes = index + 1 < bytes.count && bytes[index] == Ascii.closeBrace
        guard !isKeyword, closes, bytes[index + 1] == Ascii.closeBrace else { return nil }
        return index + 2
    }

    /// `YOUR_X` and `YOUR-X` in capitals, not as a part of a longer name or of a variable.
    private static func yours(_ bytes: [UInt8], _ start: Int) -> Int? {
        if start > 0 {
            let before = bytes[start - 1]
            if isName(before) || before == Ascii.dollar || before == Ascii.openBrace { return nil }
        }
        guard
            bytes[start...].starts(with: "YOUR_".utf8) || bytes[start...].starts(with: "YOUR-".utf8)
        else { return nil }
        var index = start + 5
        while index < bytes.count, isName(bytes[index]) || bytes[index] == UInt8(ascii: "-") {
            index += 1
        }
        // `YOUR_X=5` gives a variable its value.
        if index < bytes.count, bytes[index] == Ascii.equals { return nil }
        return index > start + 5 ? index : nil
    }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
