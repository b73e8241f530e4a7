import Foundation

/// What a process and all its descendants used so far, as `/proc` counts it.
struct ProcessTreeUsage {
    /// Seconds of CPU, user and system.
    var cpuSeconds = 0.0
    /// Voluntary context switches of all threads: how often something woke up.
    var wakeUps = 0
    /// Resident memory in bytes; shared pages count once a process.
    var residentBytes = 0

    /// Reads the tree below a process.
    static func of(_ root: Int32) -> ProcessTreeUsage {
        var usage = ProcessTreeUsage()
        var waiting = [root]
        while let id = waiting.popLast() {
            usage.add(process: id)
            let tasks =
                (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(id)/task")) ?? []
            for task in tasks {
                usage.wakeUps += switches("/proc/\(id)/task/\(task)/status")
                let children = read("/proc/\(id)/task/\(task)/children")
                waiting += children.split(separator: " ").compactMap { Int32($0) }
            }
        }
        return usage
    }

    /// Voluntary context switches of a process's own threads, without its children's.
    static func wakeUps(of process: Int32) -> Int {
        let tasks = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")
        return (tasks ?? []).reduce(0) { $0 + switches("/proc/\(process)/task/\($1)/status") }
    }

    private mutating func add(process id: Int32) {
        let stat = Self.read("/proc/\(id)/stat")
        guard let close = stat.lastIndex(of: ")") else { return }
        let fields = stat[stat.index(after: close)...].split(separator: " ")
        guard fields.count > 21 else { return }
        let ticks = (Double(fields[11]) ?? 0) + (Double(fields[12]) ?? 0)
        cpuSeconds += ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
        residentBytes += (Int(fields[21]) ?? 0) * Int(getpagesize())
    }

    private static func switches(_ path: String) -> Int {
        let line = read(path).split(separator: "\n").first {
            $0.hasPrefix("voluntary_ctxt_switches")
        }
        return line.flatMap { Int($0.split(whereSeparator: \.isWhitespace).last ?? "") } ?? 0
    }

    private static func read(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }
}
