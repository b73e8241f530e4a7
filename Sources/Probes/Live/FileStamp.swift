import CPosix

/// Tells whether a file was replaced or written since another look at it.
struct FileStamp: Hashable, Sendable {
    private let device: UInt64
    private let node: UInt64
    private let size: Int64
    private let changedSeconds: Int64
    private let changedNanoseconds: Int64

    /// Looks at a file, through symbolic links; nil when there is none.
    init?(_ path: String) {
        var facts = quell_file()
        guard quell_file_facts(path, &facts) == 0 else { return nil }
        device = facts.device
        node = facts.node
        size = facts.size
        changedSeconds = facts.seconds
        changedNanoseconds = facts.nanoseconds
    }
}
