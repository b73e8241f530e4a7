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
        let bytes = Array(script.utf8)
        let marks = spans(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
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
            for index in span { bytes[index] = UInt8(ascii: "_") }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Where the marks stand, in order; variables are none of them.
    static func spans(in bytes: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = 0
        while index < bytes.count {
            if let end = end(of: bytes, at: index) {
                found.append(index..<end)
                index = end
            } else {
                index += 1
            }
        }
        guard found.contains(where: { bytes[$0.lowerBound] == Ascii.less }) else { return found }
        let closed = closedElements(bytes)
        return found.filter { span in
            guard bytes[span.lowerBound] == Ascii.less else { return true }
            let inside = bytes[(span.lowerBound + 1)..<(span.upperBound - 1)]
            // `<b>…</b>` is mark-up that the command sends or searches for.
            return !closed.contains(Array(inside)) && !isAddress(inside) && !isPrinted(inside)
        }
    }

    /// The names of the elements that `</name>` closes somewhere.
    private static func closedElements(_ bytes: [UInt8]) -> Set<[UInt8]> {
        var closed: Set<[UInt8]> = []
        for index in bytes.indices.dropLast()
        where bytes[index] == Ascii.less && bytes[index + 1] == UInt8(ascii: "/") {
            let rest = bytes[(index + 2)...].prefix(longest)
            if let end = rest.firstIndex(of: Ascii.greater) {
                closed.insert(Array(bytes[(index + 2)..<end]))
            }
        }
        return closed
    }

    /// `<ann@example.test>` is the address of a person.
    private static func isAddress(_ inside: ArraySlice<UInt8>) -> Bool {
        guard let sign = inside.firstIndex(of: UInt8(ascii: "@")) else { return false }
        return sign > inside.startIndex && sign < inside.endIndex - 1
            && !inside.contains(Ascii.space)
    }

    /// What programs print in place of a value, and what people therefore search for.
    private static let printed: Set<String> = [
        "none", "nil", "null", "pending", "unknown", "no value",
    ]

    private static func isPrinted(_ inside: ArraySlice<UInt8>) -> Bool {
        inside.count <= 8 && printed.contains(String(decoding: inside, as: UTF8.self))
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
