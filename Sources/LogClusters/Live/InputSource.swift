import IncidentModel
import SafeText

#if canImport(Glibc)
    import Glibc
#endif

/// Standard input, or any other descriptor, to its end; the descriptor stays open.
final class InputSource: LiveSource {
    /// `F_SETPIPE_SZ` of `linux/fcntl.h`, which the C library shows only to GNU programs.
    private static let setPipeSize: Int32 = 1_031
    private let input: Int32
    private let stream: RecordStream
    private(set) var status: SourceStatus
    private(set) var isPending = false

    init(id: SourceID, input: Int32, stream: RecordStream) {
        self.input = input
        self.stream = stream
        status = SourceStatus(id: id, kind: "stdin")
    }

    var descriptor: Int32? { status.state == .following && !isPending ? input : nil }
    var streams: [RecordStream] { [stream] }
    var deadline: Int64? { nil }

    func start() {
        status.state = .following
        // A bigger pipe lets the engine sleep longer between reads of a flood; failing is no loss.
        _ = fcntl(input, Self.setPipeSize, 1_048_576)
    }

    func noteReadable() { isPending = true }

    func service(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard isPending, status.state == .following else { return 0 }
        var total = 0
        while total < 4 * buffer.count, isReadable {
            let count = read(input, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                end(failed: count < 0 && errno != EAGAIN)
                break
            }
            total += count
            stream.take(
                UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[0..<count]),
                into: &status)
        }
        isPending = status.state == .following && isReadable
        return total
    }

    func stop() {}

    private var isReadable: Bool {
        var entry = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) > 0
    }

    private func end(failed: Bool) {
        let reason = errno
        stream.finish(into: &status)
        status.state = failed ? .failed : .ended
        status.detail = failed ? "cannot be read: \(String(cString: strerror(reason)))" : .empty
    }
}
