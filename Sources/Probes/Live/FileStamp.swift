import Foundation

/// Tells whether a file was replaced or written since another look at it.
struct FileStamp: Hashable, Sendable {
    private let node: Int?
    private let size: Int?
    private let changed: Date?

    /// Looks at a file, through symbolic links; nil when there is none.
    init?(_ path: String) {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard let facts = try? FileManager.default.attributesOfItem(atPath: target) else {
            return nil
        }
        node = facts[.systemFileNumber] as? Int
        size = facts[.size] as? Int
        changed = facts[.modificationDate] as? Date
    }
}
