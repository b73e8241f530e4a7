/// Cuts shell text into tokens, closely enough to see commands, pipelines and comments.
///
/// It never runs anything, and it reads text of any kind to its end.
struct ShellLexer {
    private let bytes: [UInt8]
    private var index = 0
    private var line = 0
    private var tokens: [ShellToken] = []
    private var awaited: [(delimiter: [UInt8], stripsTabs: Bool)] = []
    /// False when a quote, a substitution or a here-document was still open at the end.
    private var isComplete = true
    /// True once `((` was not closed by the end of the text; it is not looked for again.
    private var hasNoArithmetic = false

    private init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The tokens of a text, and whether everything that was opened was closed.
    static func tokens(of text: String) -> (tokens: [ShellToken], isComplete: Bool) {
        var lexer = ShellLexer(text)
        lexer.run()
        return (lexer.tokens, lexer.isComplete)
    }

    private mutating func run() {
        while let byte = peek() {
            switch byte {
            case Ascii.space, Ascii.tab: index += 1
            case Ascii.newline: endLine()
            case Ascii.backslash where peek(1) == Ascii.newline: skipContinuation()
            case Ascii.hash: takeComment()
            case Ascii.semicolon, Ascii.ampersand, Ascii.bar, Ascii.open, Ascii.close:
                takeControlOrRedirection()
            case Ascii.less, Ascii.greater: takeRedirection(prefix: "")
            default: takeWord()
            }
        }
        if !awaited.isEmpty { isComplete = false }
    }

    private func peek(_ offset: Int = 0) -> UInt8? {
        index + offset < bytes.count ? bytes[index + offset] : nil
    }

    private func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[index...].starts(with: $0) }
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    private mutating func add(_ kind: ShellToken.Kind, _ text: String, line: Int? = nil) {
        tokens.append(ShellToken(kind: kind, text: text, line: line ?? self.line))
    }

    private mutating func skipContinuation() {
        index += 2
        line += 1
    }

    private mutating func endLine() {
        add(.control, "\n")
        index += 1
        line += 1
        for document in awaited { takeHereDocument(document.delimiter, document.stripsTabs) }
        awaited = []
    }

    private mutating func takeHereDocument(_ delimiter: [UInt8], _ stripsTabs: Bool) {
        let first = line
        let start = index
        while index < bytes.count {
            let end = bytes[index...].firstIndex(of: Ascii.newline) ?? bytes.count
            var content = bytes[index..<end]
            if stripsTabs { content = content.drop { $0 == Ascii.tab } }
            let body = start..<index
            index = min(end + 1, bytes.count)
            if end < bytes.count { line += 1 }
            if content.elementsEqual(delimiter) {
                return add(.hereDocument, text(body), line: first)
            }
        }
        add(.hereDocument, text(start..<bytes.count), line: first)
        isComplete = false
    }

    private mutating func takeComment() {
        let end = bytes[index...].firstIndex(of: Ascii.newline) ?? bytes.count
        add(.comment, text(index..<end))
        index = end
    }

    private static let controls: [StaticString] = [
        ";;&", ";;", ";&", "&&", "||", "|&", ";", "&", "|", "(", ")",
    ]

    private mutating func takeControlOrRedirection() {
        if starts(with: "&>") { return takeRedirection(prefix: "&") }
        if starts(with: "(("), !hasNoArithmetic { return takeArithmetic() }
        for control in Self.controls where starts(with: control) {
            add(.control, control.description)
            index += control.utf8CodeUnitCount
            return
        }
    }

    /// `((…))` is one word: `<` and `&` in it are operators on numbers.
    private mutating func takeArithmetic() {
        let (start, first) = (index, line)
        var scanner = ShellSpan(bytes: bytes, index: index + 2)
        if scanner.skipToClose(Ascii.open, Ascii.close, depth: 2) {
            index = scanner.index
            line += scanner.lines
            add(.word, text(start..<index), line: first)
        } else {
            hasNoArithmetic = true
            add(.control, "(")
            index += 1
        }
    }

    private static let redirections: [StaticString] = [
        "<<<", "<<-", "<<", "<>", "<&", "<", ">>", ">&", ">|", ">",
    ]

    private mutating func takeRedirection(prefix: String) {
        if prefix.isEmpty, peek(1) == Ascii.open { return takeWord() }
        index += prefix.utf8.count
        guard let found = Self.redirections.first(where: { starts(with: $0) }) else { return }
        index += found.utf8CodeUnitCount
        while peek() == Ascii.space || peek() == Ascii.tab { index += 1 }
        let sign = prefix + found.description
        let before = tokens.count
        if let next = peek(), !Ascii.endsWord(next) { takeWord() }
        guard tokens.count > before else { return add(.redirection(operator: sign), "") }
        tokens[before].kind = .redirection(operator: sign)
        if found.description == "<<" || found.description == "<<-" {
            let delimiter = tokens[before].text.utf8.filter { !Ascii.isQuote($0) }
            awaited.append((delimiter, found.description == "<<-"))
        }
    }

    private mutating func takeWord() {
        let first = line
        var span = ShellSpan(bytes: bytes, index: index)
        span.skipWord()
        index = span.index
        line += span.lines
        if !span.isComplete { isComplete = false }
        // The digits of `2>` belong to the redirection.
        if span.text.allSatisfy(\.isNumber), peek() == Ascii.less || peek() == Ascii.greater {
            return takeRedirection(prefix: "")
        }
        tokens.append(
            ShellToken(
                kind: .word, text: span.text, line: first, nested: span.nested,
                isArray: span.isArray))
    }
}

/// The bytes that shell text is made of.
enum Ascii {
    static let newline = UInt8(ascii: "\n")
    static let tab = UInt8(ascii: "\t")
    static let space = UInt8(ascii: " ")
    static let backslash = UInt8(ascii: "\\")
    static let hash = UInt8(ascii: "#")
    static let semicolon = UInt8(ascii: ";")
    static let ampersand = UInt8(ascii: "&")
    static let bar = UInt8(ascii: "|")
    static let open = UInt8(ascii: "(")
    static let close = UInt8(ascii: ")")
    static let openBrace = UInt8(ascii: "{")
    static let closeBrace = UInt8(ascii: "}")
    static let less = UInt8(ascii: "<")
    static let greater = UInt8(ascii: ">")
    static let single = UInt8(ascii: "'")
    static let double = UInt8(ascii: "\"")
    static let backquote = UInt8(ascii: "`")
    static let dollar = UInt8(ascii: "$")
    static let equals = UInt8(ascii: "=")

    /// True for what ends an unquoted word.
    static func endsWord(_ byte: UInt8) -> Bool {
        switch byte {
        case newline, tab, space, semicolon, ampersand, bar, open, close, less, greater: true
        default: false
        }
    }

    static func isQuote(_ byte: UInt8) -> Bool {
        byte == single || byte == double || byte == backslash
    }
}
