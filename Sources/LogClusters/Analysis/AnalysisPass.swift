import IncidentModel
import SafeText

/// One run over one or more logs.
///
/// A line costs no allocation; assignments cost four bytes a line, nothing else grows with the lines.
final class AnalysisPass {
    private let options: LogAnalysis.Options
    private let book = ClusterBook()
    /// The book's.
    private let services: Unmanaged<ServiceTable>
    private let evidence = RelationEvidence()
    private let reader: HeaderReader
    private let readsHeaders: Bool
    private let start: Int64
    private var assembler: RecordAssembler
    private var splitter = LineSplitter()
    private var assignments = AssignmentList()
    private var filtered = FilteredLines()
    private var sources: [SourceStatus] = []
    private var linesBefore = 0
    /// Behind a pointer, because access to a class's own variables is checked each time.
    private let present: UnsafeMutablePointer<Present>
    private var hasPreviewed = false
    private let isFiltering: Bool

    /// What every record asks for.
    private struct Present {
        /// The time of the newest record that has one; records without belong to it.
        var moment: Int64?
        /// The number of the source.
        var source = 0
    }

    init(options: LogAnalysis.Options) {
        self.options = options
        services = Unmanaged.passUnretained(book.services)
        present = .allocate(capacity: 1)
        present.initialize(to: Present())
        start = WallTime.now
        isFiltering = !options.filter.isEmpty
        reader = HeaderReader(
            times: .local(at: start),
            knownServices: ServiceNames(options.engine.serviceNames.map(\.string)))
        readsHeaders = options.format == .detected && options.engine.readsHeaders
        assembler = RecordAssembler(
            reader: reader, readsHeaders: readsHeaders, format: options.engine.format)
    }

    deinit { present.deallocate() }

    /// Lines read so far.
    var linesRead: Int { book.lines + filtered.total }

    /// Starts another log, in whatever format it may be.
    func begin(_ name: String) {
        let isInput = name == LogFileReader.standardInput
        let title = options.engine.redactor.redact(DisplayText(name))
        sources.append(
            SourceStatus(id: SourceID(title), kind: isInput ? "standard input" : "file"))
        present.pointee.source = sources.count
        if sources.count > 1 {
            assembler = RecordAssembler(
                reader: reader, readsHeaders: readsHeaders, format: options.engine.format)
        }
        hasPreviewed = false
        linesBefore = linesRead
    }

    /// Reads bytes that are in memory.
    func take(_ bytes: UnsafeRawBufferPointer) {
        if !hasPreviewed { assembler.preview(bytes) }
        hasPreviewed = true
        // A counted reference in the closure would be counted several times a line.
        let pass = Unmanaged.passUnretained(self)
        _ = assembler.take(bytes, &splitter) { record in
            pass._withUnsafeGuaranteedRef { $0.takeRecord(record) }
        }
        if let last = sources.indices.last { sources[last].bytes += bytes.count }
    }

    /// Ends the log: nothing that follows belongs to its last record; a remark tells what went wrong.
    func end(remark: DisplayText = .empty) {
        splitter.finish { takeLine($0) }
        assembler.finish { takeRecord($0) }
        takeLoose(assembler.takeLooseLines())
        guard let last = sources.indices.last else { return }
        sources[last].lines = linesRead - linesBefore
        sources[last].format = DisplayText(assembler.formatName)
        guard sources[last].state != .ended else { return }
        sources[last].state = .ended
        sources[last].detail = remark
    }

    private func takeLine(_ line: UnsafeRawBufferPointer) {
        assembler.take(line) { takeRecord($0) }
    }

    private func takeRecord(_ record: RecordView) {
        if record.blankLinesBefore > 0 { takeLoose(record.blankLinesBefore) }
        if let time = record.time { present.pointee.moment = time }
        let moment = present.pointee.moment ?? start
        if isFiltering, leavesOut(record, at: moment) { return }
        let service =
            record.service.isEmpty
            ? 0 : services._withUnsafeGuaranteedRef { $0.number(of: record.service) }
        if options.keepsAssignments { assignments.prepare(for: book) }
        let shape = book.take(record, at: moment, service: service, isBacklog: true)
        evidence.note(
            record, shape: shape, at: moment, source: present.pointee.source, service: service,
            in: book)
        if options.keepsAssignments { assignments.add(shape: shape, lines: record.lines) }
    }

    /// Counts a record that is not to be looked at; one before any time is known stays.
    private func leavesOut(_ record: RecordView, at moment: Int64) -> Bool {
        if present.pointee.moment != nil, !options.filter.holds(moment) {
            filtered.outsideRange += record.lines
            if moment < options.filter.since?.nanoseconds ?? .min {
                let newest = filtered.newestBefore?.nanoseconds ?? .min
                filtered.newestBefore = Timestamp(nanoseconds: max(newest, moment))
            }
        } else if record.severity < options.filter.minimumSeverity {
            filtered.belowSeverity += record.lines
            evidence.noteStart(moment, source: present.pointee.source)
        } else {
            return false
        }
        if options.keepsAssignments { assignments.addLoose(record.lines) }
        return true
    }

    private func takeLoose(_ lines: Int) {
        guard lines > 0 else { return }
        book.takeLoose(lines)
        if options.keepsAssignments { assignments.addLoose(lines) }
    }

    /// Everything that was found.
    func finish() -> LogAnalysis {
        end()
        var publishing = options.engine
        publishing.publishedClusters = .max
        var publisher = Publisher(options: publishing)
        let newest = book.tallies.reduce(Int64.min) { max($0, $1?.lastSeen ?? .min) }
        let now = newest == .min ? start : newest
        var (status, _) = publisher.publish(
            book, at: now, detailed: options.detailedClusters)
        var proposer = RelationProposer(needs: options.engine.needs, settling: .zero)
        proposer.propose(&status, from: book, version: evidence.version, at: now)
        status.sources = sources
        return LogAnalysis(
            status: status, assignments: assignments.numbers(in: book, status),
            filter: options.filter, filtered: filtered)
    }
}
