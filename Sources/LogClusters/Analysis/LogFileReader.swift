#if canImport(Glibc)
    import Glibc
#endif

/// Reads whole files for an analysis and tells how far it has come.
struct LogFileReader {
    static let standardInput = "standard input"
    private static let chunkBytes = 262_144

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
            byteCount: Self.chunkBytes, alignment: 16)
        defer { chunk.deallocate() }
        pass.begin(name)
        while true {
            let count = Glibc.read(descriptor, chunk.baseAddress, chunk.count)
            if count < 0, errno == EINTR { continue }
            if count < 0 {
                throw LogAnalysisError(file: name, reason: String(cString: strerror(errno)))
            }
            if count == 0 { break }
            pass.take(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(chunk)[0..<count]))
            report(count, pass)
        }
        pass.end()
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
