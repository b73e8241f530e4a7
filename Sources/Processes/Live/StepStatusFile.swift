import Foundation
import Glibc

/// Reads and replaces `status.json`; a reader sees the old or the new one, never a part.
struct StepStatusFile {
    let files: StepFiles

    /// What the file says; nil when there is none or it is damaged.
    func read() -> StepStatus? {
        guard let file = try? Descriptor.open(files.status, O_RDONLY),
            let bytes = try? file.readAll()
        else { return nil }
        return try? JSONDecoder().decode(StepStatus.self, from: Data(bytes))
    }

    /// Puts a status in place; it survives a loss of power once this returns.
    ///
    /// - Throws: `SystemFailure`, for one when the disk is full.
    func write(_ status: StepStatus) throws {
        try put(status)
        let folder = try Descriptor.open(files.folder, O_RDONLY | O_DIRECTORY)
        guard fsync(folder.number) == 0 else { throw SystemFailure("sync \(files.folder)") }
    }

    private func put(_ status: StepStatus) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = try [UInt8](encoder.encode(status)) + [UInt8(ascii: "\n")]
        let next = try Descriptor.open(files.nextStatus, O_WRONLY | O_CREAT | O_TRUNC)
        try next.write(bytes)
        guard fsync(next.number) == 0 else { throw SystemFailure("sync \(files.nextStatus)") }
        guard rename(files.nextStatus, files.status) == 0 else {
            throw SystemFailure("rename \(files.nextStatus)")
        }
    }
}
