import IncidentModel
import SafeText

/// One stream of lines of a source: a file, one of a command's outputs, standard input, a container.
final class RecordStream {
    private let ingest: Ingest
    private let source: Int
    private let service: Int
    private let gauge: SourceGauge
    private let assembler: RecordAssembler
    private var splitter = LineSplitter()
    private var age = LineAge.live
    /// The time that the source gave to the open record's first line.
    private var openStamp: Int64?
    private var hasPreview = false
    /// Whole lines taken.
    private var taken = 0
    /// Lines of them that are counted in the book.
    private(set) var counted = 0
    /// When the newest bytes came, on the monotonic clock.
    private(set) var lastBytes: Int64 = 0

    /// - Parameters:
    ///   - ingest: Where records go.
    ///   - source: The source's position in the configuration.
    ///   - service: The service that speaks when a record does not say; 0 for none.
    ///   - gauge: What is measured of the source.
    ///   - readsHeaders: False when every line is a bare message.
    ///   - format: The format of its lines; nil to find it out.
    init(
        ingest: Ingest, source: Int, service: Int, gauge: SourceGauge, readsHeaders: Bool,
        format: RecordFormat?
    ) {
        self.ingest = ingest
        self.source = source
        self.service = service
        self.gauge = gauge
        assembler = RecordAssembler(
            reader: ingest.reader, readsHeaders: readsHeaders, format: format)
    }

    /// True when a record waits for lines that continue it.
    var isOpen: Bool { assembler.isOpen }

    /// True when bytes without a line end are waiting.
    var hasPartial: Bool { splitter.hasPartial }

    /// Whole lines that were taken and are not counted yet.
    var pendingLines: Int { taken - counted }

    /// The format its lines are read by; empty while none is known.
    var formatName: DisplayText { DisplayText(assembler.formatName) }

    /// Takes the next bytes, cut anywhere.
    func take(_ bytes: UnsafeRawBufferPointer, age: LineAge = .live) {
        change(to: age)
        preview(bytes)
        lastBytes = MonotonicTime.now
        let lines = assembler.take(bytes, &splitter) { pass($0) }
        taken &+= lines
        noteLoose()
        gauge.count(lines: lines, bytes: bytes.count, at: lastBytes, now: ingest.now)
    }

    /// Takes one whole line to which the source has given a time, in nanoseconds since the epoch.
    ///
    /// Its bytes are counted by the source, which read more than the line.
    func take(line: UnsafeRawBufferPointer, stamp: Int64?, age: LineAge) {
        change(to: age)
        preview(line)
        lastBytes = MonotonicTime.now
        if !isOpen { openStamp = stamp }
        let before = counted
        takeLine(line)
        if counted != before { openStamp = stamp }
        gauge.count(lines: 1, bytes: 0, at: lastBytes, now: ingest.now)
    }

    /// Takes what is there of an unfinished line as a line: nothing more will come.
    func finish() {
        let before = taken
        splitter.finish { takeLine($0) }
        gauge.count(lines: taken - before, bytes: 0, at: MonotonicTime.now, now: ingest.now)
        flush()
    }

    /// Forgets an unfinished line that will come again.
    func discardPartial() { _ = splitter.discardPartial() }

    /// Ends the open record.
    func flush() {
        assembler.finish { pass($0) }
        noteLoose()
    }

    private func preview(_ bytes: UnsafeRawBufferPointer) {
        guard !hasPreview, !bytes.isEmpty else { return }
        hasPreview = true
        assembler.preview(bytes)
    }

    private func change(to next: LineAge) {
        guard next != age else { return }
        flush()
        age = next
    }

    @inline(__always)
    private func takeLine(_ line: UnsafeRawBufferPointer) {
        taken &+= 1
        assembler.take(line) { pass($0) }
        noteLoose()
    }

    @inline(__always)
    private func pass(_ record: RecordView) {
        counted &+= record.lines
        if record.blankLinesBefore > 0 { countLoose(record.blankLinesBefore) }
        let time = (openStamp ?? record.time).map(ingest.ownTime)
        ingest.take(record, time: time, service: service, age: age, source: source)
        // What was written while the engine was away is old, not late.
        if let time, age == .live || openStamp != nil {
            gauge.note(recordOf: time, now: ingest.now)
        }
    }

    private func noteLoose() {
        let loose = assembler.takeLooseLines()
        if loose > 0 { countLoose(loose) }
    }

    private func countLoose(_ lines: Int) {
        counted &+= lines
        ingest.book.takeLoose(lines)
    }
}
