import IncidentModel

extension FormatReader {
    /// A text line by its patterns.
    func readText(
        _ line: UnsafeRawBufferPointer, _ patterns: [LinePattern], _ continuations: [LinePattern],
        _ scratch: inout [UInt8]
    ) -> LineHeader? {
        for pattern in patterns where pattern.match(line, times: times, into: spans) {
            var header = common(line, scale: spans.scale)
            if spans[.request] != nil {
                takeRequest(line, &header, &scratch)
            } else if let message = spans[.message] {
                header.message = message.lowerBound
                header.messageEnd = message.upperBound
            }
            if header.severity == .unknown {
                header.severity = HeaderReader.leadingSeverity(line, header.message)
            }
            return header
        }
        for pattern in continuations where pattern.match(line, times: times, into: spans) {
            var header = common(line, scale: spans.scale)
            header.message = spans[.message]?.lowerBound ?? 0
            header.isContinuation = true
            return header
        }
        return nil
    }

    /// A line of keys, after its fields were found.
    func readKeyed(
        _ keys: KeyedFields, _ line: UnsafeRawBufferPointer, _ scratch: inout [UInt8],
        _ exception: inout [UInt8]
    ) -> LineHeader {
        var header = common(line, scale: keys.scale)
        header.hasException = takeException(line, &exception)
        let message = spans[.message]
        if let message, spans.kind(of: .message) == .text, spans[.stack] == nil {
            header.message = message.lowerBound
            header.messageEnd = message.upperBound
            return header
        }
        scratch.removeAll(keepingCapacity: true)
        if message != nil { append(.message, of: line, to: &scratch) }
        if spans[.stack] != nil {
            if !scratch.isEmpty { scratch.append(10) }
            append(.stack, of: line, to: &scratch)
        }
        if scratch.isEmpty, header.hasException { scratch.append(contentsOf: exception) }
        header.usesScratch = !scratch.isEmpty
        return header
    }

    private func common(_ line: UnsafeRawBufferPointer, scale: SeverityScale) -> LineHeader {
        var header = LineHeader(time: moment(line), isHeader: true)
        if let severity = spans[.severity] {
            header.severity =
                scale.severity(of: UnsafeRawBufferPointer(rebasing: line[severity])) ?? .unknown
        }
        if let service = spans[.service], !service.isEmpty {
            header.service = service
        } else if let logger = spans[.logger], Component.isSimple(line, logger),
            !line[logger].elementsEqual("root".utf8)
        {
            header.service = logger
        }
        if let trace = spans[.trace], trace.count > 1 {
            let slash = line[trace].lastIndex(of: UInt8(ascii: "/"))
            header.trace = (slash.map { $0 + 1 } ?? trace.lowerBound)..<trace.upperBound
        }
        return header
    }

    private func takeException(_ line: UnsafeRawBufferPointer, _ exception: inout [UInt8]) -> Bool {
        guard spans[.exceptionType] != nil || spans[.exceptionMessage] != nil else { return false }
        exception.removeAll(keepingCapacity: true)
        append(.exceptionType, of: line, to: &exception)
        if !exception.isEmpty, spans[.exceptionMessage] != nil {
            exception.append(contentsOf: ": ".utf8)
        }
        append(.exceptionMessage, of: line, to: &exception)
        return !exception.isEmpty
    }

    private func append(
        _ role: FieldRole, of line: UnsafeRawBufferPointer, to bytes: inout [UInt8]
    ) {
        guard let range = spans[role] else { return }
        switch spans.kind(of: role) {
        case .text: bytes.append(contentsOf: line[range])
        case .escaped: JSONText.unescape(line, range, into: &bytes)
        case .byteArray: JSONText.appendBytes(line, range, into: &bytes)
        }
    }

    private func takeRequest(
        _ line: UnsafeRawBufferPointer, _ header: inout LineHeader, _ scratch: inout [UInt8]
    ) {
        guard let request = spans[.request] else { return }
        var status: Int?
        if spans.scale == .status, let range = spans[.severity] {
            var cursor = ByteCursor(line, at: range.lowerBound)
            status = cursor.digits(3)
        }
        RequestText.write(
            UnsafeRawBufferPointer(rebasing: line[request]), status: status, into: &scratch)
        header.usesScratch = true
    }
}
