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

    /// What a template or an exception says, if it says that something is down.
    static func alarm(in texts: DisplayText...) -> Alarm? {
        let lowered = texts.filter { !$0.string.isEmpty }.map { text in
            text.string.utf8.map { ($0 &- 65 < 26) ? $0 | 32 : $0 }
        }
        if let fatal = phrase(of: fatalPhrases, in: lowered) { return .cannotRun(fatal) }
        return phrase(of: refusingPhrases, in: lowered).map { .unavailable($0) }
    }

    private static func phrase(of phrases: [String], in texts: [[UInt8]]) -> String? {
        phrases.first { phrase in texts.contains { holds($0, Array(phrase.utf8)) } }
    }

    private static func holds(_ text: [UInt8], _ phrase: [UInt8]) -> Bool {
        guard let first = phrase.first, text.count >= phrase.count else { return false }
        return (0...text.count - phrase.count).contains { offset in
            text[offset] == first && text[offset...].starts(with: phrase)
        }
    }
}
