import Foundation
import IncidentModel
import LocatedYAML
import SafeText

/// `file: path`: it must exist, and be as old, as large and of such content as expected.
///
/// Of the files that a pattern means the one written last is judged, as for backups.
struct FileProbe: ProbeKind {
    static let name = "file"
    static var staysLocal: Bool { true }
    /// Files that a pattern may mean.
    static let mostFiles = 10_000

    let path: String
    let expectation: FileExpectation
    private let work = LocalWork()

    init(_ keys: inout ProbeKeys) throws {
        path = try keys.value.string(expected: "a file's path")
        guard !path.isEmpty, !path.contains("\0") else {
            throw keys.value.error(expected: "a file's path")
        }
        expectation = try Self.expectation(&keys.expect)
    }

    private static func expectation(_ keys: inout MappingReader) throws -> FileExpectation {
        var wish = FileExpectation()
        wish.exists = try keys.optionalBool("exists") ?? true
        wish.age = try bound(&keys, "age", "an age such as < 1h or > 10m", AmountBound.age)
        wish.size = try bound(&keys, "size", "a size such as > 0 or >= 10 MiB", AmountBound.size)
        wish.text = try TextExpectation(&keys)
        wish.owner = try keys.optionalString("owner")
        wish.mode = try keys.optionalNode("mode").map { node in
            guard let mode = UInt32(try node.string(), radix: 8), mode <= 0o7777 else {
                throw node.error(expected: "permissions such as 600")
            }
            return mode
        }
        var types: [String: FileFacts.Kind?] = ["any": FileFacts.Kind?.none]
        for kind in FileFacts.Kind.allCases { types[kind.rawValue] = kind }
        wish.type = try keys.optionalEnumeration("type", of: types) ?? .file
        return wish
    }

    private static func bound(
        _ keys: inout MappingReader, _ key: String, _ expected: String,
        _ read: (String) -> AmountBound?
    ) throws -> AmountBound? {
        guard let node = keys.optionalNode(key) else { return nil }
        guard let bound = read(try node.string(expected: expected)) else {
            throw node.error(expected: expected)
        }
        return bound
    }

    var origin: String { "file " + path }
    var isSpeedJudged: Bool { false }

    func equivalentCommand(timeout: Duration) -> String {
        // A pattern must stay one for the shell.
        let name =
            LocalFile.isPattern(path) || path.hasPrefix("~/")
            ? GlobQuoting.quote(path) : ShellQuoting.quote(path)
        var line = "stat -c '%n: %F, %s bytes, %y, mode %a, owner %U' " + name
        let wish = expectation.text
        for text in wish.texts + wish.absent {
            line += " && grep -nF -e \(ShellQuoting.quote(text)) \(name)"
        }
        for pattern in wish.patterns {
            line += " && grep -nP -e \(ShellQuoting.quote(pattern.text)) \(name)"
        }
        return line
    }

    func begin(_ attempt: ProbeAttempt) {
        attempt.enter("look")
        let (path, expectation) = (path, expectation)
        work.run(attempt, looking: path) { _ in
            Self.look(path, expectation, now: Int64(Date().timeIntervalSince1970))
        } done: { finding in
            for line in finding.evidence { attempt.keep("file", line) }
            if let failure = finding.failure {
                attempt.fail(failure)
            } else {
                attempt.succeed(finding.summary)
            }
        }
    }

    /// What was found.
    private struct Finding: Sendable {
        var summary = "ok"
        var failure: ProbeFailure?
        var evidence: [String] = []
    }

    private static func look(_ path: String, _ wish: FileExpectation, now: Int64) -> Finding {
        let paths = LocalFile.paths(path, most: mostFiles)
        let found = paths.map { ($0, LocalFile.facts($0)) }
        let present = found.compactMap { path, facts in (try? facts.get()).map { (path, $0) } }
        guard let (newest, facts) = present.max(by: { $0.1.modifiedAt < $1.1.modifiedAt }) else {
            return absent(
                path, wish,
                trouble: found.first.flatMap { _, facts in
                    if case .failure(let trouble) = facts { trouble } else { nil }
                })
        }
        let owner = LocalFile.userName(facts.owner)
        let age = Words.age(.seconds(max(0, now - facts.modifiedAt)))
        var finding = Finding(summary: "there")
        finding.evidence.append(
            "\(newest): \(facts.type.rawValue), \(Words.size(facts.size)), \(age) old, "
                + "mode \(facts.modeText), owner \(owner)")
        if paths.count > 1 {
            finding.evidence.append("the newest of \(paths.count) files of \(path)")
        }
        if !wish.exists {
            finding.failure = .down("there", "\(newest) exists, expected none", .state)
            return finding
        }
        finding.failure = wish.failure(of: facts, path: newest, ownerName: owner, now: now)
        guard finding.failure == nil, !wish.text.isEmpty else { return finding }
        switch LocalFile.head(newest, limit: FileExpectation.textLimit) {
        case .success(let bytes):
            finding.failure = wish.failure(ofText: bytes, path: newest)
        case .failure(let trouble): finding.failure = trouble.failure(newest)
        }
        return finding
    }

    private static func absent(
        _ path: String, _ wish: FileExpectation, trouble: FileTrouble?
    ) -> Finding {
        if let trouble, trouble != .absent { return Finding(failure: trouble.failure(path)) }
        if !wish.exists { return Finding(summary: "absent") }
        guard LocalFile.isPattern(path) else {
            return Finding(failure: FileTrouble.absent.failure(path))
        }
        return Finding(failure: .down("absent", "no file matches \(path)", .state))
    }
}
