extension CorpusLayout {
    /// One JSON object in the manner of a logger; a trace is inside it.
    func object(_ entry: CorpusEntry, _ random: inout SeededRandom) -> String {
        var pairs: [(String, String)] = []
        func add(_ key: String, _ value: String) { pairs.append((key, Self.quoted(value))) }
        let stack = entry.trace.joined(separator: "\n")
        switch self {
        case .pino:
            let levels: [Character: String] = ["D": "20", "W": "40", "E": "50", "F": "60"]
            pairs = [
                ("level", levels[entry.level] ?? "30"), ("time", String(entry.moment.milliseconds)),
                ("pid", "1"),
            ]
            add("hostname", "\(entry.service)-\(random.number(1, 4))")
            if !stack.isEmpty {
                let printed = Self.quoted(entry.exception + "\n" + stack)
                pairs.append(("err", "{\"type\":\"Error\",\"stack\":\(printed)}"))
            }
            entry.fields.forEach { add($0.key, $0.value) }
            add("msg", entry.message)
        case .zap:
            add("level", entry.word.lowercased())
            add("ts", entry.moment.iso)
            add("caller", "\(entry.service)/handler.go:\(40 + entry.statement * 17)")
            add("msg", entry.message)
            entry.fields.forEach { add($0.key, $0.value) }
            if !stack.isEmpty {
                add("error", entry.exception)
                add("stacktrace", stack)
            }
        case .ecs:
            add("@timestamp", entry.moment.iso)
            add("log.level", entry.word)
            add("message", entry.message)
            add("ecs.version", "1.2.0")
            add("service.name", entry.service)
            add("process.thread.name", "main[\(random.number(1, 8))]")
        case .gcloud:
            add("insertId", CorpusShape.hex(16, &random))
            add("severity", entry.longWord)
            add("timestamp", entry.moment.iso)
            add("textPayload", stack.isEmpty ? entry.message : entry.message + "\n" + stack)
            let labels = "{\"container_name\":\(Self.quoted(entry.service))}"
            pairs.append(("resource", "{\"type\":\"k8s_container\",\"labels\":\(labels)}"))
        default:
            add("asctime", "\(entry.moment.date) \(entry.moment.clock),\(entry.moment.fraction)")
            add("levelname", entry.longWord)
            add("name", entry.service)
            add("message", entry.message)
        }
        return "{" + pairs.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
    }

    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
