import Foundation
import Glibc
import SafeText

/// Leaves on disk how far commands in the foreground came.
///
/// Who has the terminal sees the end anyway: what cannot be written here is left out, and a later console
/// then calls the end unknown.
final class ForegroundRecord {
    private let folder: String
    private let secrets: [String]
    private let mask: OutputMask
    private let began = SuspendingClock.now
    private var files: StepFiles
    private var status: StepStatus?
    private var number = 0

    /// Makes the folder and puts its files there; nil when there is none to make.
    init?(_ record: ForegroundOrder.Record?, environment: [String: String]) {
        guard let record else { return nil }
        secrets = record.secrets
        mask = OutputMask(secrets: record.secrets, environment: environment)
        folder = record.folder
        files = StepFiles(folder: record.folder)
        let owner: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: owner)
        for (name, bytes) in record.files {
            try? Descriptor.open(folder + "/" + name, O_WRONLY | O_CREAT | O_EXCL).write(bytes)
        }
    }

    /// The next command is about to start.
    func begin(_ id: String) {
        number += 1
        files = StepFiles(folder: "\(folder)/\(number)")
        mkdir(files.folder, 0o700)
        guard let identity = ProcFilesystem.identity(of: getpid()) else { return }
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        status = StepStatus(
            id: id, state: .starting, runner: identity,
            startedAtNanoseconds: Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec))
        write()
    }

    /// It runs.
    func started(_ child: ChildProcess) {
        status?.state = .running
        status?.child = child.pid
        write()
    }

    /// It ended.
    func ended(_ end: ProcessEnd?, _ carryOver: CarryOver?) {
        status?.state = .ended
        status?.end = end.map { StoredEnd($0, mask: mask) }
        status?.carryOver = carryOver
        _ = status?.carryOver?.withhold(secrets: secrets, mask: mask)
        status?.durationNanoseconds = (SuspendingClock.now - began).wholeNanoseconds
        write()
    }

    private func write() {
        if let status { try? StepStatusFile(files: files).write(status) }
    }
}

extension ProcessEnd {
    /// Nil for an end that nobody saw.
    init?(_ end: StepEnd) {
        switch end {
        case .exited(let status): self = .exited(status)
        case .signalled(let signal): self = .signalled(signal)
        case .timedOut: self = .timedOut
        case .couldNotStart(let reason): self = .couldNotStart(reason)
        case .cancelled: self = .cancelled
        case .unknown: return nil
        }
    }
}
