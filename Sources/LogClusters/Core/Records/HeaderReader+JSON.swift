import IncidentModel

extension HeaderReader {
    /// One JSON object a line; nil when it is none or says nothing that a log entry says.
    func readJSON(_ line: UnsafeRawBufferPointer) -> LineHeader? {
        var header = LineHeader(isHeader: true)
        var message: Range<Int>?
        var trace: Range<Int>?
        var known = 0
        var scanner = JSONFieldScanner(line)
        while let field = scanner.next() {
            guard let role = JSONRole(line[field.key], depth: field.depth) else { continue }
            known += 1
            let value = UnsafeRawBufferPointer(rebasing: line[field.value])
            switch role {
            case .time: header.time = header.time ?? time(value)
            case .severity: header.severity = severity(value, isString: field.isString)
            case .service: if field.isString { header.service = header.service ?? field.value }
            case .message: if field.isString { message = message ?? field.value }
            case .trace: if field.isString { trace = field.value }
            }
        }
        guard scanner.isComplete, known > 0 else { return nil }
        guard message != nil || trace != nil else { return header }
        scratch.removeAll(keepingCapacity: true)
        if let message { JSONFieldScanner.unescape(line, message, into: &scratch) }
        if let trace {
            if !scratch.isEmpty { scratch.append(10) }
            JSONFieldScanner.unescape(line, trace, into: &scratch)
        }
        header.usesScratch = true
        return header
    }

    private func time(_ value: UnsafeRawBufferPointer) -> Int64? {
        times.read(value)?.nanoseconds
    }

    private func severity(_ value: UnsafeRawBufferPointer, isString: Bool) -> Severity {
        if let severity = SeverityWord.severity(of: value) { return severity }
        var cursor = ByteCursor(value)
        let length = cursor.digitRun()
        guard (1...3).contains(length), length == value.count, let number = cursor.digits(length)
        else { return .unknown }
        return SeverityWord.severity(ofNumber: number) ?? .unknown
    }
}

/// What a JSON key means in a log entry, over the spellings of common loggers.
enum JSONRole {
    case time, severity, service, message, trace

    init?(_ key: UnsafeRawBufferPointer.SubSequence, depth: Int) {
        let name = String(decoding: key, as: UTF8.self)
        switch (name, depth) {
        case ("time", 1), ("timestamp", 1), ("ts", 1), ("@timestamp", 1), ("t", 1),
            ("asctime", 1), ("datetime", 1), ("date", 1), ("receiveTimestamp", 1):
            self = .time
        case ("severity", 1), ("level", 1), ("lvl", 1), ("levelname", 1), ("log.level", 1),
            ("loglevel", 1), ("severityText", 1), ("level", 2), ("PRIORITY", 1):
            self = .severity
        case ("service", 1), ("service.name", 1), ("app", 1), ("application", 1),
            ("component", 1), ("name", 2), ("service_name", 1), ("container_name", 2),
            ("SYSLOG_IDENTIFIER", 1):
            self = .service
        case ("message", 1), ("msg", 1), ("textPayload", 1), ("event", 1), ("log", 1),
            ("body", 1), ("MESSAGE", 1), ("message", 2), ("msg", 2), ("short_message", 1):
            self = .message
        case ("stack", 1), ("stack_trace", 1), ("stacktrace", 1), ("exc_info", 1),
            ("exception", 1), ("traceback", 1), ("stack", 2), ("error.stack_trace", 1),
            ("stack_trace", 2):
            self = .trace
        default: return nil
        }
    }
}
