import Foundation
import IncidentModel
import LocatedYAML
import SafeText

/// `secrets: [/run/secrets/db, API_KEY]`: files and variables must hold a secret, and keep it.
///
/// A path has a slash or a dot; anything else that can be a variable's name is one. A file that
/// everybody may read is degraded. Nothing of a value is ever shown.
struct SecretsProbe: ProbeKind {
    static let name = "secrets"
    static var staysLocal: Bool { true }
    /// Bytes of a file that are read.
    static let fileLimit = 65_536

    /// Where a secret should be.
    enum Place: Sendable {
        case file(String)
        case variable(String)

        var name: String {
            switch self {
            case .file(let path): path
            case .variable(let name): name
            }
        }
    }

    let places: [Place]
    /// Whether a file that everybody may read is a fault.
    let mustBePrivate: Bool
    private let work = LocalWork()

    init(_ keys: inout ProbeKeys) throws {
        let texts = try keys.value.strings()
        guard !texts.isEmpty, texts.allSatisfy({ !$0.isEmpty && !$0.contains("\0") }) else {
            throw keys.value.error(
                expected: "files or variables such as [/run/secrets/db, API_KEY]")
        }
        places = texts.map { EnvironmentText.isName($0) ? .variable($0) : .file($0) }
        mustBePrivate = try keys.expect.optionalBool("private") ?? true
    }

    var origin: String { "secrets" }
    var isSpeedJudged: Bool { false }

    func equivalentCommand(timeout: Duration) -> String {
        places.map { place in
            switch place {
            case .file(let path):
                "test -s \(ShellQuoting.quote(path)) && stat -c '%n %A %U' \(ShellQuoting.quote(path))"
            case .variable(let name): "test -n \"$\(name)\""
            }
        }.joined(separator: " && ")
    }

    func begin(_ attempt: ProbeAttempt) {
        attempt.enter("look")
        let (places, mustBePrivate) = (places, mustBePrivate)
        work.run(attempt, looking: Words.list(places.map(\.name))) { patience in
            places.filter { _ in !patience.isOver }.map { Self.look($0, mustBePrivate) }
        } done: { findings in
            for finding in findings.prefix(12) { attempt.keep("secret", finding.line) }
            Self.end(attempt, findings)
        }
    }

    private static func end(_ attempt: ProbeAttempt, _ findings: [Finding]) {
        let failures = findings.compactMap(\.failure)
        let down = failures.filter { $0.outcome == .down }
        if let first = down.first {
            let words = Words.list(down.map(\.reason), most: 4)
            return attempt.fail(.down(first.summary, words, .state))
        }
        if let first = failures.first { return attempt.fail(first) }
        let warnings = findings.compactMap(\.warning)
        if !warnings.isEmpty { attempt.warn(Words.list(warnings), .state) }
        attempt.succeed(warnings.isEmpty ? "kept" : "open")
    }

    /// What was found out about one secret; holds nothing of its value.
    private struct Finding: Sendable {
        var name: String
        var failure: ProbeFailure?
        var warning: String?

        var line: String { failure?.reason ?? warning ?? "\(name) is there" }
    }

    private static func look(_ place: Place, _ mustBePrivate: Bool) -> Finding {
        var finding = Finding(name: place.name)
        switch place {
        case .variable(let name):
            let value = ProcessInfo.processInfo.environment[name]
            finding.failure =
                value.map { SecretCheck.failure(of: $0, name: name) }
                ?? .down("not set", "\(name) is not set", .state)
        case .file(let path):
            switch LocalFile.head(path, limit: fileLimit) {
            case .failure(let trouble): finding.failure = trouble.failure(path)
            case .success(let bytes):
                let text = String(decoding: bytes, as: UTF8.self)
                finding.failure = SecretCheck.failure(of: text, name: path)
            }
            if mustBePrivate, case .success(let facts) = LocalFile.facts(path),
                facts.mode & 0o004 != 0
            {
                finding.warning = "\(path) can be read by everybody (mode \(facts.modeText))"
            }
        }
        return finding
    }
}
