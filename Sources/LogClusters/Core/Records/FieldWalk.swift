import IncidentModel

/// Walks over the fields between a time stamp and the message.
///
/// Behind the time come, in many orders: host, process, thread, level, component. The walk goes on as
/// long as tokens look like that and not like prose; when no level shows up, it goes back to where the
/// unsure part began.
struct FieldWalk {
    private enum Step { case goOn, stop }

    private static let tokenLimit = 12
    var header = LineHeader()
    private var cursor: ByteCursor
    private let line: UnsafeRawBufferPointer
    private let isSyslog: Bool
    /// Owned by the reader of headers.
    private let known: Unmanaged<ServiceNames>
    private var hasLevel = false
    private var tokens = 0
    private var groups = 0
    private var plainWords = 0
    private var sawNumber = false
    private var unsure: Int?

    init(
        _ line: UnsafeRawBufferPointer, at start: Int, isSyslog: Bool, known: ServiceNames
    ) {
        self.line = line
        self.isSyslog = isSyslog
        self.known = Unmanaged.passUnretained(known)
        cursor = ByteCursor(line, at: start)
    }

    /// Fills the header.
    mutating func run() {
        if cursor.peek() == UInt8(ascii: ",") || cursor.peek() == UInt8(ascii: ":") {
            cursor.position += 1
        }
        var isSettled = false
        while tokens < Self.tokenLimit {
            let fieldEnd = cursor.position
            cursor.skipSpaces()
            let start = cursor.position
            guard !cursor.isAtEnd else { break }
            if step() == .stop {
                // Indentation stays with the message: it may be a frame of a stack trace.
                if cursor.position == start { cursor.position = fieldEnd }
                isSettled = true
                break
            }
            tokens += 1
        }
        if let unsure, !hasLevel, !isSettled { cursor.position = unsure }
        if cursor.peek() == 32 { cursor.position += 1 }
        header.message = min(cursor.position, line.count)
    }

    private mutating func step() -> Step {
        let start = cursor.position
        let byte = cursor.peek()
        if byte == UInt8(ascii: "[") { return takeGroup() }
        let end = cursor.tokenEnd()
        if end - start == 1, byte == UInt8(ascii: "|") || byte == UInt8(ascii: "-") {
            cursor.position = end
            return hasLevel && byte == UInt8(ascii: "-") ? .stop : .goOn
        }
        if byte == UInt8(ascii: "-"),
            cursor.slice(start, end).allSatisfy({ $0 == UInt8(ascii: "-") })
        {
            cursor.position = end
            return .goOn
        }
        return hasLevel ? afterLevel(start, end) : beforeLevel(start, end)
    }

    /// `[…]`: a level, a process, a thread or other context.
    private mutating func takeGroup() -> Step {
        let start = cursor.position
        guard let end = groupEnd(start), groups < 3 else { return .stop }
        groups += 1
        let inner = cursor.slice(start + 1, end - 1)
        if !hasLevel, let severity = SeverityWord.severity(of: inner) {
            header.severity = severity
            hasLevel = true
        } else if !hasLevel {
            unsure = unsure ?? start
        } else if header.service == nil, isKnown(inner) {
            header.service = start + 1..<end - 1
        }
        cursor.position = end
        if cursor.peek() == UInt8(ascii: ":") { cursor.position += 1 }
        return .goOn
    }

    /// Behind the bracket that closes a group; nil when it is too far away.
    private func groupEnd(_ start: Int) -> Int? {
        let limit = min(line.count, start &+ 200)
        var depth = 1
        var end = start &+ 1
        while end < limit {
            if end &+ 8 <= line.count {
                let skipped = EightBytes(line, at: end).beforeBracket
                end &+= skipped
                if skipped == 8 { continue }
                guard end < limit else { return nil }
            }
            let byte = line[end]
            end &+= 1
            if byte == UInt8(ascii: "[") {
                depth &+= 1
            } else if byte == UInt8(ascii: "]") {
                depth &-= 1
                if depth == 0 { return end }
            }
        }
        return nil
    }

    private func isKnown(_ word: UnsafeRawBufferPointer) -> Bool {
        known._withUnsafeGuaranteedRef { $0.contains(word) }
    }

    private mutating func beforeLevel(_ start: Int, _ end: Int) -> Step {
        let word = trimmed(start, end)
        if let severity = SeverityWord.severity(of: word), isLevel(word, end: end) {
            header.severity = severity
            hasLevel = true
            cursor.position = end
            return .goOn
        }
        if word.count == 1, sawNumber, let severity = SeverityWord.severity(ofLetter: word[0]) {
            header.severity = severity
            hasLevel = true
            cursor.position = end
            return .goOn
        }
        if let name = Component.tagged(line, start, end, allowsPlain: isSyslog && tokens == 1) {
            header.service = name
            cursor.position = end
            return .stop
        }
        let isNumber = word.allSatisfy { ByteCursor.isDigit($0) || !ByteCursor.isLetter($0) }
        if isNumber { sawNumber = true }
        if isSyslog, tokens == 0 {
            cursor.position = end
            return .goOn
        }
        if !isNumber, !Self.isHeaderLike(word) {
            plainWords += 1
            if plainWords > 1 {
                cursor.position = unsure ?? start
                return .stop
            }
        }
        unsure = unsure ?? start
        cursor.position = end
        return .goOn
    }

    private mutating func afterLevel(_ start: Int, _ end: Int) -> Step {
        var next = ByteCursor(line, at: end)
        next.skipSpaces()
        if next.starts(with: "---"), trimmed(start, end).allSatisfy(ByteCursor.isDigit) {
            cursor.position = end
            return .goOn
        }
        if Self.isProcess(cursor.slice(start, end)) {
            cursor.position = end
            return .goOn
        }
        if let component = Component.named(line, start, end) {
            if Component.isSimple(line, component) { header.service = header.service ?? component }
            cursor.position = end
            return .stop
        }
        if next.starts(with: ": "), Self.isHeaderLike(cursor.slice(start, end)) {
            cursor.position = next.position + 2
            return .stop
        }
        if header.service == nil, Component.isServiceLike(cursor.slice(start, end)),
            next.position < line.count
        {
            header.candidate = start..<end
        }
        return .stop
    }

    /// True for `12#0:` and `*3`, as nginx numbers processes and connections.
    private static func isProcess(_ word: UnsafeRawBufferPointer) -> Bool {
        guard let first = word.first, word.count > 1, !ByteCursor.isLetter(first) else {
            return false
        }
        let digits = first == UInt8(ascii: "*") ? word.dropFirst() : word[...]
        return (first == UInt8(ascii: "*") || word.contains(UInt8(ascii: "#")))
            && digits.allSatisfy {
                ByteCursor.isDigit($0) || $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: ":")
            }
    }

    private func trimmed(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
        let last = line[end - 1]
        let cut = last == UInt8(ascii: ":") || last == UInt8(ascii: ",")
        return cursor.slice(start, cut ? end - 1 : end)
    }

    /// Capitals are a level wherever they stand; other spellings only in certain places.
    private func isLevel(_ word: UnsafeRawBufferPointer, end: Int) -> Bool {
        switch SeverityWord.style(of: word) {
        case .capitals: true
        case .capitalised, .lower: tokens == 0 || line[end - 1] == UInt8(ascii: ":")
        }
    }

    /// True for what may stand before a level but not in prose: digits, punctuation or capitals.
    static func isHeaderLike(_ word: UnsafeRawBufferPointer) -> Bool {
        var capitals = true
        for byte in word {
            if ByteCursor.isLetter(byte) {
                if byte & 32 != 0 { capitals = false }
            } else if byte < 128 {
                return true
            }
        }
        return capitals && word.count > 1
    }
}
