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
    static func alarm(in texts: String...) -> Alarm? {
        let lowered = texts.map { text in text.utf8.map { ($0 &- 65 < 26) ? $0 | 32 : $0 } }
        func phrase(of phrases: [String]) -> String? {
            phrases.first { phrase in lowered.contains { holds($0, phrase.utf8) } }
        }
        if let fatal = phrase(of: fatalPhrases) { return .cannotRun(fatal) }
        return phrase(of: refusingPhrases).map { .unavailable($0) }
    }

    private static func holds(_ text: [UInt8], _ phrase: String.UTF8View) -> Bool {
        guard let first = phrase.first, text.count >= phrase.count else { return false }
        return (0...text.count - phrase.count).contains { offset in
            text[offset] == first && text[offset...].starts(with: phrase)
        }
    }
}
