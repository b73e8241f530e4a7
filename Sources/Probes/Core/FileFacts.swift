import Glibc
import IncidentModel

/// What is known of a file without reading it.
struct FileFacts: Hashable, Sendable {
    enum Kind: String, Hashable, Sendable, CaseIterable {
        case file, folder, socket, pipe, device

        /// With its article, for a sentence.
        var words: String { "a \(rawValue)" }
    }

    var type: Kind
    /// In bytes.
    var size: Int64
    /// In seconds since 1970.
    var modifiedAt: Int64
    /// Permissions, as in `0o644`.
    var mode: UInt32
    var owner: UInt32

    /// `644`.
    var modeText: String { String(mode, radix: 8) }
}

/// Why there is nothing to know of a file.
enum FileTrouble: Error, Hashable, Sendable {
    case absent
    /// We may not look.
    case denied
    case wrongType(FileFacts.Kind)
    /// An errno that says neither.
    case failed(Int32)

    init(code: Int32) {
        switch code {
        case ENOENT, ENOTDIR: self = .absent
        case EACCES, EPERM: self = .denied
        default: self = .failed(code)
        }
    }

    /// What it means for a probe of that file.
    func failure(_ path: String) -> ProbeFailure {
        switch self {
        case .absent: .down("absent", "\(path) does not exist", .state)
        case .denied: .local("denied", "this program may not read \(path)")
        case .wrongType(let kind):
            .down(kind.rawValue, "\(path) is \(kind.words), expected a file", .state)
        case .failed(let code) where [EMFILE, ENFILE, ENOMEM].contains(code):
            ProbeFailure(errno: code)
        case .failed(let code):
            .down("failed", "reading \(path) failed: \(String(cString: strerror(code)))", .state)
        }
    }
}
