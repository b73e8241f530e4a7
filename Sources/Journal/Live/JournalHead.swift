import Crypto
import Foundation
import Glibc

/// The newest event that was recorded, noted in a file of its own beside the database.
///
/// A write-ahead log whose last transaction is damaged looks like one that a crash cut short, and
/// SQLite leaves that transaction out without a word. The note tells the two apart: it is written
/// after the transaction is on disk, so an event that it names was recorded. It is not synced and
/// may lag behind; one that does not check says nothing.
struct JournalHead: Hashable {
    /// What stands behind the journal's name in that of the note.
    static let suffix = "-head"

    /// The number of the newest event.
    var sequence: Int64
    /// Its hash.
    var hash: [UInt8]

    /// Takes an event for the newest one.
    init(sequence: Int64, hash: [UInt8]) {
        (self.sequence, self.hash) = (sequence, hash)
    }

    /// Reads the note beside a journal; nil when there is none or it does not check.
    init?(besideJournal path: String) {
        let bytes = DamagedFile.contents(path + Self.suffix, limit: Self.length)
        guard bytes.count == Self.length else { return nil }
        let number = String(decoding: bytes.prefix(Self.digits), as: UTF8.self)
        guard let sequence = Int64(number), sequence > 0 else { return nil }
        let hash = bytes[Self.digits..<(Self.digits + 32)]
        self.init(sequence: sequence, hash: Array(hash))
        guard bytes == self.bytes else { return nil }
    }

    /// Writes the note; what hinders it is left alone, because the event itself is on disk.
    func write(besideJournal path: String) {
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW
        let descriptor = open(path + Self.suffix, flags, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        _ = pwrite(descriptor, bytes, bytes.count, 0)
    }

    /// The number in decimal digits, the hash, and a checksum of both: always of the same length, so
    /// that one note covers the one before it.
    private var bytes: [UInt8] {
        let number = String(sequence)
        let noted = Array((String(repeating: "0", count: Self.digits - number.count) + number).utf8)
        return noted + hash + Array(SHA256.hash(data: noted + hash))
    }

    private static let digits = 19
    private static let length = digits + 32 + 32
}
