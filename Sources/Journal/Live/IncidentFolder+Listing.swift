import Foundation
import Glibc
import IncidentModel
import SafeText

extension IncidentFolder {
    /// All incidents, the newest first; what cannot be read is listed last and says why.
    ///
    /// Only the first, the newest and the opening event of each are read.
    ///
    /// - Parameter root: The folder of all incidents; one that does not exist holds none.
    /// - Returns: One line each.
    /// - Throws: `cannotOpen` when the root is there and cannot be read.
    public static func list(root: String) throws(JournalError) -> [IncidentSummary] {
        guard access(root, F_OK) == 0 else {
            let reason = SystemReason.last
            if reason.code == ENOENT { return [] }
            throw .cannotOpen(path: DisplayText(root), reason: reason.text)
        }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: root)
        } catch {
            throw .cannotOpen(path: DisplayText(root), reason: SystemReason.last.text)
        }
        return names.filter(IncidentIdentifier.isSafe)
            .map { IncidentFolder(root: root, id: $0) }
            .filter(\.isDirectory)
            .map(\.summary)
            .sorted(by: IncidentSummary.isListedBefore)
    }

    /// The incident's line in the list.
    var summary: IncidentSummary {
        do {
            let store = try JournalStore(folder: self, readOnly: true, isQuick: true)
            defer { store.close() }
            return try store.summary().completed(by: store.outline())
        } catch {
            return IncidentSummary(id: id, standing: .unreadable(error.sentence))
        }
    }
}

extension IncidentSummary {
    fileprivate static func isListedBefore(
        _ left: IncidentSummary, _ right: IncidentSummary
    ) -> Bool {
        switch (left.startedAt, right.startedAt) {
        case (let first?, let second?): (second, right.id) < (first, left.id)
        case (_?, nil): true
        case (nil, _?): false
        case (nil, nil): left.id < right.id
        }
    }
}
