import Glibc

/// The file that a runner appends a step's output to, as `OutputRecord`s.
///
/// It holds whole records only: when a write fails half way (a full disk), the part is cut off again.
/// What does not fit is counted, and the count is the last record.
final class StepOutputFile {
    private let descriptor: Descriptor
    private let limit: UInt64
    private var length: UInt64 = 0
    /// Bytes of output that are not in the file.
    private(set) var dropped: UInt64 = 0
    private var recorded: UInt64 = 0

    /// - Throws: `SystemFailure`, also when the file is already there: a folder is for one run.
    init(path: String, limit: UInt64) throws {
        descriptor = try Descriptor.open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND)
        self.limit = limit
    }

    /// Adds what the command wrote, or counts it as dropped.
    func append(_ stream: ProcessStream, _ bytes: [UInt8], nanoseconds: UInt64) {
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + OutputRecord.maximumPayload)
            let isWhole = start == 0 && end == bytes.count
            add(stream, isWhole ? bytes : Array(bytes[start..<end]), nanoseconds: nanoseconds)
            start = end
        }
    }

    private func add(_ stream: ProcessStream, _ bytes: [UInt8], nanoseconds: UInt64) {
        let needed = UInt64(OutputRecord.headerLength + bytes.count)
        // Once something is missing all that follows is dropped: no gap in the middle.
        guard dropped == 0, length + needed <= limit,
            put(OutputRecord.Kind(stream), bytes, nanoseconds: nanoseconds)
        else {
            return drop(bytes.count)
        }
    }

    /// Counts what is not kept.
    func drop(_ count: Int) { dropped += UInt64(count) }

    /// Writes how much is missing, if that changed, and waits for the disk.
    func close(nanoseconds: UInt64) {
        if dropped > recorded {
            recorded = dropped
            _ = put(.truncation, Array(String(dropped).utf8), nanoseconds: nanoseconds)
        }
        fsync(descriptor.number)
    }

    private func put(_ kind: OutputRecord.Kind, _ bytes: [UInt8], nanoseconds: UInt64) -> Bool {
        var header = OutputRecord.header(kind, length: bytes.count, nanoseconds: nanoseconds)
        let total = header.count + bytes.count
        let written = header.withUnsafeMutableBytes { header in
            bytes.withUnsafeBytes { bytes in
                var pieces = [
                    iovec(iov_base: header.baseAddress, iov_len: header.count),
                    iovec(
                        iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress),
                        iov_len: bytes.count),
                ]
                return writev(descriptor.number, &pieces, 2)
            }
        }
        if written == total {
            length += UInt64(total)
            return true
        }
        ftruncate(descriptor.number, off_t(length))
        return false
    }
}
