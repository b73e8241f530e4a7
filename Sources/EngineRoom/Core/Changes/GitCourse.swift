import IncidentModel
import SafeText

/// What became of a branch from look to look.
///
/// A commit carries the time at which it was made. One that was made long before it came here (a pull, a
/// checkout, a reset) changes something when it comes: the move of the branch is then a change of its own.
struct GitCourse {
    /// git tells whole seconds: a commit may look a little older than the look before it.
    private static let slack = Duration.seconds(2)

    private var head: String?
    private var lastLook: Timestamp?

    /// Takes the commits of a look, the newest first.
    ///
    /// - Parameters:
    ///   - commits: What git told.
    ///   - branch: The branch; nil for the present one.
    ///   - now: The time on the wall.
    /// - Returns: The changes: all commits, the oldest first, and a move if there was one.
    mutating func changes(
        in commits: [GitCommit], branch: String?, at now: Timestamp
    ) -> [ChangeSighting] {
        var changes = commits.reversed().map {
            ChangeSighting(id: $0.short, at: $0.at, title: $0.subject, author: $0.author)
        }
        if let newest = commits.first, let move = move(to: newest, among: commits, branch, now) {
            changes.append(move)
        }
        head = commits.first?.hash
        lastLook = now
        return changes
    }

    private func move(
        to newest: GitCommit, among commits: [GitCommit], _ branch: String?, _ now: Timestamp
    ) -> ChangeSighting? {
        guard let head, let lastLook, head != newest.hash, newest.at + Self.slack < lastLook else {
            return nil
        }
        let name = DisplayText(branch ?? "HEAD")
        let before = commits.first { $0.hash == head }?.short ?? DisplayText(String(head.prefix(7)))
        return ChangeSighting(
            id: "\(newest.short)@\(now.seconds)", at: now,
            title: "\(name) moved from \(before) to \(newest.short): \(newest.subject)")
    }
}
