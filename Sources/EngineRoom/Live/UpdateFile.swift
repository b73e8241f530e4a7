import CPosix
import Glibc
import SafeText

/// The file that status updates are appended to.
struct UpdateFile {
    /// Its absolute path.
    let path: String

    /// Names a file.
    ///
    /// - Parameters:
    ///   - written: The path as a person wrote it; `~/` is the home folder.
    ///   - folder: Where relative paths start.
    ///   - home: The home folder; nil when it is not known.
    init(_ written: String, in folder: String, home: String?) {
        if written.hasPrefix("/") {
            path = written
        } else if written.hasPrefix("~/"), let home {
            path = home + written.dropFirst(1)
        } else {
            path = folder + "/" + written
        }
    }

    /// Appends a text, with an empty line before it when something is there; a new file can be read by its
    /// owner alone.
    ///
    /// When it fails, the file is as it was.
    ///
    /// - Parameter text: The text; it should end with a line feed.
    /// - Returns: Why it was not written, in one sentence; nil when it was.
    func append(_ text: String) -> DisplayText? {
        // A pipe that nobody reads must not hold us up.
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
        let file = open(path, flags, 0o600)
        guard file >= 0 else { return failure(errno) }
        defer { close(file) }
        var facts = quell_file()
        let code = quell_open_file_facts(file, &facts)
        guard code == 0 else { return failure(code) }
        guard facts.mode & UInt32(S_IFMT) == UInt32(S_IFREG) else {
            return "\(DisplayText(path)) is no plain file: give the path of one"
        }
        let bytes = Array(((facts.size > 0 ? "\n" : "") + text).utf8)
        if let code = write(bytes, to: file) {
            _ = ftruncate(file, off_t(facts.size))
            return failure(code)
        }
        return nil
    }

    private func write(_ bytes: [UInt8], to file: Int32) -> Int32? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                return errno
            }
            rest = rest.dropFirst(count)
        }
        return fsync(file) == 0 ? nil : errno
    }

    private func failure(_ code: Int32) -> DisplayText {
        switch code {
        case EISDIR: "\(DisplayText(path)) is a folder: give the path of a file"
        case ENOENT: "the folder of \(DisplayText(path)) does not exist: make it first"
        default:
            "\(DisplayText(path)) cannot be written: \(DisplayText(String(cString: strerror(code))))"
        }
    }
}
