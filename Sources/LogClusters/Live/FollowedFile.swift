#if canImport(Glibc)
    import Glibc
#endif

/// One log file that is read from a place on, as it is or through gzip.
final class FollowedFile {
    /// Where reading begins.
    enum Start {
        /// So many bytes before the end; what is there is old.
        case backlog(Int)
        /// At the first byte of a file that appeared while the engine watched.
        case appeared
        /// At the first byte of a file that appeared while the engine was away.
        case missed
        /// Behind what was read before, of this file or of one of which it is a copy.
        case behind(FilePosition, LineAge)
    }

    /// A gzip file that did not grow for this long and has no end is cut off.
    private static let cutPatience: Int64 = 1_000_000_000
    private static let compressedPiece = 16_384

    let file: OpenFile
    private(set) var stream: RecordStream
    /// Since when no name leads to it, on the monotonic clock; nil while one does.
    var unlinkedSince: Int64?
    var watch: Int32?
    /// When bytes were read last, on the monotonic clock.
    private(set) var lastGrowth: Int64
    private var inflater: GzipInflater?
    private var isCompressed: Bool?
    private var offset = 0
    private var skipsToLineEnd = false
    /// Zero bytes in front are where the writer went on behind a truncation.
    private var skipsZeros = false
    /// What is left out of a compressed file because it was read before.
    private var bytesToSkip = 0
    private var linesToSkip = 0
    /// Lines of a compressed file so far, also those left out.
    private var linesSeen = 0
    private var endsInLine = false
    /// Up to where what is there is not live.
    private var oldEnd = 0
    private var oldAge = LineAge.live
    private var head: [UInt8] = []
    private var tail: [UInt8] = []
    private var wasFinished = false

    init(_ file: OpenFile, from start: Start, stream: RecordStream) {
        self.file = file
        self.stream = stream
        lastGrowth = MonotonicTime.now
        isCompressed = file.isCompressed
        begin(start)
    }

    /// How it is known again.
    var print: FilePrint { FilePrint(head: head, tail: tail, offset: offset) }

    /// True when it is a gzip file.
    var isArchive: Bool { isCompressed == true }

    /// What is wrong with a gzip file; nil when nothing is, or not yet.
    var damage: String? {
        guard let inflater else { return nil }
        let lines = "\(linesInflated) lines of it could be read"
        switch inflater.state {
        case .damaged: return "is damaged; \(lines)"
        case .inMember where wasFinished: return "ends too early; \(lines)"
        case .inMember, .betweenMembers: return nil
        }
    }

    /// True when a gzip file was read to its end.
    var isComplete: Bool { wasFinished && damage == nil }

    /// When a gzip file without an end counts as cut off.
    var deadline: Int64? {
        guard inflater?.state == .inMember, !wasFinished else { return nil }
        return lastGrowth + Self.cutPatience
    }

    /// True when it is shorter than what was read, or starts differently: its lines were moved away.
    var wasReplaced: Bool { wasReplaced(behind: offset) }

    private func wasReplaced(behind end: Int) -> Bool {
        guard offset > 0, inflater == nil else { return false }
        return file.size < end || FilePrint.read(file.descriptor, head.count, at: 0) != head
    }

    /// True when another file holds nothing but the beginning of this one.
    func startsLike(_ other: OpenFile) -> Bool {
        let size = other.size
        guard size <= offset else { return false }
        let count = min(FilePrint.tailLimit, size)
        return FilePrint.read(other.descriptor, count, at: size - count)
            == FilePrint.read(file.descriptor, count, at: size - count)
    }

    /// Begins again at the first byte, with another stream.
    func beginAnew(with stream: RecordStream) {
        self.stream = stream
        offset = 0
        oldEnd = 0
        head = []
        tail = []
        skipsToLineEnd = false
        skipsZeros = true
        isCompressed = file.isCompressed
    }

    /// Reads up to `limit` bytes; `isAtEnd` says that there are no more for now.
    func read(_ buffer: UnsafeMutableRawBufferPointer, limit: Int) -> (bytes: Int, isAtEnd: Bool) {
        if isCompressed == nil { isCompressed = file.isCompressed }
        if isCompressed == true { return readCompressed(buffer, limit: limit) }
        var total = 0
        while total < limit {
            let isOld = offset < oldEnd
            let wanted = isOld ? min(buffer.count, oldEnd - offset) : buffer.count
            let count = pread(file.descriptor, buffer.baseAddress, wanted, off_t(offset))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return (total, true) }
            // Truncated and written again while we looked: these bytes are read from where they belong.
            if wasReplaced(behind: offset + count) { return (total, false) }
            total += count
            take(UnsafeRawBufferPointer(buffer)[0..<count], age: isOld ? oldAge : .live)
        }
        return (total, false)
    }

    /// How far it was read, such that what waits in the stream comes again.
    func position() -> FilePosition {
        var print = print
        if !isArchive, !skipsToLineEnd {
            if let start = startOfPending() {
                print.offset = start
            } else {
                // It was truncated under our hands: what waits will not come again.
                stream.finish()
            }
            let count = min(FilePrint.tailLimit, print.offset)
            print.tail = FilePrint.read(file.descriptor, count, at: print.offset - count)
        }
        return FilePosition(
            identity: file.identity, path: file.path, print: print,
            lines: isArchive ? max(0, linesInflated - stream.pendingLines) : 0,
            isCompressed: isArchive, skipsToLineEnd: skipsToLineEnd,
            isRotated: unlinkedSince != nil)
    }

    private func begin(_ start: Start) {
        switch start {
        case .appeared: break
        case .missed: markOld(.caughtUp)
        case .backlog(let bytes):
            markOld(.backlog)
            guard isCompressed != true else { break }
            // One byte early: it may be the end of the line before, and then nothing is skipped.
            offset = max(0, file.size - bytes - 1)
            skipsToLineEnd = offset > 0
        case .behind(let position, let age):
            markOld(age)
            if isCompressed == true {
                if position.isCompressed {
                    linesToSkip = position.lines
                } else {
                    bytesToSkip = position.print.offset
                }
            } else {
                offset = position.print.offset
                skipsToLineEnd = position.skipsToLineEnd
            }
        }
        guard isCompressed != true else { return }
        head = FilePrint.read(file.descriptor, min(FilePrint.headLimit, offset), at: 0)
        let count = min(FilePrint.tailLimit, offset)
        tail = FilePrint.read(file.descriptor, count, at: offset - count)
    }

    private func markOld(_ age: LineAge) {
        oldAge = age
        oldEnd = file.size
    }

    private func take(_ slice: Slice<UnsafeRawBufferPointer>, age: LineAge) {
        lastGrowth = MonotonicTime.now
        if offset < FilePrint.headLimit, head.count == offset {
            head.append(contentsOf: slice.prefix(FilePrint.headLimit - offset))
        }
        offset += slice.count
        tail.append(contentsOf: slice.suffix(FilePrint.tailLimit))
        tail.removeFirst(max(0, tail.count - FilePrint.tailLimit))
        var slice = slice
        if skipsZeros {
            slice = slice.drop { $0 == 0 }
            skipsZeros = slice.isEmpty
        }
        if skipsToLineEnd { slice = behindLineEnd(slice) }
        if !slice.isEmpty { stream.take(UnsafeRawBufferPointer(rebasing: slice), age: age) }
    }

    private func behindLineEnd(_ bytes: Slice<UnsafeRawBufferPointer>)
        -> Slice<UnsafeRawBufferPointer>
    {
        guard let end = bytes.firstIndex(of: 10) else { return bytes[bytes.endIndex...] }
        skipsToLineEnd = false
        return bytes[(end + 1)...]
    }
}

extension FollowedFile {
    private func readCompressed(_ buffer: UnsafeMutableRawBufferPointer, limit: Int)
        -> (bytes: Int, isAtEnd: Bool)
    {
        if inflater == nil { inflater = GzipInflater() }
        guard let inflater, inflater.state != .damaged else { return (0, true) }
        let input = UnsafeMutableRawBufferPointer(rebasing: buffer[..<Self.compressedPiece])
        let output = UnsafeMutableRawBufferPointer(rebasing: buffer[Self.compressedPiece...])
        var total = 0
        while total < limit, inflater.state != .damaged {
            let count = pread(file.descriptor, input.baseAddress, input.count, off_t(offset))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            lastGrowth = MonotonicTime.now
            wasFinished = false
            let age = offset < oldEnd ? oldAge : .live
            offset += count
            inflater.take(
                UnsafeMutableRawBufferPointer(rebasing: input[..<count]), through: output
            ) {
                total += $0.count
                countLines($0)
                let wanted = behindSkipped($0)
                if !wanted.isEmpty {
                    stream.take(UnsafeRawBufferPointer(rebasing: wanted), age: age)
                }
            }
        }
        if total >= limit, inflater.state != .damaged { return (total, false) }
        finishCompressed(inflater)
        return (total, true)
    }

    /// At the end of what is there: that may be the end, a cut or a pause of the writer.
    private func finishCompressed(_ inflater: GzipInflater) {
        let isOver =
            switch inflater.state {
            case .betweenMembers, .damaged: true
            case .inMember: lastGrowth + Self.cutPatience <= MonotonicTime.now
            }
        guard isOver, !wasFinished else { return }
        wasFinished = true
        stream.finish()
    }

    /// Lines of a compressed file so far; at its end, also one without a line end.
    private var linesInflated: Int { linesSeen + (wasFinished && endsInLine ? 1 : 0) }

    private func countLines(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes where byte == 10 { linesSeen &+= 1 }
        endsInLine = bytes.last != 10
    }

    private func behindSkipped(_ bytes: UnsafeRawBufferPointer) -> Slice<UnsafeRawBufferPointer> {
        var rest = bytes[...]
        if bytesToSkip > 0 {
            let count = min(bytesToSkip, rest.count)
            bytesToSkip -= count
            rest = rest.dropFirst(count)
        }
        while linesToSkip > 0, !rest.isEmpty {
            guard let end = rest.firstIndex(of: 10) else { return rest[rest.endIndex...] }
            linesToSkip -= 1
            rest = rest[(end + 1)...]
        }
        return rest
    }

    /// Where the first line starts that is not counted yet; nil when the file does not hold it any more.
    private func startOfPending() -> Int? {
        if stream.pendingLines == 0, !stream.hasPartial { return offset }
        var missing = stream.pendingLines + 1
        var end = offset
        while end > 0 {
            let start = max(0, end - 65_536)
            let bytes = FilePrint.read(file.descriptor, end - start, at: start)
            guard bytes.count == end - start else { return nil }
            for index in bytes.indices.reversed() where bytes[index] == 10 {
                missing -= 1
                if missing == 0 { return start + index + 1 }
            }
            end = start
        }
        return missing == 1 ? 0 : nil
    }
}
