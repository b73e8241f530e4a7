/// The processes of this machine at one moment, as `/proc/PID/stat` gives them.
struct ProcessTable: Sendable {
    struct Entry: Sendable, Equatable {
        var pid: Int32
        var parent: Int32
        var session: Int32
        var isZombie: Bool
        var startTicks: UInt64

        /// Reads one `/proc/PID/stat`; the name may hold blanks and brackets, so fields count from the last `)`.
        init?(stat: String) {
            guard let close = stat.lastIndex(of: ")"), let open = stat.firstIndex(of: "("),
                let pid = Int32(stat[..<open].dropLast())
            else { return nil }
            let fields = stat[stat.index(after: close)...].split(separator: " ")
            guard fields.count > 19, let parent = Int32(fields[1]), let session = Int32(fields[3]),
                let ticks = UInt64(fields[19])
            else { return nil }
            self.pid = pid
            self.parent = parent
            self.session = session
            isZombie = fields[0] == "Z" || fields[0] == "X"
            startTicks = ticks
        }
    }

    let entries: [Entry]

    /// All living processes below `root`, not itself.
    func descendants(of root: Int32) -> [Entry] {
        let children = Dictionary(grouping: entries, by: \.parent)
        var found: [Entry] = []
        var open = [root]
        while let parent = open.popLast() {
            for child in children[parent] ?? [] where child.pid != root {
                found.append(child)
                open.append(child.pid)
            }
        }
        return found.filter { !$0.isZombie }
    }

    /// All living processes of a session, its leader included.
    func members(ofSession session: Int32) -> [Entry] {
        entries.filter { $0.session == session && !$0.isZombie }
    }
}
