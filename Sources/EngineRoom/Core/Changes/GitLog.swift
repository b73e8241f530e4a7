import IncidentModel
import SafeText

/// One commit of `git log`.
struct GitCommit: Hashable, Sendable {
    /// The whole hash.
    var hash: String
    /// As much of it as tells it from others in its repository.
    var short: DisplayText
    /// When it was committed.
    var at: Timestamp
    /// Who wrote it.
    var author: DisplayText
    /// Its first line.
    var subject: DisplayText
}

/// Asks git for commits, and reads what it answers.
enum GitLog {
    /// How many commits are looked at, the newest.
    static let depth = 200
    /// Fields of one commit, each ended by a NUL: no field can hold one.
    private static let format = "%H%x00%h%x00%ct%x00%an%x00%s"
    private static let fieldCount = 5

    /// The arguments of git.
    ///
    /// Nothing that a repository's own configuration may name is run: no pager, no monitor of files, no
    /// verification of signatures, no hook, no fetching of what a partial clone lacks. A merge is one change: what it
    /// brings in is not listed (`--first-parent`).
    /// - Parameters:
    ///   - repository: The folder.
    ///   - branch: The branch; nil for the present one.
    /// - Returns: What follows the program's name.
    static func arguments(repository: String, branch: String?) -> [String] {
        [
            "-C", repository, "--no-pager", "-c", "core.pager=", "-c", "core.fsmonitor=false",
            "-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false", "log",
            "--first-parent", "--no-show-signature", "--no-color", "--no-patch",
            "--encoding=UTF-8", "-n", "\(depth)", "-z", "--format=\(format)",
        ] + (branch.map { [$0] } ?? []) + ["--"]
    }

    /// The variables of git: nothing is locked, asked or fetched, and messages are in English.
    static let environment = [
        "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C",
    ]

    /// Variables of a git that started this program: they would lead to another repository.
    static let foreignVariables: Set<String> = [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_EXTERNAL_DIFF", "GIT_PAGER",
        "GIT_TRACE", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT",
    ]

    /// Reads the commits, the newest first; from the first one that is damaged or cut on, none.
    static func commits(in output: [UInt8]) -> [GitCommit] {
        var fields: [ArraySlice<UInt8>] = []
        var commits: [GitCommit] = []
        var rest = output[...]
        while let end = rest.firstIndex(of: 0) {
            fields.append(rest[..<end])
            rest = rest[(end + 1)...]
            guard fields.count == fieldCount else { continue }
            guard let commit = commit(fields) else { return commits }
            commits.append(commit)
            fields = []
        }
        return commits
    }

    private static func commit(_ fields: [ArraySlice<UInt8>]) -> GitCommit? {
        let texts = fields.map { String(decoding: $0, as: UTF8.self) }
        guard texts[0].utf8.count >= 40, isHexadecimal(texts[0]), isHexadecimal(texts[1]),
            let seconds = Int64(texts[2])
        else { return nil }
        return GitCommit(
            hash: texts[0], short: DisplayText(texts[1]), at: Timestamp(seconds: seconds),
            author: DisplayText(bytes: fields[3], limit: 1024),
            subject: DisplayText(bytes: fields[4], limit: 4096))
    }

    private static func isHexadecimal(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}
