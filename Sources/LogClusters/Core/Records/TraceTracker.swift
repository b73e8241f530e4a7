/// Follows a stack trace from line to line: what belongs to it, and which lines name the exceptions.
///
/// Knows how Python (with chained exceptions), Java and .NET (`Caused by`), Go, Node, Ruby and Rust
/// print one. Ranges are offsets in the record's body.
struct TraceTracker {
    enum State {
        case none
        /// Frames of Python; the exception line is still to come.
        case pythonFrames
        /// Behind Python's exception line; a chained trace may follow.
        case pythonEnd
        /// Indented frames of any other language.
        case frames
        /// A Go panic with its goroutines.
        case goroutines
        /// A Rust panic whose message is on the next line.
        case panicMessage
        /// Behind a Rust panic's message.
        case panicEnd
        /// Node printed a place in a file; the line of code and a caret may follow.
        case sourcePlace
        /// Node's caret was there; the exception follows.
        case sourceCaret
    }

    private(set) var state = State.none
    private var isPython = false
    private var isChained = false
    /// The exception lines in the order of printing.
    private(set) var exceptions: [Range<Int>] = []

    /// True once something was seen that only traces have.
    var isTrace: Bool { state != .none && state != .sourcePlace }

    /// The exception that reached the top.
    var outermost: Range<Int>? { isPython ? exceptions.last : exceptions.first }
    /// The exception that started it, when it is another one.
    var root: Range<Int>? {
        guard exceptions.count > 1 else { return nil }
        return isPython ? exceptions.first : exceptions.last
    }

    static let pythonStart: StaticString = "Traceback (most recent call last)"

    /// Looks at the first line's message.
    mutating func begin(_ message: UnsafeRawBufferPointer) {
        if state != .none || !exceptions.isEmpty { self = TraceTracker() }
        let cursor = ByteCursor(message)
        switch cursor.peek() {
        case UInt8(ascii: "T"):
            if cursor.starts(with: Self.pythonStart) { enterPython() }
        case UInt8(ascii: "E"):
            if cursor.starts(with: "Exception Group Traceback") { enterPython() }
        case UInt8(ascii: "p"):
            if cursor.starts(with: "panic: ") { state = .goroutines }
        case UInt8(ascii: "f"):
            if cursor.starts(with: "fatal error: ") {
                state = .goroutines
            } else if Self.isSourcePlace(message) {
                state = .sourcePlace
            }
        case UInt8(ascii: "t"):
            if cursor.starts(with: "thread '") {
                state = message.last == UInt8(ascii: ":") ? .panicMessage : .panicEnd
            }
        case UInt8(ascii: "/"), UInt8(ascii: "n"):
            if Self.isSourcePlace(message) { state = .sourcePlace }
        default: break
        }
    }

    private mutating func enterPython() {
        state = .pythonFrames
        isPython = true
    }

    /// An indented line joined the record.
    mutating func noteIndented(_ line: UnsafeRawBufferPointer, at offset: Int) {
        var cursor = ByteCursor(line)
        cursor.skipSpaces()
        switch state {
        case .none: noteFirstIndented(cursor)
        case .frames:
            let arrow: StaticString = "---> "
            if cursor.starts(with: arrow) {
                let start = cursor.position + arrow.utf8CodeUnitCount
                exceptions.append(offset + start..<offset + line.count)
            }
        case .pythonFrames: noteGroup(line, cursor, offset)
        case .sourcePlace:
            if cursor.peek() == UInt8(ascii: "^") { state = .sourceCaret }
        case .pythonEnd, .goroutines, .panicMessage, .panicEnd, .sourceCaret: break
        }
    }

    private mutating func noteFirstIndented(_ cursor: ByteCursor) {
        switch cursor.peek() {
        case UInt8(ascii: "a"): if cursor.starts(with: "at ") { state = .frames }
        case UInt8(ascii: "f"): if cursor.starts(with: "from ") { state = .frames }
        case UInt8(ascii: "-"): if cursor.starts(with: "---> ") { state = .frames }
        case UInt8(ascii: "F"): if cursor.starts(with: "File \"") { enterPython() }
        case UInt8(ascii: "T"): if cursor.starts(with: Self.pythonStart) { enterPython() }
        case UInt8(ascii: "+"):
            if cursor.starts(with: "+ Exception Group Traceback") { enterPython() }
        default: break
        }
    }

    /// `  | ExceptionGroup: …`: the exceptions of a group are indented; the first is the group's own.
    private mutating func noteGroup(
        _ line: UnsafeRawBufferPointer, _ cursor: ByteCursor, _ offset: Int
    ) {
        guard exceptions.isEmpty, cursor.starts(with: "| "), cursor.peek(2) > 32 else { return }
        let rest = UnsafeRawBufferPointer(rebasing: line[(cursor.position + 2)...])
        let name = Self.typeName(rest)
        guard name.count > 5, name.suffix(5).elementsEqual("Group".utf8) else { return }
        exceptions.append(offset + cursor.position + 2..<offset + line.count)
    }

    /// True when an unindented line still belongs to the trace; its exception is remembered.
    mutating func accepts(_ line: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        switch state {
        case .none, .sourcePlace: return acceptsFirst(line, at: offset)
        case .pythonFrames: return acceptsException(line, at: offset)
        case .pythonEnd: return acceptsChain(line)
        case .frames, .sourceCaret: return acceptsCause(line, at: offset)
        case .goroutines: return acceptsGo(line)
        case .panicMessage: return acceptsPanic(line, at: offset)
        case .panicEnd: return Self.isPanicNote(line)
        }
    }

    /// A record without a trace so far: the trace may follow its first line.
    private mutating func acceptsFirst(_ line: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        let cursor = ByteCursor(line)
        if cursor.peek() == UInt8(ascii: "T"), cursor.starts(with: Self.pythonStart) {
            enterPython()
            return true
        }
        if cursor.peek() == UInt8(ascii: "g"), cursor.starts(with: "goroutine ") {
            state = .goroutines
            return true
        }
        // With the exception behind it, it is what Ruby prints of an exception that nobody caught.
        if Self.isRubyPlace(line), line.last != UInt8(ascii: ")") {
            state = .frames
            return true
        }
        guard exceptions.isEmpty, ExceptionName.matches(Self.typeName(line)) else { return false }
        exceptions.append(offset..<offset + line.count)
        state = .frames
        return true
    }

    private mutating func acceptsException(_ line: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        let name = Self.typeName(line)
        let isException =
            !name.isEmpty && SeverityWord.severity(of: name) == nil || Self.isRubyPlace(line)
        guard isException else { return false }
        exceptions.append(offset..<offset + line.count)
        state = .pythonEnd
        return true
    }

    private mutating func acceptsChain(_ line: UnsafeRawBufferPointer) -> Bool {
        let cursor = ByteCursor(line)
        if cursor.starts(with: "During handling of the above exception")
            || cursor.starts(with: "The above exception was the direct cause")
        {
            isChained = true
            return true
        }
        if isChained, cursor.starts(with: Self.pythonStart) {
            isChained = false
            state = .pythonFrames
            return true
        }
        // Database layers print the statement and a link below the exception.
        return cursor.starts(with: "[SQL: ") || cursor.starts(with: "[parameters: ")
            || cursor.starts(with: "(Background on this error at: ")
    }

    private mutating func acceptsCause(_ line: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        let cause: StaticString = "Caused by: "
        let cursor = ByteCursor(line)
        if cursor.starts(with: cause) {
            exceptions.append(offset + cause.utf8CodeUnitCount..<offset + line.count)
            return true
        }
        if state == .sourceCaret {
            guard ExceptionName.matches(Self.typeName(line)) else { return false }
            exceptions.append(offset..<offset + line.count)
            state = .frames
            return true
        }
        return cursor.starts(with: "Suppressed: ") || cursor.starts(with: "Node.js v")
            || cursor.starts(with: "--- End of ") || cursor.starts(with: "Causes:")
            || cursor.peek() == UInt8(ascii: "}") && line.count <= 2 || Self.isRubyPlace(line)
    }

    private func acceptsGo(_ line: UnsafeRawBufferPointer) -> Bool {
        let cursor = ByteCursor(line)
        return cursor.starts(with: "goroutine ") || cursor.starts(with: "created by ")
            || cursor.starts(with: "[signal ") || cursor.starts(with: "exit status ")
            || cursor.starts(with: "panic: ") || cursor.starts(with: "runtime stack:")
            || line.last == UInt8(ascii: ")") || cursor.starts(with: "...additional frames")
    }

    private mutating func acceptsPanic(_ line: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        exceptions.append(offset..<offset + line.count)
        state = .panicEnd
        return true
    }

    private static func isPanicNote(_ line: UnsafeRawBufferPointer) -> Bool {
        let cursor = ByteCursor(line)
        return cursor.starts(with: "note: ") || cursor.starts(with: "stack backtrace:")
    }

    /// `/srv/app.js:10`, `node:internal/modules:1105`, `file:///srv/app.mjs:3` alone on a line.
    private static func isSourcePlace(_ line: UnsafeRawBufferPointer) -> Bool {
        guard line.count < 1_024, let colon = line.lastIndex(of: UInt8(ascii: ":")) else {
            return false
        }
        let number = line[(colon + 1)...]
        return !number.isEmpty && number.count < 7 && number.allSatisfy(ByteCursor.isDigit)
            && !line.contains(32)
    }

    /// `app/models/cart.rb:7:in 'total'`, with any quote before the name.
    static func isRubyPlace(_ line: UnsafeRawBufferPointer) -> Bool {
        guard let dot = line.prefix(512).firstIndex(of: UInt8(ascii: ":")), dot > 0 else {
            return false
        }
        var cursor = ByteCursor(line, at: dot + 1)
        let length = cursor.digitRun()
        guard (1...6).contains(length), cursor.digits(length) != nil else { return false }
        return cursor.starts(with: ":in `") || cursor.starts(with: ":in '")
    }

    /// The name before `: ` or the end of the line; empty when the line does not start with one.
    private static func typeName(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var end = 0
        while end < line.count, end < 200 {
            let byte = line[end]
            guard
                ByteCursor.isLetter(byte) || ByteCursor.isDigit(byte) || byte == UInt8(ascii: ".")
                    || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
            else { break }
            end += 1
        }
        let none = UnsafeRawBufferPointer(rebasing: line[0..<0])
        guard end > 0, !ByteCursor.isDigit(line[0]) else { return none }
        if end < line.count {
            // Ruby puts the message of an exception in parentheses.
            let isEnd =
                line[end] == UInt8(ascii: ":") && (end + 1 == line.count || line[end + 1] == 32)
                || line[end] == 32 && end + 1 < line.count && line[end + 1] == UInt8(ascii: "(")
            guard isEnd else { return none }
        }
        return UnsafeRawBufferPointer(rebasing: line[0..<end])
    }
}
