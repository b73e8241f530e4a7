import Glibc

/// Reads the processes of this machine from `/proc`; blocks for some milliseconds.
enum ProcFolder {
    /// Bytes of arguments that are read of a process.
    static let argumentLimit = 32_768

    /// All processes that can be seen, without their arguments; ends early when nobody waits any more.
    static func all(_ patience: LocalWork.Patience) -> [RunningProcess] {
        guard let folder = opendir("/proc") else { return [] }
        defer { closedir(folder) }
        var found: [RunningProcess] = []
        while !patience.isOver, let item = readdir(folder) {
            let name = withUnsafePointer(to: &item.pointee.d_name) { field in
                field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let pid = Int32(name), let process = process(pid) { found.append(process) }
        }
        return found
    }

    /// One process; nil when there is none.
    static func process(_ pid: Int32) -> RunningProcess? {
        let folder = "/proc/\(pid)"
        guard case .success(let bytes) = LocalFile.head(folder + "/stat", limit: 4096),
            var process = RunningProcess(stat: String(decoding: bytes, as: UTF8.self))
        else { return nil }
        if case .success(let facts) = LocalFile.facts(folder) { process.user = facts.owner }
        return process
    }

    /// The words a process was started with; empty when they cannot be read.
    static func arguments(_ pid: Int32) -> [String] {
        guard
            case .success(let bytes) = LocalFile.head("/proc/\(pid)/cmdline", limit: argumentLimit)
        else { return [] }
        return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The variables a process was started with (`NAME=value`), or why they cannot be read.
    static func variables(_ pid: Int32) -> Result<[String: String], FileTrouble> {
        LocalFile.head("/proc/\(pid)/environ", limit: 1 << 20).map { bytes in
            var variables: [String: String] = [:]
            for entry in bytes.split(separator: 0) {
                let name = entry.prefix { $0 != 0x3D }
                variables[String(decoding: name, as: UTF8.self)] = String(
                    decoding: entry.dropFirst(name.count + 1), as: UTF8.self)
            }
            return variables
        }
    }

    /// How long ago a process started.
    static func age(_ process: RunningProcess) -> Duration {
        let ticks = UInt64(max(1, sysconf(Int32(_SC_CLK_TCK))))
        let (seconds, rest) = process.startTicks.quotientAndRemainder(dividingBy: ticks)
        let started =
            Int64(clamping: seconds) * 1_000_000_000
            + Int64(clamping: rest * 1_000_000_000 / ticks)
        return .nanoseconds(max(0, BootClock.nanoseconds() - started))
    }

    /// Bytes of a process that are in memory.
    static func memory(_ process: RunningProcess) -> Int64 {
        let page = Int64(sysconf(Int32(_SC_PAGESIZE)))
        let (bytes, isTooLarge) = process.residentPages.multipliedReportingOverflow(by: page)
        return isTooLarge ? .max : bytes
    }

    /// Whether other users' processes are hidden from us (the mount option `hidepid`).
    static var hidesOthers: Bool { access("/proc/1/stat", R_OK) != 0 }
}
