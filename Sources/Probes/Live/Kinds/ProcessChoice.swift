import Glibc
import IncidentModel
import LocatedYAML

/// Which processes of this machine are meant.
struct ProcessChoice: Sendable {
    /// Bytes of a pid file that are read.
    static let pidFileLimit = 64

    /// What they are called; nil for any name.
    var name: String?
    /// Matches the whole command line.
    var pattern: LinearPattern?
    /// A file that holds the number of the one meant.
    var pidFile: String?

    /// What was found.
    struct Finding: Sendable {
        var processes: [RunningProcess] = []
        var zombies = 0
        /// Why there is nothing to count.
        var failure: ProbeFailure?
    }

    /// Such as `nginx`, as a sentence names them.
    var words: String {
        name ?? pattern.map { "/\($0.text)/" } ?? pidFile ?? "anything"
    }

    /// Looks for them; blocks, and ends early when nobody waits any more.
    func find(_ patience: LocalWork.Patience) -> Finding {
        if let pidFile { return named(by: pidFile) }
        var finding = Finding()
        let own = getpid()
        for process in ProcFolder.all(patience) where process.pid != own {
            // A zombie has no arguments any more, only its name.
            if process.isZombie {
                if let name, process.isCalled(name) { finding.zombies += 1 }
            } else if let process = matching(process) {
                finding.processes.append(process)
            }
        }
        if finding.processes.isEmpty, ProcFolder.hidesOthers {
            finding.failure = .local(
                "hidden", "this machine hides the processes of other users (hidepid)")
        }
        return finding
    }

    private func matching(_ process: RunningProcess) -> RunningProcess? {
        var process = process
        process.arguments = ProcFolder.arguments(process.pid)
        if let name, !process.isCalled(name) { return nil }
        if let pattern {
            let line = Array(process.arguments.joined(separator: " ").utf8)
            guard pattern.occurs(in: line) else { return nil }
        }
        return process
    }

    private func named(by path: String) -> Finding {
        let bytes: [UInt8]
        switch LocalFile.head(path, limit: Self.pidFileLimit) {
        case .success(let read): bytes = read
        case .failure(.absent):
            return Finding(failure: .down("no pid", "the pid file \(path) does not exist", .state))
        case .failure(let trouble): return Finding(failure: trouble.failure(path))
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let word = text.split(whereSeparator: \.isWhitespace).first, let pid = Int32(word),
            pid > 0
        else {
            return Finding(failure: .down("no pid", "the pid file \(path) holds no number", .state))
        }
        func stale(_ words: String) -> Finding {
            Finding(
                failure: .down("stale", "the pid file \(path) is stale: \(words)", .state))
        }
        guard let process = ProcFolder.process(pid) else {
            if ProcFolder.hidesOthers {
                return Finding(
                    failure: .local(
                        "hidden", "this machine hides the processes of other users (hidepid)"))
            }
            return stale("no process \(pid) runs")
        }
        if process.isZombie { return stale("process \(pid) has ended (zombie)") }
        guard let same = matching(process) else {
            return stale("process \(pid) is \(process.name), expected \(words)")
        }
        return Finding(processes: [same])
    }
}
