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
    let gauge: SourceGauge
    private(set) var isPending = false

    init(input: Int32, gauge: SourceGauge, stream: RecordStream) {
        self.input = input
        self.gauge = gauge
        self.stream = stream
    }

    var descriptor: Int32? { gauge.status.state == .following && !isPending ? input : nil }
    var streams: [RecordStream] { [stream] }
    var deadline: Int64? { nil }

    func start() {
        gauge.status.state = .following
        // A bigger pipe lets the engine sleep longer between reads of a flood; failing is no loss.
        _ = fcntl(input, Self.setPipeSize, 1_048_576)
    }

    func noteReadable() { isPending = true }

    func service(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard isPending, gauge.status.state == .following else { return 0 }
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
                UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[0..<count]))
        }
        isPending = gauge.status.state == .following && isReadable
        return total
    }

    func stop() {}

    private var isReadable: Bool {
        var entry = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) > 0
    }

    private func end(failed: Bool) {
        let reason = errno
        stream.finish()
        gauge.status.state = failed ? .failed : .ended
        gauge.status.detail =
            failed ? "cannot be read: \(String(cString: strerror(reason)))" : .empty
    }
}
