import IncidentModel
import SafeText

#if canImport(Glibc)
    import Glibc
#endif

/// One run over one or more logs.
final class AnalysisPass {
    private static let chunkBytes = 262_144
    private let options: LogAnalysis.Options
    private let book: ClusterBook
    private let evidence = RelationEvidence()
    private let assembler: RecordAssembler
    private var splitter = LineSplitter()
    private var shapes: [Int32] = []
    private var lastMoment: Int64
    private let start: Int64
    private var hasPreviewed = false

    init(options: LogAnalysis.Options) {
        self.options = options
        // An eviction gives shapes other numbers, so there is none while the numbers are kept.
        book = options.keepsAssignments ? ClusterBook(shapeLimit: 1 << 22) : ClusterBook()
        start = WallTime.now
        lastMoment = start
        assembler = RecordAssembler(
            reader: HeaderReader(
                times: .local(at: start),
                knownServices: ServiceNames(options.engine.serviceNames.map(\.string))),
            readsHeaders: options.format == .detected && options.engine.readsHeaders)
    }

    /// Reads a descriptor to its end.
    func read(descriptor: Int32, name: String) throws(LogAnalysisError) {
        let chunk = UnsafeMutableRawBufferPointer.allocate(
            byteCount: Self.chunkBytes, alignment: 16)
        defer { chunk.deallocate() }
        while true {
            let count = Glibc.read(descriptor, chunk.baseAddress, chunk.count)
            if count < 0, errno == EINTR { continue }
            if count < 0 {
                throw LogAnalysisError(file: name, reason: String(cString: strerror(errno)))
            }
            if count == 0 { break }
            take(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(chunk)[0..<count]))
        }
        splitter.finish { takeLine($0) }
        assembler.finish { takeRecord($0) }
        noteLoose()
    }

    /// Reads bytes that are in memory.
    func take(_ bytes: UnsafeRawBufferPointer) {
        if !hasPreviewed { assembler.preview(bytes) }
        hasPreviewed = true
        splitter.split(bytes) { takeLine($0) }
    }

    private func takeLine(_ line: UnsafeRawBufferPointer) {
        assembler.take(line) { takeRecord($0) }
        if assembler.looseLines > 0 { noteLoose() }
    }

    private func takeRecord(_ record: RecordView) {
        let moment = record.time ?? lastMoment
        lastMoment = moment
        let service = book.services.number(of: record.service)
        let shape = book.take(record, at: moment, service: service, isBacklog: true)
        evidence.note(
            record, shape: shape, at: moment, source: 0, service: service, in: book)
        guard options.keepsAssignments else { return }
        shapes.append(
            contentsOf: repeatElement(Int32(truncatingIfNeeded: shape), count: record.lines))
    }

    private func noteLoose() {
        let loose = assembler.takeLooseLines()
        guard loose > 0 else { return }
        book.takeLoose(loose)
        if options.keepsAssignments { shapes.append(contentsOf: repeatElement(-1, count: loose)) }
    }

    /// Everything that was found.
    func finish() -> LogAnalysis {
        splitter.finish { takeLine($0) }
        assembler.finish { takeRecord($0) }
        noteLoose()
        var publishing = options.engine
        publishing.publishedClusters = .max
        var publisher = Publisher(options: publishing)
        let newest = book.tallies.reduce(Int64.min) { max($0, $1?.lastSeen ?? .min) }
        let now = newest == .min ? start : newest
        var (status, _) = publisher.publish(book, at: now)
        var proposer = RelationProposer(needs: options.engine.needs, settling: .zero)
        proposer.propose(&status, from: book, version: evidence.version, at: now)
        return LogAnalysis(status: status, assignments: shapes.map { cluster(of: $0) })
    }

    private func cluster(of shape: Int32) -> Int32 {
        guard shape >= 0, shape < book.clusterer.store.count else { return 0 }
        let root = book.clusterer.store.root(of: Int(shape))
        return Int32(truncatingIfNeeded: book.existingTally(of: root)?.number ?? 0)
    }
}
