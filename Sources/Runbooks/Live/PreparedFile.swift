public import IncidentModel

/// A file that may be written: everything was checked, nothing was done yet.
public struct PreparedFile: Sendable, Equatable {
    /// What the person who agrees to it is shown.
    public let preview: FilePreview
    /// True when the file has these bytes already: nothing is to be written.
    public let isUnchanged: Bool
    let path: String
    let bytes: [UInt8]
    /// What is there now; nil when there is nothing.
    let present: Present?
    /// The permissions that it gets.
    let mode: UInt32

    /// A file that is there already.
    struct Present: Sendable, Equatable {
        var bytes: [UInt8]
        var mode: UInt32
        var user: UInt32
        var group: UInt32
    }

    /// True when nothing that was agreed to changed since.
    func isSame(as other: PreparedFile) -> Bool {
        path == other.path && bytes == other.bytes && present == other.present
            && mode == other.mode
    }
}
