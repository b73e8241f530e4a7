/// The write-ahead log beside a database, read without SQLite: which page images it holds, and
/// whether it ends where a crash may end it.
///
/// A header of 32 bytes, then frames: 24 bytes and a page each ("WAL file format",
/// sqlite.org/fileformat2.html). Every frame's checksum covers all before it.
struct WriteAheadLog: Hashable {
    /// A page as a transaction left it.
    struct Frame: Hashable {
        /// The page's number, from 1.
        var page: Int
        /// Where its image begins in the log.
        var offset: Int
        /// True for the last frame of a transaction.
        var isCommit: Bool
        /// True while all checksums up to here hold: SQLite reads these only.
        var isValid: Bool
    }

    /// The size of a page in bytes.
    let pageSize: Int
    /// The frames of the newest generation, in the order in which they were written.
    let frames: [Frame]

    private static let headerSize = 32
    private static let frameHeaderSize = 24

    /// Reads a log; nil when it is empty or its header is not one.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= Self.headerSize else { return nil }
        let magic = bytes.bigEndian32(at: 0)
        guard magic & ~1 == 0x377F_0682 else { return nil }
        let size = Int(bytes.bigEndian32(at: 8))
        guard size >= 512, size <= 65_536, size & (size - 1) == 0 else { return nil }
        pageSize = size
        var sum = LogChecksum(isBigEndian: magic & 1 == 1)
        sum.take(bytes, 0..<24)
        var isValid = sum.matches(bytes, at: 24)
        var frames: [Frame] = []
        var offset = Self.headerSize
        while offset + Self.frameHeaderSize + size <= bytes.count {
            let image = offset + Self.frameHeaderSize
            defer { offset = image + size }
            // Frames of an older generation are left behind when the log begins anew.
            guard bytes[(offset + 8)..<(offset + 16)] == bytes[16..<24] else {
                isValid = false
                continue
            }
            if isValid {
                sum.take(bytes, offset..<(offset + 8))
                sum.take(bytes, image..<(image + size))
                isValid = sum.matches(bytes, at: offset + 16)
            }
            frames.append(
                Frame(
                    page: Int(bytes.bigEndian32(at: offset)), offset: image,
                    isCommit: bytes.bigEndian32(at: offset + 4) != 0, isValid: isValid))
        }
        self.frames = frames
    }

    /// True when whole transactions stand behind a place that does not check.
    ///
    /// Each was on disk before the next one began, so a crash can leave only the last unfinished.
    var isDamaged: Bool { frames.filter { !$0.isValid && $0.isCommit }.count > 1 }
}

/// The checksum of the log: two sums over words of 32 bits.
private struct LogChecksum {
    private var (first, second): (UInt32, UInt32) = (0, 0)
    private let isBigEndian: Bool

    init(isBigEndian: Bool) {
        self.isBigEndian = isBigEndian
    }

    mutating func take(_ bytes: [UInt8], _ range: Range<Int>) {
        bytes.withUnsafeBytes { raw in
            for place in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
                let one = raw.loadUnaligned(fromByteOffset: place, as: UInt32.self)
                let two = raw.loadUnaligned(fromByteOffset: place + 4, as: UInt32.self)
                first &+= (isBigEndian ? one.bigEndian : one.littleEndian) &+ second
                second &+= (isBigEndian ? two.bigEndian : two.littleEndian) &+ first
            }
        }
    }

    func matches(_ bytes: [UInt8], at offset: Int) -> Bool {
        bytes.bigEndian32(at: offset) == first && bytes.bigEndian32(at: offset + 4) == second
    }
}

extension [UInt8] {
    /// The four bytes at a place as a number.
    func bigEndian32(at offset: Int) -> UInt32 {
        self[offset..<(offset + 4)].reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The two bytes at a place as a number.
    func bigEndian16(at offset: Int) -> Int {
        Int(self[offset]) << 8 | Int(self[offset + 1])
    }
}
