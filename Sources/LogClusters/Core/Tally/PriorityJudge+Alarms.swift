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
    private static let table = AlarmTable(
        phrases: fatalPhrases.map { ($0, .cannotRun($0)) }
            + refusingPhrases.map { ($0, .unavailable($0)) })

    /// What a template or an exception says, if it says that something is down; that a program cannot
    /// run before that requests are turned away.
    static func alarm(in texts: DisplayText...) -> Alarm? {
        var found: Alarm?
        for text in texts where !text.isEmpty {
            switch table.alarm(in: text.string) {
            case .cannotRun(let phrase): return .cannotRun(phrase)
            case .unavailable(let phrase): found = found ?? .unavailable(phrase)
            case nil: break
            }
        }
        return found
    }
}

/// Phrases that are looked for all at once; most bytes of a text cost one look into a map.
private struct AlarmTable {
    private struct Entry {
        var bytes: [UInt8]
        var alarm: PriorityJudge.Alarm
    }

    /// By the first byte.
    private var entries = [[Entry]](repeating: [], count: 256)
    /// A bit for each pair of bytes, in lower case, with which a phrase begins.
    private var pairs = [UInt64](repeating: 0, count: 1_024)

    init(phrases: [(text: String, alarm: PriorityJudge.Alarm)]) {
        for (text, alarm) in phrases {
            let bytes = Array(text.utf8)
            guard bytes.count > 1 else { continue }
            entries[Int(bytes[0])].append(Entry(bytes: bytes, alarm: alarm))
            let pair = Int(bytes[0]) << 8 | Int(bytes[1])
            pairs[pair >> 6] |= 1 << UInt64(pair & 63)
        }
    }

    /// What a text says; a program that cannot run before all else.
    func alarm(in text: String) -> PriorityJudge.Alarm? {
        var text = text
        return text.withUTF8 { bytes in
            pairs.withUnsafeBufferPointer { pairs in
                var found: PriorityJudge.Alarm?
                var pair = 0
                for offset in bytes.indices {
                    pair = (pair << 8 | Int(Self.lowered(bytes[offset]))) & 0xFFFF
                    guard pairs[pair >> 6] >> UInt64(pair & 63) & 1 != 0, offset > 0 else {
                        continue
                    }
                    guard let alarm = alarm(in: bytes, at: offset - 1) else { continue }
                    if case .cannotRun = alarm { return alarm }
                    found = found ?? alarm
                }
                return found
            }
        }
    }

    private func alarm(in bytes: UnsafeBufferPointer<UInt8>, at start: Int)
        -> PriorityJudge.Alarm?
    {
        entries[Int(Self.lowered(bytes[start]))].first { entry in
            start + entry.bytes.count <= bytes.count
                && entry.bytes.indices.allSatisfy {
                    Self.lowered(bytes[start + $0]) == entry.bytes[$0]
                }
        }?.alarm
    }

    @inline(__always)
    private static func lowered(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 32 : byte }
}
