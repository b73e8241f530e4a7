import IncidentModel
import SafeText

/// The engine as bytes: a version, the book, each source's figures and position, and a sum over it all.
struct EngineCheckpoint {
    /// Changes whenever any part is written differently.
    static let version = 1
    private static let name = Array("quell log engine".utf8)
    private static let sourceLimit = 10_000

    /// What a checkpoint says of one source.
    struct Source {
        var kind: [UInt8]
        var counts: SourceCounts
        /// In the source's own form.
        var position: [UInt8]
    }

    let book: ClusterBook
    let sources: [[UInt8]: Source]

    /// Reads what `write` wrote; all of it or nothing.
    init(_ checkpoint: LogCheckpoint, redactor: Redactor) throws(CheckpointError) {
        let body = checkpoint.bytes.dropLast(8)
        var sum = CheckpointReader(Array(checkpoint.bytes.suffix(8)))
        guard try sum.hash() == Self.sum(body) else {
            throw CheckpointError(reason: "its bytes do not add up")
        }
        var reader = CheckpointReader(Array(body))
        guard try reader.text() == Self.name else {
            throw CheckpointError(reason: "it is something else")
        }
        let version = try reader.number()
        guard version == Self.version else {
            throw CheckpointError(reason: "another version of Quell wrote it")
        }
        book = try ClusterBook(from: &reader, redactor: redactor)
        var sources: [[UInt8]: Source] = [:]
        for _ in 0..<(try reader.number(in: 0...Self.sourceLimit)) {
            let id = try reader.text()
            let kind = try reader.text()
            let counts = try SourceCounts(from: &reader)
            sources[id] = Source(kind: kind, counts: counts, position: try reader.text())
        }
        self.sources = sources
        guard reader.isAtEnd else { throw CheckpointError(reason: "it goes on behind its end") }
    }

    /// The book and the sources at this moment, of which every line is in one or the other.
    static func write(book: ClusterBook, sources: [any LiveSource]) -> LogCheckpoint {
        // Positions first: a line that cannot be read again is counted when its source is asked.
        let positions = sources.map { source in
            var writer = CheckpointWriter()
            source.writePosition(to: &writer)
            return writer.bytes
        }
        var writer = CheckpointWriter(redactor: book.redactor)
        writer.write(name)
        writer.write(version)
        book.write(to: &writer)
        writer.write(sources.count)
        for (source, position) in zip(sources, positions) {
            writer.write(source.gauge.status.id.name.string.utf8)
            writer.write(source.gauge.status.kind.string.utf8)
            let pending = source.streams.reduce(0) { $0 + $1.pendingLines }
            SourceCounts(source.gauge.status, pendingLines: pending).write(to: &writer)
            writer.write(position)
        }
        let sum = sum(writer.bytes[...])
        writer.write(hash: sum)
        return LogCheckpoint(bytes: writer.bytes)
    }

    /// FNV-1a, 64 bits (Fowler, Noll, Vo): finds damage, not malice.
    private static func sum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.withUnsafeBytes { bytes in
            var sum: UInt64 = 0xCBF2_9CE4_8422_2325
            for byte in bytes { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }
            return sum
        }
    }
}
