import IncidentModel

/// One stream of bytes of a source: a file, one of a command's outputs, standard input.
final class RecordStream {
    private let ingest: Ingest
    private let service: Int
    private let assembler: RecordAssembler
    private var splitter = LineSplitter()
    private var isBacklog = false
    /// When the newest bytes came, on the monotonic clock.
    private(set) var lastBytes: Int64 = 0

    init(ingest: Ingest, service: Int, readsHeaders: Bool, format: RecordFormat? = nil) {
        self.ingest = ingest
        self.service = service
        assembler = RecordAssembler(
            reader: ingest.reader, readsHeaders: readsHeaders, format: format)
    }

    /// The name of the format that its lines are read by.
    var formatName: String { assembler.formatName }

    /// True when a record waits for lines that continue it.
    var isOpen: Bool { assembler.isOpen }

    /// True when bytes without a line end are waiting.
    var hasPartial: Bool { splitter.hasPartial }

    /// Takes the next bytes, cut anywhere, and counts them in the source's status.
    func take(
        _ bytes: UnsafeRawBufferPointer, isBacklog: Bool = false, into status: inout SourceStatus
    ) {
        if isBacklog != self.isBacklog {
            flush()
            self.isBacklog = isBacklog
        }
        if lastBytes == 0 { assembler.preview(bytes) }
        lastBytes = MonotonicTime.now
        let lines = assembler.take(bytes, &splitter) { takeRecord($0) }
        noteLoose()
        count(lines: lines, bytes: bytes.count, into: &status)
    }

    /// Takes what is there of an unfinished line as a line: nothing more will come.
    func finish(into status: inout SourceStatus) {
        var lines = 0
        splitter.finish {
            lines += 1
            takeLine($0)
        }
        count(lines: lines, bytes: 0, into: &status)
        flush()
    }

    /// Ends the open record.
    func flush() {
        assembler.finish { takeRecord($0) }
        noteLoose()
    }

    private func takeLine(_ line: UnsafeRawBufferPointer) {
        assembler.take(line) { takeRecord($0) }
    }

    private func takeRecord(_ record: RecordView) {
        if record.blankLinesBefore > 0 { ingest.book.takeLoose(record.blankLinesBefore) }
        ingest.take(record, service: service, isBacklog: isBacklog)
    }

    private func noteLoose() {
        let loose = assembler.takeLooseLines()
        if loose > 0 { ingest.book.takeLoose(loose) }
    }

    private func count(lines: Int, bytes: Int, into status: inout SourceStatus) {
        status.lines += lines
        status.bytes += bytes
        if lines > 0 { status.lastLineAt = Timestamp(nanoseconds: ingest.now) }
    }
}
