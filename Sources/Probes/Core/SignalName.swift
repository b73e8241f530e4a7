/// Signals as people call them (signal(7), x86 and ARM numbers).
enum SignalName {
    private static let names: [Int32: String] = [
        1: "HUP", 2: "INT", 3: "QUIT", 4: "ILL", 5: "TRAP", 6: "ABRT", 7: "BUS", 8: "FPE",
        9: "KILL",
        10: "USR1", 11: "SEGV", 12: "USR2", 13: "PIPE", 14: "ALRM", 15: "TERM", 24: "XCPU",
        25: "XFSZ", 31: "SYS",
    ]

    /// `signal 9 (KILL)`, or the number alone.
    static func words(_ signal: Int32) -> String {
        names[signal].map { "signal \(signal) (\($0))" } ?? "signal \(signal)"
    }

    /// What an exit status says by a shell's custom of 128 + signal; nil when it says no known signal.
    static func words(exitStatus: Int) -> String? {
        let signal = Int32(clamping: exitStatus - 128)
        return names[signal] == nil ? nil : words(signal)
    }
}
