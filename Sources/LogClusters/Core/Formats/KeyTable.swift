/// The keys that a format knows, by the hash of their path.
///
/// The path `log.level` is the key `log.level` as well as the key `level` in the object `log`: loggers
/// write both. The hash is FNV-1a over 64 bits, made key by key on the way down.
struct KeyTable {
    /// What a known key is good for.
    struct Entry {
        var role = FieldRole.ignored
        /// The place in the role's list of spellings; the first found in it counts.
        var rank: UInt8 = 0
        /// Its bit among the keys that tell the format from others; 0 for none.
        var bit: UInt32 = 0
    }

    /// The hash of the path of no key.
    static let root: UInt64 = 0xCBF2_9CE4_8422_2325
    private var hashes: [UInt64]
    private var entries: [Entry]
    private let mask: Int

    /// Makes a table of paths such as `jsonPayload.message`.
    init(_ paths: [String: Entry]) {
        var size = 16
        while size < paths.count * 3 { size *= 2 }
        mask = size - 1
        hashes = Array(repeating: 0, count: size)
        entries = Array(repeating: Entry(), count: size)
        for (path, entry) in paths {
            let hash = Array(path.utf8).withUnsafeBytes { Self.extend(Self.root, by: $0) }
            var slot = Int(truncatingIfNeeded: hash) & mask
            while hashes[slot] != 0 { slot = (slot + 1) & mask }
            hashes[slot] = hash
            entries[slot] = entry
        }
    }

    /// The entry of a path's hash; nil for keys that mean nothing here.
    @inline(__always)
    subscript(hash: UInt64) -> Entry? {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while hashes[slot] != 0 {
            if hashes[slot] == hash { return entries[slot] }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// The hash of a path with one more key.
    @inline(__always)
    static func extend(_ path: UInt64, by key: UnsafeRawBufferPointer) -> UInt64 {
        var hash = path
        if path != root { hash = (hash ^ UInt64(UInt8(ascii: "."))) &* 0x100_0000_01B3 }
        for byte in key { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}
