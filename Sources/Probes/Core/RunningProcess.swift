/// One process as `/proc/PID` shows it (proc(5)).
struct RunningProcess: Hashable, Sendable {
    var pid: Int32
    /// The name of its program, cut to 15 bytes by the kernel.
    var name: String
    var isZombie: Bool
    /// Clock ticks from the machine's start to its own.
    var startTicks: UInt64
    /// Pages in memory.
    var residentPages: Int64
    /// Of the user whose rights it has.
    var user: UInt32 = 0
    /// Its words; may hold secrets, so never shown.
    var arguments: [String] = []

    /// Reads `/proc/PID/stat`; the name may hold blanks and brackets, so fields count from the last `)`.
    init?(stat: String) {
        guard let open = stat.firstIndex(of: "("), let close = stat.lastIndex(of: ")"),
            open < close,
            let pid = Int32(stat[..<open].filter { !$0.isWhitespace })
        else { return nil }
        let fields = stat[stat.index(after: close)...].split(separator: " ")
        guard fields.count > 21, let ticks = UInt64(fields[19]), let pages = Int64(fields[21])
        else { return nil }
        self.pid = pid
        name = String(stat[stat.index(after: open)..<close])
        isZombie = fields[0] == "Z" || fields[0] == "X"
        startTicks = ticks
        residentPages = pages
    }

    /// Whether it is called so: by the kernel's name, or by the last part of its first word.
    func isCalled(_ wanted: String) -> Bool {
        if name == wanted || name == String(decoding: wanted.utf8.prefix(15), as: UTF8.self) {
            // What the kernel cut must agree as far as it can be seen.
            return wanted.utf8.count <= 15 || program == wanted || arguments.isEmpty
        }
        return program == wanted
    }

    private var program: String {
        // Servers write their state behind their name: `nginx: master process`.
        let word = arguments.first?.split(separator: " ").first ?? ""
        let name = word.split(separator: "/").last.map(String.init) ?? ""
        return name.hasSuffix(":") ? String(name.dropLast()) : name
    }
}
