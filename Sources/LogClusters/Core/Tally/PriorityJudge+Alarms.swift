import SafeText

extension PriorityJudge {
    /// What programs, run-times and kernels say when a program cannot start or go on.
    private static let fatalPhrases = [
        "no module named", "modulenotfounderror", "importerror", "classnotfoundexception",
        "noclassdeffounderror", "cannot find module", "out of memory", "outofmemory", "oom-kill",
        "segmentation fault", "no space left on device", "panic:", "failed to start",
        "could not start", "cannot start", "core dumped", "exit(", "exit code", "exited with",
        "crashloop", "back-off restarting",
    ]

    /// What servers say when they turn requests away.
    private static let refusingPhrases = [
        "service unavailable", "bad gateway", "gateway timeout", "gateway time-out",
        "upstream unavailable",
    ]

    /// The phrases as bytes, by their first byte: a text is gone through once.
    private static let table: [[(bytes: [UInt8], alarm: Alarm)]] = {
        var table = [[(bytes: [UInt8], alarm: Alarm)]](repeating: [], count: 256)
        let alarms = fatalPhrases.map(Alarm.cannotRun) + refusingPhrases.map(Alarm.unavailable)
        for (phrase, alarm) in zip(fatalPhrases + refusingPhrases, alarms) {
            let bytes = Array(phrase.utf8)
            table[Int(bytes.first ?? 0)].append((bytes, alarm))
        }
        return table
    }()

    /// What a template or an exception says, if it says that something is down; that a program cannot
    /// run before that requests are turned away.
    static func alarm(in texts: DisplayText...) -> Alarm? {
        var found: Alarm?
        for text in texts {
            let lowered = text.string.utf8.map { ($0 &- 65 < 26) ? $0 | 32 : $0 }
            for offset in lowered.indices {
                for entry in table[Int(lowered[offset])]
                where lowered[offset...].starts(with: entry.bytes) {
                    if case .cannotRun = entry.alarm { return entry.alarm }
                    found = found ?? entry.alarm
                }
            }
        }
        return found
    }
}
