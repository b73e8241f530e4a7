/// Follows a stack trace from line to line: what belongs to it, and which lines name the exceptions.
///
/// Knows how Python (with chained exceptions), Java and .NET (`Caused by`), Go, Node, Ruby and Rust
/// print one. Ranges are offsets in the record's body.
struct TraceTracker {
    private enum State {
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
    }

    private var state = State.none
    private var isPython = false
    private var isChained = false
    /// The exception lines in the order of printing.
    private(set) var exceptions: [Range<Int>] = []

    /// True once something was seen that only traces have.
    var isTrace: Bool { state != .none }

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
        self = TraceTracker()
        let cursor = ByteCursor(message)
        switch cursor.peek() {
        case UInt8(ascii: "T"):
            if cursor.starts(with: Self.pythonStart) { enterPython() }
        case UInt8(ascii: "E"):
            if cursor.starts(with: "Exception Group Traceback") { enterPython() }
        case UInt8(ascii: "p"):
            if cursor.starts(with: "panic: ") { state = .goroutines }
        case UInt8(ascii: "f"):
            if cursor.starts(with: "fatal error: ") { state = .goroutines }
        case UInt8(ascii: "t"):
            if cursor.starts(with: "thread '"), message.last == UInt8(ascii: ":") {
                state = .panicMessage
            }
        default: break
        }
    }

    private mutating func enterPython() {
        state = .pythonFrames
        isPython = true
    }

    /// An indented line joined the record.
    mutating func noteIndented(_ line: UnsafeRawBufferPointer) {
        guard state == .none else { return }
        var cursor = ByteCursor(line)
        cursor.skipSpaces()
        if cursor.starts(with: "at ") || cursor.starts(with: "from ") { state = .frames }
        if cursor.starts(with: "File \"") { enterPython() }
        if cursor.starts(with: Self.pythonStart) { enterPython() }
    }

    /// True when an unindented line still belongs to the trace; its exception is remembered.
    mutating func accepts(_ line: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        switch state {
        case .none: return acceptsFirst(line, at: offset)
        case .pythonFrames: return acceptsException(line, at: offset)
        case .pythonEnd: return acceptsChain(line)
        case .frames: return acceptsCause(line, at: offset)
        case .goroutines: return acceptsGo(line)
        case .panicMessage: return acceptsPanic(line, at: offset)
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
        guard exceptions.isEmpty, ExceptionName.matches(Self.typeName(line)) else { return false }
        exceptions.append(offset..<offset + line.count)
        state = .frames
        return true
    }

    private mutating func acceptsException(_ line: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        let name = Self.typeName(line)
        guard !name.isEmpty, SeverityWord.severity(of: name) == nil else { return false }
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
        guard isChained, cursor.starts(with: Self.pythonStart) else { return false }
        isChained = false
        state = .pythonFrames
        return true
    }

    private mutating func acceptsCause(_ line: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        let cause: StaticString = "Caused by: "
        let cursor = ByteCursor(line)
        if cursor.starts(with: cause) {
            exceptions.append(offset + cause.utf8CodeUnitCount..<offset + line.count)
            return true
        }
        return cursor.starts(with: "Suppressed: ") || cursor.starts(with: "Node.js v")
    }

    private func acceptsGo(_ line: UnsafeRawBufferPointer) -> Bool {
        let cursor = ByteCursor(line)
        return cursor.starts(with: "goroutine ") || cursor.starts(with: "created by ")
            || cursor.starts(with: "[signal ") || cursor.starts(with: "exit status ")
            || cursor.starts(with: "panic: ") || line.last == UInt8(ascii: ")")
    }

    private mutating func acceptsPanic(_ line: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        if exceptions.isEmpty {
            exceptions.append(offset..<offset + line.count)
            return true
        }
        let cursor = ByteCursor(line)
        return cursor.starts(with: "note: ") || cursor.starts(with: "stack backtrace:")
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
            let isEnd =
                line[end] == UInt8(ascii: ":") && (end + 1 == line.count || line[end + 1] == 32)
            guard isEnd else { return none }
        }
        return UnsafeRawBufferPointer(rebasing: line[0..<end])
    }
}
