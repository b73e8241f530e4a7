import IncidentModel

/// Makes records of the lines of one source: finds out the format, takes lines out of wrappers, gathers
/// JSON that is printed over several lines and joins continuation lines.
///
/// A record is passed on when the next one starts or when the source falls quiet (`finish`).
final class RecordAssembler {
    private let reader: HeaderReader
    private let readsHeaders: Bool
    /// Behind a pointer, because access to a class's own variables is checked each time.
    private let state: UnsafeMutablePointer<State>

    private struct State {
        var joiner: RecordJoiner
        var gatherer = JSONGatherer()
        var wrapper: LineUnwrapper?
    }

    /// - Parameters:
    ///   - reader: Finds the header of a line.
    ///   - readsHeaders: False when every line is a bare message of its own.
    ///   - format: The format of the lines; nil to find it out.
    init(reader: HeaderReader, readsHeaders: Bool = true, format: RecordFormat? = nil) {
        self.reader = reader
        self.readsHeaders = readsHeaders
        state = .allocate(capacity: 1)
        state.initialize(
            to: State(
                joiner: RecordJoiner(reader: reader, readsHeaders: readsHeaders, format: format)))
        adoptWrapper()
    }

    deinit {
        state.deinitialize(count: 1)
        state.deallocate()
    }

    /// The name of the format that lines are read by: `detected` while they are read by their looks,
    /// `message` for bare messages, and both names for a format inside a wrapper.
    var formatName: String {
        guard readsHeaders else { return "message" }
        let inner = state.pointee.joiner.detection.reader?.format.name
        guard let wrapper = state.pointee.wrapper else { return inner ?? "detected" }
        return wrapper.name + (inner.map { ", " + $0 } ?? "")
    }

    /// True when a record waits for its next line.
    var isOpen: Bool {
        state.pointee.joiner.isOpen || state.pointee.gatherer.isActive
            || state.pointee.wrapper?.isPartial == true
    }

    /// The blank lines since the last record that belong to none; once.
    func takeLooseLines() -> Int { state.pointee.joiner.takeLooseLines() }

    /// Learns from the first bytes of a source, before they are taken, which format they have and where
    /// services are named.
    func preview(_ chunk: UnsafeRawBufferPointer) {
        guard readsHeaders else { return }
        if state.pointee.wrapper == nil {
            previewLines(chunk)
            state.pointee.joiner.detection.decide()
            adoptWrapper()
            guard state.pointee.wrapper != nil else { return }
        }
        previewLines(chunk)
        state.pointee.joiner.detection.decide()
    }

    private func previewLines(_ chunk: UnsafeRawBufferPointer) {
        var rest = chunk[...]
        var count = 0
        var gatherer = JSONGatherer()
        var inner: [UInt8] = []
        while count < ServiceGuess.enough, let end = rest.firstIndex(of: 10) {
            let line = UnsafeRawBufferPointer(rebasing: rest[..<end])
            rest = rest[(end + 1)...]
            if let wrapper = state.pointee.wrapper {
                inner.removeAll(keepingCapacity: true)
                wrapper.peek(line, into: &inner)
                inner.withUnsafeBytes { state.pointee.joiner.preview($0) }
                count += 1
            } else if gatherer.mayTake(line), gatherer.take(line) != .other {
                guard !gatherer.isActive, gatherer.lines > 0 else { continue }
                gatherer.bytes.withUnsafeBytes { state.pointee.joiner.preview($0) }
                count += 1
            } else if line.count > 0, line[0] > 32 {
                state.pointee.joiner.preview(line)
                count += 1
            }
        }
    }

    /// Takes the next line, whose bytes may go away behind the call; a record that it ends is passed on.
    func take(_ line: UnsafeRawBufferPointer, _ sink: (RecordView) -> Void) {
        takeBorrowed(line, sink)
        state.pointee.joiner.keep()
    }

    /// Takes all lines of a chunk, cut anywhere; gives their number.
    func take(
        _ chunk: UnsafeRawBufferPointer, _ splitter: inout LineSplitter,
        _ sink: (RecordView) -> Void
    ) -> Int {
        var lines = 0
        let start = UInt(bitPattern: chunk.baseAddress)
        // A counted reference in the closure would be counted for every line.
        let assembler = Unmanaged.passUnretained(self)
        let state = state
        splitter.split(chunk) { line in
            lines += 1
            assembler._withUnsafeGuaranteedRef { $0.takeBorrowed(line, sink) }
            // A line that came in pieces is not in the chunk and goes away first.
            if UInt(bitPattern: line.baseAddress) &- start >= UInt(chunk.count) {
                state.pointee.joiner.keep()
            }
        }
        state.pointee.joiner.keep()
        return lines
    }

    /// Passes on the open record.
    func finish(_ sink: (RecordView) -> Void) {
        guard readsHeaders else { return }
        if state.pointee.wrapper?.isPartial == true { takeUnwrapped(sink) }
        if state.pointee.gatherer.isActive { takeGathered(sink) }
        state.pointee.joiner.finish(sink)
    }

    @inline(__always)
    private func takeBorrowed(_ line: UnsafeRawBufferPointer, _ sink: (RecordView) -> Void) {
        guard readsHeaders else {
            sink(Self.bare(line))
            return
        }
        if state.pointee.wrapper != nil {
            takeWrapped(line, sink)
        } else if state.pointee.gatherer.mayTake(line) {
            gather(line, lines: 1, sink)
        } else {
            state.pointee.joiner.take(line, lines: 1, sink)
            if state.pointee.joiner.detection.isWrapper { adoptWrapper() }
        }
    }

    private static func bare(_ line: UnsafeRawBufferPointer) -> RecordView {
        RecordView(
            text: line, body: line, lines: 1, time: nil,
            severity: HeaderReader.leadingSeverity(line, 0),
            service: UnsafeRawBufferPointer(rebasing: line[0..<0]))
    }

    private func gather(
        _ line: UnsafeRawBufferPointer, lines: Int, _ sink: (RecordView) -> Void
    ) {
        switch state.pointee.gatherer.take(line) {
        case .other: state.pointee.joiner.take(line, lines: lines, sink)
        case .bracket: state.pointee.joiner.takeBlank(lines: lines)
        case .more: break
        case .complete: takeGathered(sink)
        case .broken:
            takeGathered(sink)
            state.pointee.joiner.take(line, lines: lines, sink)
        }
    }

    private func takeGathered(_ sink: (RecordView) -> Void) {
        state.pointee.gatherer.end()
        state.pointee.joiner.finish(sink)
        state.pointee.gatherer.bytes.withUnsafeBytes {
            state.pointee.joiner.take($0, lines: state.pointee.gatherer.lines, sink)
            state.pointee.joiner.keep()
        }
    }

    /// Starts to take lines out of lines once the format is known to be a wrapper.
    private func adoptWrapper() {
        guard state.pointee.joiner.detection.isWrapper,
            let format = state.pointee.joiner.detection.reader
        else { return }
        state.pointee.wrapper = LineUnwrapper(format)
        state.pointee.joiner.detection = FormatDetection(reader, isInner: true)
    }

    private func takeWrapped(_ line: UnsafeRawBufferPointer, _ sink: (RecordView) -> Void) {
        switch state.pointee.wrapper?.take(line) {
        case .more: break
        case .complete: takeUnwrapped(sink)
        case .other, nil:
            state.pointee.joiner.take(line, lines: 1, sink)
            state.pointee.joiner.keep()
            if state.pointee.wrapper?.isLost == true {
                state.pointee.wrapper = nil
                state.pointee.joiner.detection = FormatDetection(reader)
            }
        }
    }

    private func takeUnwrapped(_ sink: (RecordView) -> Void) {
        guard let wrapped = state.pointee.wrapper?.end() else { return }
        wrapped.service.withUnsafeBytes {
            state.pointee.joiner.setOuter(time: wrapped.time, service: $0, sink)
        }
        wrapped.bytes.withUnsafeBytes { line in
            if state.pointee.gatherer.mayTake(line) {
                gather(line, lines: wrapped.lines, sink)
            } else {
                state.pointee.joiner.take(line, lines: wrapped.lines, sink)
            }
            state.pointee.joiner.keep()
        }
    }
}
