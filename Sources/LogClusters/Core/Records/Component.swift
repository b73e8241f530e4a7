/// Tells names of components and services from the first word of a message.
enum Component {
    /// `sshd[123]:` or, where syslog puts it, `kernel:`; the name without process and parentheses.
    static func tagged(
        _ line: UnsafeRawBufferPointer, _ start: Int, _ end: Int, allowsPlain: Bool
    ) -> Range<Int>? {
        guard end - start > 2, line[end - 1] == UInt8(ascii: ":") else { return nil }
        var nameEnd = end - 1
        if line[end - 2] == UInt8(ascii: "]") {
            var open = end - 3
            while open > start, ByteCursor.isDigit(line[open]) { open -= 1 }
            guard open > start, line[open] == UInt8(ascii: "["), open < end - 3 else { return nil }
            nameEnd = open
        } else if !allowsPlain {
            return nil
        }
        for offset in start..<nameEnd where line[offset] == UInt8(ascii: "(") {
            if offset > start { nameEnd = offset }
            break
        }
        return start..<nameEnd
    }

    /// `executor.Backend:`, `main.rs:`, `backend:` behind a level; nil for prose and exception names.
    static func named(_ line: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Range<Int>? {
        guard end - start > 2, line[end - 1] == UInt8(ascii: ":") else { return nil }
        if let tagged = tagged(line, start, end, allowsPlain: false) { return tagged }
        let name = UnsafeRawBufferPointer(rebasing: line[start..<end - 1])
        guard ByteCursor.isLetter(name[0]) else { return nil }
        var hasMark = false
        var hasCapital = false
        var previousLower = false
        for byte in name {
            let isLower = byte &- 97 < 26
            if !isLower {
                if byte &- 65 < 26 {
                    hasCapital = true
                    if previousLower { hasMark = true }
                } else {
                    guard ByteCursor.isDigit(byte) || isNameMark(byte) else { return nil }
                    hasMark = true
                }
            }
            previousLower = isLower
        }
        guard !ExceptionName.matches(name) else { return nil }
        let isNamed = hasMark || !hasCapital && isServiceLike(name) && !saysWhatHappened(name)
        return isNamed ? start..<end - 1 : nil
    }

    /// False for exceptions, levels and words for what happened, which also stand before a colon.
    static func mayBeName(_ word: UnsafeRawBufferPointer) -> Bool {
        guard !word.isEmpty, SeverityWord.severity(of: word) == nil else { return false }
        return !ExceptionName.matches(word) && !saysWhatHappened(word)
    }

    /// True when the name can be shown as a service: no path, class or line number.
    static func isSimple(_ line: UnsafeRawBufferPointer, _ name: Range<Int>) -> Bool {
        name.count <= 40
            && line[name].allSatisfy {
                ByteCursor.isLetter($0) || ByteCursor.isDigit($0) || $0 == UInt8(ascii: "-")
                    || $0 == UInt8(ascii: "_")
            }
    }

    /// True for a lower-case identifier; whether it is a service, the source must show.
    static func isServiceLike(_ word: UnsafeRawBufferPointer) -> Bool {
        guard (2...40).contains(word.count), ByteCursor.isLetter(word[0]) else { return false }
        for byte in word {
            let isLower = ByteCursor.isLetter(byte) && byte & 32 != 0
            guard
                isLower || ByteCursor.isDigit(byte) || byte == UInt8(ascii: "-")
                    || byte == UInt8(ascii: "_")
            else { return false }
        }
        return SeverityWord.severity(of: word) == nil
    }

    /// True for words in -ed and -ing: `failed: …` is a message, not a service.
    private static func saysWhatHappened(_ word: UnsafeRawBufferPointer) -> Bool {
        let count = word.count
        guard count > 2 else { return false }
        let (first, second, third) = (word[count - 3], word[count - 2], word[count - 1])
        return first == UInt8(ascii: "i") && second == UInt8(ascii: "n")
            && third == UInt8(ascii: "g")
            || second == UInt8(ascii: "e") && third == UInt8(ascii: "d")
    }

    private static func isNameMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "$"),
            UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "("),
            UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "*"),
            UInt8(ascii: "<"), UInt8(ascii: ">"):
            true
        default: false
        }
    }
}

/// Recognises the names of exceptions and errors.
enum ExceptionName {
    /// True for `ValueError`, `java.lang.IllegalStateException`, `app.errors.NotReadyError`.
    static func matches(_ name: UnsafeRawBufferPointer) -> Bool {
        guard name.count >= 5, ByteCursor.isLetter(name[0]) || name[0] == UInt8(ascii: "_") else {
            return false
        }
        guard hasEnding(ByteCursor(name)) else { return false }
        for byte in name {
            let isPart = ByteCursor.isLetter(byte) || ByteCursor.isDigit(byte)
            guard
                isPart || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
                    || byte == UInt8(ascii: "$") || byte == UInt8(ascii: ":")
            else { return false }
        }
        return true
    }

    private static func hasEnding(_ name: ByteCursor) -> Bool {
        switch name.bytes[name.bytes.count - 1] {
        case UInt8(ascii: "r"): ends(name, "Error")
        case UInt8(ascii: "n"): ends(name, "Exception") || ends(name, "StopIteration")
        case UInt8(ascii: "e"): ends(name, "Throwable") || ends(name, "Failure")
        case UInt8(ascii: "t"):
            ends(name, "Interrupt") || ends(name, "SystemExit") || ends(name, "Timeout")
        case UInt8(ascii: "g"): ends(name, "Warning")
        case UInt8(ascii: "o"): ends(name, "Errno")
        default: false
        }
    }

    private static func ends(_ name: ByteCursor, _ ending: StaticString) -> Bool {
        let start = name.bytes.count - ending.utf8CodeUnitCount
        return start >= 0 && ByteCursor(name.bytes, at: start).starts(with: ending)
    }
}
