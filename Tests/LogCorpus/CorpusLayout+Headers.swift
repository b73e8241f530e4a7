extension CorpusLayout {
    /// Headers of system loggers and of small languages' standard loggers.
    func system(_ entry: CorpusEntry, _ random: inout SeededRandom) -> String {
        let moment = entry.moment
        let host = "node-\(random.number(1, 6))"
        switch self {
        case .logfmt:
            let level = entry.level == "W" ? "warning" : entry.word.lowercased()
            return "time=\"\(moment.iso)\" level=\(level) "
        case .bsd:
            return "\(moment.syslogDay) \(moment.clock) \(host) \(Self.tag(entry, &random)): "
        case .ietf:
            let priority = ["E": "131", "W": "132", "N": "133"][entry.level] ?? "134"
            return "<\(priority)>1 \(moment.iso) \(host) \(entry.service) 812 - - "
        case .kernel:
            let uptime = "\(moment.seconds % 9_000_000).\(random.number(100_000, 999_999))"
            return "\(moment.syslogDay) \(moment.clock) \(host) kernel: [\(uptime)] "
        case .cri:
            return "\(moment.date)T\(moment.clock).\(moment.fraction)482117Z stdout F "
                + "[\(moment.date)T\(moment.clock).\(moment.fraction)+0000] "
                + "{\(entry.service).py:\(31 + entry.statement * 53)} \(entry.longWord) - "
        case .klog:
            let day = CorpusMoment.padded(moment.civil.month * 100 + moment.civil.day, 4)
            let place = "\(entry.service).go:\(90 + entry.statement * 61)"
            return "\(entry.level)\(day) \(moment.clock).\(moment.fraction)914       1 \(place)] "
        case .golog:
            let day = moment.date.split(separator: "-").joined(separator: "/")
            return "[\(day) \(moment.clock)] [\(entry.service).go:\(70 + entry.statement * 43)] "
        case .coredns: return "[\(entry.longWord)] "
        case .iso:
            let level = String(repeating: " ", count: 5 - entry.word.count) + entry.word
            return
                "\(moment.date)T\(moment.clock).\(moment.fraction)271Z \(level) \(entry.component): "
        case .envlog:
            let level = Self.padded(entry.word, 5)
            return "[\(moment.date)T\(moment.clock)Z \(level) \(entry.service)::rules] "
        default:
            let level = String(repeating: " ", count: 5 - entry.word.count) + entry.word
            let letter = entry.word.prefix(1)
            return
                "\(letter), [\(moment.date)T\(moment.clock).\(moment.fraction)337 #812] \(level) -- : "
        }
    }

    private static func tag(_ entry: CorpusEntry, _ random: inout SeededRandom) -> String {
        switch entry.service {
        case "systemd": return "systemd[1]"
        case "postfix":
            let daemons = ["smtpd", "qmgr", "smtp", "smtp", "qmgr", "smtpd", "smtpd", "smtpd"]
            let daemon = entry.statement < daemons.count ? daemons[entry.statement] : "anvil"
            return "postfix/\(daemon)[\(random.number(300, 32_000))]"
        default: return "\(entry.service)[\(random.number(300, 32_000))]"
        }
    }

    /// Headers of application loggers on the JVM, .NET and Python.
    func application(_ entry: CorpusEntry, _ random: inout SeededRandom) -> String {
        let moment = entry.moment
        let comma = "\(moment.date) \(moment.clock),\(moment.fraction)"
        let type = CorpusWords.classes[entry.statement % CorpusWords.classes.count]
        switch self {
        case .logback:
            return
                "\(moment.date) \(moment.clock).\(moment.fraction) [pool-1-thread-\(random.number(1, 16))] "
                + Self.padded(entry.word, 5) + " com.shop.\(entry.service).\(type) - "
        case .spring:
            let level = String(repeating: " ", count: 5 - entry.word.count) + entry.word
            return "\(moment.iso) \(level) 1 --- [nio-8080-exec-\(random.number(1, 20))] "
                + Self.padded("c.shop.\(entry.service).\(type)", 40) + " : "
        case .kafka: return "[\(comma)] \(entry.word) "
        case .spark:
            let day = moment.date.dropFirst(2).split(separator: "-").joined(separator: "/")
            return "\(day) \(moment.clock) \(entry.word) \(entry.component): "
        case .jul: return "[\(moment.date) \(moment.clock)] [\(Self.padded(entry.longWord, 7))] "
        case .serilog:
            let levels: [Character: String] = ["W": "WRN", "E": "ERR", "D": "DBG"]
            let level = levels[entry.level] ?? "INF"
            return "\(moment.date) \(moment.clock).\(moment.fraction) +00:00 [\(level)] "
        case .python: return "\(comma) - \(entry.service).worker - \(entry.longWord) - "
        case .pylevel: return "\(entry.longWord):\(entry.service):"
        case .celery:
            let worker = "ForkPoolWorker-\(random.number(1, 8))"
            return "[\(comma): \(entry.longWord)/\(worker)] "
        default: return Self.padded(entry.longWord + ":", 10)
        }
    }

    /// Headers of servers that have a format of their own.
    func server(_ entry: CorpusEntry, _ random: inout SeededRandom) -> String {
        let moment = entry.moment
        switch self {
        case .nginx:
            let day = moment.date.split(separator: "-").joined(separator: "/")
            let level = ["E": "error", "W": "warn"][entry.level] ?? "notice"
            let connection = entry.level == "I" ? "" : " *\(random.number(1, 900_000))"
            return "\(day) \(moment.clock) [\(level)] 31#31:\(connection) "
        case .postgres:
            let levels: [Character: String] = ["E": "ERROR", "F": "FATAL"]
            let level = levels[entry.level] ?? "LOG"
            return
                "\(moment.date) \(moment.clock).\(moment.fraction) UTC [\(random.number(300, 9_000))] \(level):  "
        case .mysql:
            let level = ["E": "ERROR", "W": "Warning"][entry.level] ?? "Note"
            return "\(moment.date)T\(moment.clock).\(moment.fraction)118Z \(random.number(8, 900)) "
                + "[\(level)] [MY-0\(10_914 + entry.statement * 13)] [Server] "
        case .redis:
            let day = "\(moment.civil.day) \(moment.monthName) \(moment.civil.year)"
            let sign = entry.level == "W" ? "#" : "*"
            return "1:M \(day) \(moment.clock).\(moment.fraction) \(sign) "
        case .rabbit:
            let level = ["E": "error", "W": "warning"][entry.level] ?? "info"
            let process = "<0.\(random.number(200, 30_000)).0>"
            return
                "\(moment.date) \(moment.clock).\(moment.fraction)271+00:00 [\(level)] \(process) "
        default: return ""
        }
    }

    /// An access line in the combined format.
    ///
    /// Answers that failed are left out: whether these are templates of their own is a matter of taste.
    func access(_ entry: CorpusEntry, _ random: inout SeededRandom) -> String {
        let address = CorpusShape.ip.value(&random, at: entry.moment)
        let user = random.below(9) == 0 ? random.pick(CorpusWords.users) : "-"
        let status = random.pick(["200", "200", "200", "201", "204", "206"])
        return
            "\(address) - \(user) [\(entry.moment.accessTime) +0000] \"\(entry.message)\" \(status) "
            + "\(random.below(90_000)) \"-\" \"\(random.pick(CorpusWords.agents))\""
    }
}
