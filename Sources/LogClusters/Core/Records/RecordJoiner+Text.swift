extension RecordJoiner {
    /// What is clustered when it is not a part of the first line: the message, the exception that
    /// reached the top and the one that started it.
    mutating func buildText(_ inLine: UnsafeRawBufferPointer, _ body: UnsafeRawBufferPointer) {
        text.removeAll(keepingCapacity: true)
        if header.usesScratch {
            appendMessage(message[...])
        } else {
            appendMessage(inLine)
        }
        if let outermost = Self.kept(trace.outermost, body) {
            appendException(outermost)
        } else if header.hasException {
            appendException(exception)
        }
        if let root = Self.kept(trace.root, body) {
            text.append(contentsOf: " caused by ".utf8)
            text.append(contentsOf: root)
        }
        if text.isEmpty { text.append(contentsOf: body.drop { $0 <= 32 }) }
    }

    private mutating func appendMessage(_ message: some Collection<UInt8>) {
        let start = TraceTracker.pythonStart
        let message = message.drop { $0 <= 32 }
        let isOnlyTrace =
            trace.outermost != nil && message.count >= start.utf8CodeUnitCount
            && zip(
                message, UnsafeBufferPointer(start: start.utf8Start, count: start.utf8CodeUnitCount)
            )
            .allSatisfy { $0 == $1 }
        if !isOnlyTrace { text.append(contentsOf: message) }
    }

    /// Adds an exception unless the message says it already.
    private mutating func appendException(_ exception: some Collection<UInt8>) {
        guard !exception.isEmpty, !text.elementsEqual(exception) else { return }
        if !text.isEmpty { text.append(contentsOf: ": ".utf8) }
        text.append(contentsOf: exception)
    }

    /// The part of the body at a range, unless it was too long to be kept.
    static func kept(_ range: Range<Int>?, _ body: UnsafeRawBufferPointer)
        -> UnsafeRawBufferPointer.SubSequence?
    {
        guard let range, range.upperBound <= body.count else { return nil }
        return body[range]
    }

    /// Finds the exception that the record reports.
    mutating func findException(_ inLine: UnsafeRawBufferPointer, _ body: UnsafeRawBufferPointer) {
        exception.removeAll(keepingCapacity: true)
        if let outermost = Self.kept(trace.outermost, body) {
            ExceptionText.write(
                UnsafeRawBufferPointer(rebasing: outermost), isTrace: true, into: &exception)
        } else if header.usesScratch {
            message.withUnsafeBytes {
                ExceptionText.write($0, isTrace: trace.isTrace, into: &exception)
            }
        } else {
            ExceptionText.write(inLine, isTrace: trace.isTrace, into: &exception)
        }
    }
}
