import IncidentModel
import SafeText

#if canImport(Glibc)
    import Glibc
#endif

/// One run over one or more logs.
final class AnalysisPass {
    private static let chunkBytes = 262_144
    private let options: LogAnalysis.Options
    private let book = ClusterBook()
    private let assembler: RecordAssembler
    private var splitter = LineSplitter()
    private var shapes: [Int32] = []
    private var lastMoment: Int64
    private let start: Int64
    private var hasPreviewed = false

    init(options: LogAnalysis.Options) {
        self.options = options
        start = WallTime.now
        lastMoment = start
        assembler = RecordAssembler(
            reader: HeaderReader(
                times: .local(at: start),
                knownServices: ServiceNames(options.engine.serviceNames.map(\.string))),
            readsHeaders: options.format == .detected && options.engine.readsHeaders,
            format: options.engine.format)
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
        takeLoose(assembler.takeLooseLines())
    }

    /// Reads bytes that are in memory.
    func take(_ bytes: UnsafeRawBufferPointer) {
        if !hasPreviewed { assembler.preview(bytes) }
        hasPreviewed = true
        _ = assembler.take(bytes, &splitter) { takeRecord($0) }
    }

    private func takeLine(_ line: UnsafeRawBufferPointer) {
        assembler.take(line) { takeRecord($0) }
    }

    private func takeRecord(_ record: RecordView) {
        if record.blankLinesBefore > 0 { takeLoose(record.blankLinesBefore) }
        let moment = record.time ?? lastMoment
        lastMoment = moment
        let shape = book.take(
            record, at: moment, service: book.services.number(of: record.service),
            isBacklog: true)
        guard options.keepsAssignments else { return }
        shapes.append(
            contentsOf: repeatElement(Int32(truncatingIfNeeded: shape), count: record.lines))
    }

    private func takeLoose(_ lines: Int) {
        guard lines > 0 else { return }
        book.takeLoose(lines)
        if options.keepsAssignments { shapes.append(contentsOf: repeatElement(-1, count: lines)) }
    }

    /// Everything that was found.
    func finish() -> LogAnalysis {
        splitter.finish { takeLine($0) }
        assembler.finish { takeRecord($0) }
        takeLoose(assembler.takeLooseLines())
        var publishing = options.engine
        publishing.publishedClusters = .max
        var publisher = Publisher(options: publishing)
        let newest = book.tallies.reduce(Int64.min) { max($0, $1?.lastSeen ?? .min) }
        let (status, _) = publisher.publish(book, at: newest == .min ? start : newest)
        return LogAnalysis(status: status, assignments: shapes.map { cluster(of: $0) })
    }

    private func cluster(of shape: Int32) -> Int32 {
        guard shape >= 0, shape < book.clusterer.store.count else { return 0 }
        let root = book.clusterer.store.root(of: Int(shape))
        return Int32(truncatingIfNeeded: book.existingTally(of: root)?.number ?? 0)
    }
}
