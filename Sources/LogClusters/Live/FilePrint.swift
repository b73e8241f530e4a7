#if canImport(Glibc)
    import Glibc
#endif

/// How a file is known again under another name, as a copy or compressed: by its first bytes and by
/// those in front of a place to which it was read.
struct FilePrint: Hashable {
    /// Bytes at the start that are compared.
    static let headLimit = 256
    /// Bytes before the place that are compared.
    static let tailLimit = 64

    /// The file's first bytes.
    var head: [UInt8]
    /// The bytes just before `offset`.
    var tail: [UInt8]
    /// The place.
    var offset: Int

    /// True when an open file starts the same, is long enough and has the same bytes before the place.
    func matches(_ descriptor: Int32) -> Bool {
        guard !head.isEmpty else { return false }
        return Self.read(descriptor, head.count, at: 0) == head
            && Self.read(descriptor, tail.count, at: offset - tail.count) == tail
    }

    /// What an open file holds at a place, as far as it is there.
    static func read(_ descriptor: Int32, _ count: Int, at offset: Int) -> [UInt8] {
        guard count > 0, offset >= 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let more = pread(
                    descriptor, buffer.baseAddress.map { $0 + filled }, count - filled,
                    off_t(offset + filled))
                if more < 0, errno == EINTR { continue }
                guard more > 0 else { return }
                filled += more
            }
        }
    }
}
