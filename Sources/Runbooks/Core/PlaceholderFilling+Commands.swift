extension PlaceholderFilling {
    /// Fills shell text outside quotes, up to the bracket that closes it or the end.
    ///
    /// The closing bracket is left for the caller.
    mutating func fillCommands(until close: UInt8?) throws(Refusal) {
        var brackets = 0
        while let byte = peek() {
            if let mark {
                try fill(mark, .none)
                continue
            }
            switch byte {
            case Ascii.space, Ascii.tab:
                try words.endWord()
                copy()
            case Ascii.newline: try fillLineEnd()
            case Ascii.hash where !words.isInWord: copyComment()
            case Ascii.open: try fillOpening(&brackets)
            case Ascii.close:
                try words.endCommand()
                // Without a bracket it ends a pattern of `case`.
                if brackets == 0, words.choices == 0 { return }
                if brackets > 0 { brackets -= 1 }
                copy()
            case Ascii.semicolon, Ascii.ampersand, Ascii.bar: try fillControl(byte)
            case Ascii.less, Ascii.greater: try fillRedirection(byte)
            default: try fillWordPart(byte)
            }
        }
        try words.endCommand()
    }

    private mutating func fillWordPart(_ byte: UInt8) throws(Refusal) {
        switch byte {
        case Ascii.backslash: copyEscape()
        case Ascii.single: try fillSingle(.single)
        case Ascii.double: try fillDouble()
        case Ascii.backquote: try fillBackquotes(.none)
        case Ascii.dollar: try fillDollar(.none)
        default: copyLiteral()
        }
    }

    private mutating func copyComment() {
        while let byte = peek(), byte != Ascii.newline { copy() }
    }

    private mutating func fillOpening(_ brackets: inout Int) throws(Refusal) {
        if peek(1) == Ascii.open, let end = arithmeticEnd(from: index + 2) {
            return try copyPlain(to: end, place: "in arithmetic")
        }
        try words.endCommand()
        brackets += 1
        copy()
    }

    private mutating func fillControl(_ byte: UInt8) throws(Refusal) {
        let before = output.last
        let joinsDescriptors =
            byte == Ascii.ampersand
            && (before == Ascii.greater || before == Ascii.less || peek(1) == Ascii.greater)
        if joinsDescriptors { return copy() }
        let isPipe = byte == Ascii.bar && peek(1) != Ascii.bar && before != Ascii.bar
        try words.endCommand(pipes: isPipe)
        if peek(1) == byte { copy() }
        copy()
    }

    private mutating func fillRedirection(_ byte: UInt8) throws(Refusal) {
        if peek(1) == Ascii.open {
            copy(2)
            return try fillNested(Ascii.close)
        }
        try words.endWord()
        if byte == Ascii.less, peek(1) == Ascii.less {
            if peek(2) != Ascii.less { return try fillDocumentStart() }
            copy(3)
        } else {
            copy()
        }
        words.expectTarget()
    }

    /// Shell text of its own inside a word, with its closing bracket.
    mutating func fillNested(_ close: UInt8) throws(Refusal) {
        let outer = words
        words = FillingWords()
        words.depth = outer.depth + 1
        guard words.depth < Self.depthLimit else {
            throw Refusal(sentence: "substitutions are nested too deeply to fill a value in")
        }
        try fillCommands(until: close)
        if peek() == close { copy() }
        words = outer
        words.takeExpansion()
    }

    private mutating func fillDocumentStart() throws(Refusal) {
        copy(2)
        var document = Document(
            delimiter: [], isQuoted: false, stripsTabs: peek() == UInt8(ascii: "-"),
            isProgram: words.isReadByShell)
        if document.stripsTabs { copy() }
        while peek() == Ascii.space || peek() == Ascii.tab { copy() }
        var quote: UInt8?
        while let byte = peek(), quote != nil || !Ascii.endsWord(byte) {
            if let mark { throw Self.refusal(mark, "in the delimiter of a here-document") }
            switch byte {
            case _ where byte == quote: quote = nil
            case Ascii.single where quote == nil, Ascii.double where quote == nil:
                (quote, document.isQuoted) = (byte, true)
            case Ascii.backslash where quote != Ascii.single:
                document.isQuoted = true
                copy()
                if let next = peek() { document.delimiter.append(next) }
            default: document.delimiter.append(byte)
            }
            copy()
        }
        awaited.append(document)
        words.feedsDocument = true
    }

    private mutating func fillLineEnd() throws(Refusal) {
        try words.endCommand()
        let isProgram = words.pipesDocumentToShell
        words.endLine()
        copy()
        let documents = awaited
        awaited = []
        for document in documents {
            try fillDocument(document, isProgram: document.isProgram || isProgram)
        }
    }

    private mutating func fillDocument(
        _ document: Document, isProgram: Bool
    ) throws(Refusal) {
        let end = documentEnd(document)
        if document.isQuoted {
            return try copyPlain(to: end, place: "in a quoted here-document")
        }
        if isProgram {
            return try copyPlain(to: end, place: "in a here-document that another shell runs")
        }
        let outer = (limit, words)
        (limit, words) = (end, FillingWords())
        while let byte = peek() {
            if let mark {
                try fill(mark, .document)
                continue
            }
            switch byte {
            case Ascii.backslash: copyEscape()
            case Ascii.backquote: try fillBackquotes(.document)
            case Ascii.dollar: try fillDollar(.document)
            default: copy()
            }
        }
        (limit, words) = outer
    }

    /// Where the line with the delimiter begins, or the text ends.
    private func documentEnd(_ document: Document) -> Int {
        var start = index
        while start < limit {
            let end = bytes[start..<limit].firstIndex(of: Ascii.newline) ?? limit
            var line = bytes[start..<end]
            if document.stripsTabs { line = line.drop { $0 == Ascii.tab } }
            if line.elementsEqual(document.delimiter) { return start }
            start = end + 1
        }
        return limit
    }
}
