import CZlib

/// Takes the compression off a gzip stream piece by piece, through as many members as it has.
///
/// RFC 1952, section 2.2: members follow one another without anything between them. Zero bytes behind
/// the last one are padding.
final class GzipInflater {
    /// Where the stream stands.
    enum State: Hashable {
        /// More is needed before it may end.
        case inMember
        /// It may end here.
        case betweenMembers
        /// Nothing more can be read.
        case damaged
    }

    private(set) var state = State.inMember
    private let stream: UnsafeMutablePointer<z_stream>

    /// Nil when there is no memory for it.
    init?() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 bits of window, and 16 for the gzip form.
        let result = inflateInit2_(
            stream, 31, zlibVersion(), Int32(MemoryLayout<z_stream>.size))
        guard result == Z_OK else {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Takes the next compressed bytes and passes on what they hold, through a buffer.
    func take(
        _ input: UnsafeMutableRawBufferPointer, through output: UnsafeMutableRawBufferPointer,
        _ body: (UnsafeRawBufferPointer) -> Void
    ) {
        guard let start = input.baseAddress, let room = output.baseAddress else { return }
        stream.pointee.next_in = start.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(input.count)
        var isFull = false
        while state != .damaged, stream.pointee.avail_in > 0 || isFull {
            if state == .betweenMembers, !beginMember() { return }
            stream.pointee.next_out = room.assumingMemoryBound(to: UInt8.self)
            stream.pointee.avail_out = UInt32(output.count)
            let result = inflate(stream, Z_NO_FLUSH)
            let count = output.count - Int(stream.pointee.avail_out)
            if count > 0 { body(UnsafeRawBufferPointer(rebasing: output[0..<count])) }
            isFull = stream.pointee.avail_out == 0 && result == Z_OK
            switch result {
            case Z_STREAM_END: state = .betweenMembers
            case Z_OK: break
            case Z_BUF_ERROR where stream.pointee.avail_in == 0: break
            default: state = .damaged
            }
        }
    }

    /// Skips padding; false when there is no further member in this piece.
    private func beginMember() -> Bool {
        while stream.pointee.avail_in > 0, stream.pointee.next_in.pointee == 0 {
            stream.pointee.next_in += 1
            stream.pointee.avail_in -= 1
        }
        guard stream.pointee.avail_in > 0 else { return false }
        state = inflateReset(stream) == Z_OK ? .inMember : .damaged
        return state == .inMember
    }
}
