import Glibc
import IncidentModel
import LocatedYAML
import SafeText

/// `placeholders: [files or patterns]`: nothing in them may be left to fill in.
///
/// Looks for `<YOUR_KEY>`, `{{name}}`, `${NAME}`, TEMPLATE, PLACEHOLDER and CHANGEME. `except` lists
/// patterns of those that are meant to be there.
struct PlaceholdersProbe: ProbeKind {
    static let name = "placeholders"
    static var staysLocal: Bool { true }
    /// Files that are searched; a pattern may mean more.
    static let mostFiles = 500

    let patterns: [String]
    let exceptions: [String]
    private let work = LocalWork()

    init(_ keys: inout ProbeKeys) throws {
        patterns = try keys.value.strings()
        guard !patterns.isEmpty, patterns.allSatisfy({ !$0.isEmpty && !$0.contains("\0") }) else {
            throw keys.value.error(expected: "files such as [.env, conf/*.yaml]")
        }
        exceptions = try keys.probe.strings("except")
    }

    var origin: String { "placeholders" }
    var isSpeedJudged: Bool { false }

    /// `-o`: only what matches, not the values beside it.
    func equivalentCommand(timeout: Duration) -> String {
        let expression =
            #"<[A-Za-z][A-Za-z0-9_ -]*>|\{\{[^{}]+\}\}|\$\{[A-Za-z_][^}]*\}"#
            + #"|\b(TEMPLATE|PLACEHOLDER|CHANGE_?ME|REPLACE_?ME)\b"#
        let files = patterns.map { GlobQuoting.quote($0) }.joined(separator: " ")
        return "grep -noHE \(ShellQuoting.quote(expression)) \(files)"
    }

    func begin(_ attempt: ProbeAttempt) {
        attempt.enter("read")
        let (patterns, exceptions) = (patterns, exceptions)
        work.run(attempt, looking: Words.list(patterns)) { patience in
            Self.look(patterns, exceptions, patience)
        } done: { finding in
            for line in finding.lines { attempt.keep("placeholder", line) }
            for line in finding.notes { attempt.keep("note", line) }
            if let failure = finding.failure {
                attempt.fail(failure)
            } else {
                attempt.succeed("filled")
            }
        }
    }

    /// What was found.
    private struct Finding: Sendable {
        var failure: ProbeFailure?
        var lines: [String] = []
        var notes: [String] = []
    }

    private static func look(
        _ patterns: [String], _ exceptions: [String], _ patience: LocalWork.Patience
    ) -> Finding {
        var search = PlaceholderSearch { placeholder in
            exceptions.contains { pattern in
                fnmatch(pattern, placeholder.text, 0) == 0
                    || fnmatch(pattern, placeholder.name, 0) == 0
            }
        }
        var missing: [ProbeFailure] = []
        var files = 0
        for pattern in patterns where !patience.isOver {
            let paths = LocalFile.paths(pattern, most: mostFiles + 1)
            if paths.isEmpty {
                missing.append(.down("absent", "no file matches \(pattern)", .state))
            }
            for path in paths where files < mostFiles && !patience.isOver {
                files += 1
                switch LocalFile.head(path, limit: PlaceholderSearch.fileLimit + 1) {
                case .success(let bytes):
                    search.search(bytes, path: path) { patience.isOver }
                // A pattern may mean folders too.
                case .failure(.wrongType) where LocalFile.isPattern(pattern): continue
                case .failure(let trouble): missing.append(trouble.failure(path))
                }
            }
        }
        return finding(search, missing, isFull: files >= mostFiles)
    }

    private static func finding(
        _ search: PlaceholderSearch, _ missing: [ProbeFailure], isFull: Bool
    ) -> Finding {
        var finding = Finding()
        finding.lines = search.places.prefix(12).map(\.words)
        finding.notes =
            search.binaries.prefix(3).map { "\($0) is not text and was not searched" }
            + search.cut.prefix(3).map {
                "only the first \(Words.bytes(PlaceholderSearch.fileLimit)) of \($0) were searched"
            }
        if isFull { finding.notes.append("only the first \(mostFiles) files were searched") }
        if search.count > 0 {
            let places = search.places.map(\.words)
            let more = search.count - places.count
            let list = Words.list(places + Array(repeating: "", count: more))
            let verb = search.count == 1 ? "is" : "are"
            finding.failure = .down(
                "unfilled",
                "\(Words.count(search.count, "placeholder")) \(verb) not filled in: \(list)",
                .state)
        } else {
            // What is certainly wrong comes before what we could not see.
            finding.failure = missing.first { $0.outcome == .down } ?? missing.first
        }
        return finding
    }
}
