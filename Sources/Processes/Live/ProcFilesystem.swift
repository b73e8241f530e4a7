import CPosix
import Glibc

/// Reads what `/proc` says about processes (proc(5)).
enum ProcFilesystem {
    /// All processes of this machine that can be seen.
    static func table() -> ProcessTable {
        var entries: [ProcessTable.Entry] = []
        guard let folder = opendir("/proc") else { return ProcessTable(entries: []) }
        defer { closedir(folder) }
        while let item = readdir(folder) {
            let name = withUnsafePointer(to: &item.pointee.d_name) { field in
                field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let pid = Int32(name), let entry = entry(pid) { entries.append(entry) }
        }
        return ProcessTable(entries: entries)
    }

    /// One process; nil when there is none.
    static func entry(_ pid: Int32) -> ProcessTable.Entry? {
        text("/proc/\(pid)/stat").flatMap { ProcessTable.Entry(stat: $0) }
    }

    /// What makes a process recognisable later; nil when there is none.
    static func identity(of pid: Int32) -> ProcessIdentity? {
        entry(pid).map {
            ProcessIdentity(pid: pid, startTicks: $0.startTicks, bootID: bootID())
        }
    }

    /// Differs after every start of the machine.
    static func bootID() -> String {
        let text = text("/proc/sys/kernel/random/boot_id") ?? ""
        return String(text.prefix { !$0.isWhitespace })
    }

    /// Signals a process only if it is still the one that was seen.
    static func signal(_ seen: ProcessTable.Entry, _ signal: Int32) {
        let number = quell_pidfd_open(seen.pid)
        guard number >= 0 else { return }
        let handle = Descriptor(number)
        guard entry(seen.pid)?.startTicks == seen.startTicks else { return }
        _ = quell_pidfd_signal(handle.number, signal)
    }

    private static func text(_ path: String) -> String? {
        guard let file = try? Descriptor.open(path, O_RDONLY), let bytes = try? file.readAll()
        else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
