import SafeText

#if canImport(Glibc)
    import Glibc
#endif

/// Reads whole files for an analysis, compressed ones as well, and tells how far it has come.
struct LogFileReader {
    static let standardInput = "standard input"
    private static let chunkBytes = 262_144
    /// How every gzip stream begins (RFC 1952, section 2.3.1).
    private static let gzipMark: [UInt8] = [0x1F, 0x8B]

    private var state = AnalysisProgress()
    private let progress: (@Sendable (AnalysisProgress) -> Void)?

    init(files: [String], progress: (@Sendable (AnalysisProgress) -> Void)?) {
        self.progress = progress
        guard progress != nil else { return }
        state.totalBytes = files.reduce(Int?.some(0)) { sum, file in
            guard let sum, let size = Self.size(of: file) else { return nil }
            return sum + size
        }
    }

    /// Reads one file; `-` is standard input.
    mutating func read(_ file: String, into pass: AnalysisPass) throws(LogAnalysisError) {
        if file == "-" {
            return try read(descriptor: STDIN_FILENO, name: Self.standardInput, into: pass)
        }
        let descriptor = open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw LogAnalysisError(file: file, reason: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        try read(descriptor: descriptor, name: file, into: pass)
    }

    /// Reads a descriptor to its end.
    mutating func read(descriptor: Int32, name: String, into pass: AnalysisPass)
        throws(LogAnalysisError)
    {
        let chunk = UnsafeMutableRawBufferPointer.allocate(
            byteCount: Self.chunkBytes * 2, alignment: 16)
        defer { chunk.deallocate() }
        let raw = UnsafeMutableRawBufferPointer(rebasing: chunk[..<Self.chunkBytes])
        let plain = UnsafeMutableRawBufferPointer(rebasing: chunk[Self.chunkBytes...])
        var inflater: GzipInflater?
        var isFirst = true
        pass.begin(name)
        while let count = try Self.next(descriptor, raw, name: name) {
            let bytes = UnsafeMutableRawBufferPointer(rebasing: raw[..<count])
            if isFirst, bytes.starts(with: Self.gzipMark) { inflater = GzipInflater() }
            isFirst = false
            if let inflater {
                inflater.take(bytes, through: plain) { pass.take($0) }
            } else {
                pass.take(UnsafeRawBufferPointer(bytes))
            }
            report(count, pass)
        }
        pass.end(remark: Self.remark(inflater?.state))
    }

    /// The next bytes; nil at the end.
    private static func next(
        _ descriptor: Int32, _ room: UnsafeMutableRawBufferPointer, name: String
    ) throws(LogAnalysisError) -> Int? {
        while true {
            let count = Glibc.read(descriptor, room.baseAddress, room.count)
            if count >= 0 { return count == 0 ? nil : count }
            guard errno == EINTR else {
                throw LogAnalysisError(file: name, reason: String(cString: strerror(errno)))
            }
        }
    }

    /// What is to be told of a compressed file at its end.
    private static func remark(_ state: GzipInflater.State?) -> DisplayText {
        switch state {
        case .inMember: "ends before its compressed data does"
        case .damaged: "its compressed data is damaged; what follows was not read"
        case .betweenMembers, nil: .empty
        }
    }

    private mutating func report(_ count: Int, _ pass: AnalysisPass) {
        guard let progress else { return }
        state.bytes += count
        state.lines = pass.linesRead
        progress(state)
    }

    /// The size of a regular file in bytes; nil for anything else.
    private static func size(of file: String) -> Int? {
        var info = stat()
        let isKnown = file == "-" ? fstat(STDIN_FILENO, &info) : stat(file, &info)
        guard isKnown == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(info.st_size)
    }
}
