/// The words of the command that is being filled, and how the place that is read is taken by its program.
struct FillingWords {
    /// Substitutions around the command.
    var depth = 0
    /// True when the command has a mark in one of its words.
    var holdsMark = false
    /// True when the command, or one before it in the pipeline, has a here-document.
    var feedsDocument = false
    /// True when such a document reaches a shell by a pipe.
    private(set) var pipesDocumentToShell = false
    /// `case` that are open.
    private(set) var choices = 0

    private var words: [String] = []
    private var current: [UInt8]?
    /// Where marks and expansions stand in the words, by number of the word.
    private var markedWords: Set<Int> = []
    private var isTarget = false
    private var test = Test()
    /// The mark that a command before this one in the pipeline writes; nil when none does.
    private var pipedMark: PlaceholderFilling.Mark?
    private var firstMark: PlaceholderFilling.Mark?
    private var inner = InnerText()
    private(set) var isShellText = false

    /// What was seen inside `[[ … ]]`.
    private struct Test {
        var isOpen = false
        var isArithmetic = false
        var mark: PlaceholderFilling.Mark?
    }

    var isInWord: Bool { current != nil }

    /// True when the program of the command takes its standard input for shell text.
    var isReadByShell: Bool {
        let program = ShellTextReaders.program(of: words + pending)
        return ShellTextReaders.shells.contains(program) || program == "ssh"
    }

    private var pending: [String] {
        current.map { [String(decoding: $0, as: UTF8.self)] } ?? []
    }

    mutating func begin() {
        guard current == nil else { return }
        current = []
        isShellText = false
        guard !isTarget else { return }
        switch ShellTextReaders.reading(after: words) {
        case .text: break
        case .program:
            inner = InnerText()
            isShellText = true
        case .programPart:
            isShellText = true
        }
    }

    mutating func take(_ byte: UInt8) {
        begin()
        current?.append(byte)
        if isShellText { inner.take(byte) }
    }

    /// Text that is known only when the command runs.
    mutating func takeExpansion() {
        begin()
        current?.append(UInt8(ascii: "$"))
        if isShellText { inner.takeExpansion() }
    }

    /// The next word is the file of a redirection.
    mutating func expectTarget() { isTarget = true }

    /// The reference for a mark, in the quoting of its place.
    mutating func takeMark(
        _ mark: PlaceholderFilling.Mark, _ quoting: PlaceholderFilling.Quoting
    ) throws(PlaceholderFilling.Refusal) -> String {
        // `--command=` tells only in the middle of its word how the rest is read.
        begin()
        if !isTarget, !isShellText, ShellTextReaders.isProgramOption(pending, after: words) {
            isShellText = true
            inner = InnerText()
            let text = current ?? []
            for byte in text.drop(while: { $0 != Ascii.equals }).dropFirst() { inner.take(byte) }
        }
        if let place = placeWithoutText { throw PlaceholderFilling.refusal(mark, place) }
        markedWords.insert(words.count)
        holdsMark = true
        firstMark = firstMark ?? mark
        if test.isOpen { test.mark = mark }
        current?.append(UInt8(ascii: "$"))
        guard isShellText else { return quoting.reference(to: "${\(mark.name)}") }
        return try inner.reference(to: mark, quoting)
    }

    /// Where a value would be more than a text: the end of the sentence; nil when it is a text.
    private var placeWithoutText: String? {
        if isTarget { return nil }
        let text = current ?? []
        if let index = text.firstIndex(of: UInt8(ascii: "[")), index > 0,
            !text[index...].contains(UInt8(ascii: "]")),
            text[..<index].allSatisfy({ $0 == UInt8(ascii: "_") || Self.isAlphanumeric($0) })
        {
            return "in the index of an array"
        }
        return ShellTextReaders.placeWithoutText(after: words, isFirstInWord: text.isEmpty)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    mutating func endWord() throws(PlaceholderFilling.Refusal) {
        guard let word = current else { return }
        current = nil
        if isShellText { inner.take(Ascii.space) }
        isShellText = false
        if isTarget {
            isTarget = false
            return
        }
        let text = String(decoding: word, as: UTF8.self)
        if words.isEmpty, ShellTextReaders.reserved.contains(text) {
            if text == "case" { choices += 1 }
            if text == "esac" { choices = max(0, choices - 1) }
            return
        }
        if test.isOpen, text == "]]" { try endTest() }
        if text == "[[", words.isEmpty { test = Test(isOpen: true) }
        if ShellTextReaders.arithmeticTests.contains(text) { test.isArithmetic = true }
        words.append(text)
    }

    private mutating func endTest() throws(PlaceholderFilling.Refusal) {
        defer { test = Test() }
        if test.isArithmetic, let mark = test.mark {
            throw PlaceholderFilling.refusal(mark, "in arithmetic")
        }
    }

    /// The command ends; `pipes` is true when its output goes to the next one.
    mutating func endCommand(pipes: Bool = false) throws(PlaceholderFilling.Refusal) {
        try endWord()
        let program = ShellTextReaders.program(of: words)
        if ShellTextReaders.shells.contains(program), words.count == 1 || words.last == "-s" {
            if feedsDocument { pipesDocumentToShell = true }
            if let pipedMark {
                throw PlaceholderFilling.refusal(pipedMark, "in text that another shell runs")
            }
        }
        try checkNames()
        if !pipes {
            pipedMark = nil
        } else if ShellTextReaders.writers.contains(program), let firstMark {
            pipedMark = firstMark
        }
        words = []
        markedWords = []
        holdsMark = false
        firstMark = nil
        inner = InnerText()
    }

    /// Options that turn the text of a command into arithmetic or into a name.
    private func checkNames() throws(PlaceholderFilling.Refusal) {
        guard let mark = firstMark, let program = words.first else { return }
        let declares = ["declare", "typeset", "local", "readonly", "export"].contains(program)
        if declares, words.contains(where: { $0.hasPrefix("-") && $0.contains("i") }) {
            throw PlaceholderFilling.refusal(mark, "in arithmetic")
        }
        if program == "[" || program == "test", words.contains("-v") || words.contains("-R") {
            throw PlaceholderFilling.refusal(mark, "in the name of a variable")
        }
        if program == "printf", words.dropFirst().first == "-v", markedWords.contains(2) {
            throw PlaceholderFilling.refusal(mark, "in the name of a variable")
        }
    }

    /// The line ends, and with it what its here-documents were for.
    mutating func endLine() {
        feedsDocument = false
        pipesDocumentToShell = false
    }
}

extension PlaceholderFilling.Quoting {
    /// An expansion that gives its value as one text at such a place.
    func reference(to expansion: String) -> String {
        switch self {
        case .none: "\"\(expansion)\""
        case .double, .document: expansion
        case .single: "'\"\(expansion)\"'"
        case .dollarSingle: "'\"\(expansion)\"$'"
        }
    }

    /// A quotation mark that reaches the program as it is.
    func literal(_ quote: Character) -> String {
        switch self {
        case .none: "\\\(quote)"
        case .double: quote == "\"" ? "\\\"" : "'"
        case .single: quote == "'" ? "'\\''" : "\""
        case .dollarSingle: quote == "'" ? "\\'" : "\""
        case .document: String(quote)
        }
    }
}
