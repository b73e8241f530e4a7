import Foundation
import IncidentModel
import LocatedYAML
import SafeText

/// `env: [DATABASE_URL, API_KEY]`: the variables must be set and not empty.
///
/// Values are never shown. They are looked up in this program's environment, or `of` a file or a process.
struct EnvProbe: ProbeKind {
    static let name = "env"
    static var staysLocal: Bool { true }
    /// Bytes of a file that are read.
    static let fileLimit = 1 << 20

    /// Whose variables are meant.
    enum Place: Sendable {
        case ours
        case file(String)
        case process(ProcessChoice)
    }

    let names: [String]
    let place: Place
    private let work = LocalWork()

    init(_ keys: inout ProbeKeys) throws {
        let expected = "names of variables such as [DATABASE_URL, API_KEY]"
        names = try keys.value.strings()
        guard !names.isEmpty, names.allSatisfy({ EnvironmentText.isName($0) }) else {
            throw keys.value.error(expected: expected)
        }
        place = try keys.probe.optionalNode("of").map(Self.place) ?? .ours
    }

    private static func place(_ node: LocatedNode) throws -> Place {
        let expected = "one of {file: .env}, {process: name}, {pid_file: path}"
        var reader = try MappingReader(node, expected: expected)
        let (file, process, pidFile) = (
            try reader.optionalString("file"), try reader.optionalString("process"),
            try reader.optionalString("pid_file")
        )
        try reader.finish()
        if let file, process == nil, pidFile == nil { return .file(file) }
        guard file == nil, process != nil || pidFile != nil else {
            throw node.error(expected: expected)
        }
        return .process(ProcessChoice(name: process, pidFile: pidFile))
    }

    var origin: String { "env" }
    var isSpeedJudged: Bool { false }

    /// Prints names that are missing, or those that are set; never a value.
    func equivalentCommand(timeout: Duration) -> String {
        let either = names.joined(separator: "|")
        switch place {
        case .ours: return names.map { "test -n \"$\($0)\"" }.joined(separator: " && ")
        case .file(let path):
            let pattern = "^(export +)?(\(either))=."
            return
                "grep -E \(ShellQuoting.quote(pattern)) \(ShellQuoting.quote(path)) | cut -d= -f1"
        case .process(let choice):
            let pid =
                choice.pidFile.map { "$(cat \(ShellQuoting.quote($0)))" }
                ?? "$(pgrep -o -x \(ShellQuoting.quote(String((choice.name ?? "").prefix(15)))))"
            return
                "tr '\\0' '\\n' < \"/proc/\(pid)/environ\" | grep -E '^(\(either))=.' | cut -d= -f1"
        }
    }

    func begin(_ attempt: ProbeAttempt) {
        attempt.enter("look")
        let (names, place) = (names, place)
        work.run(attempt, looking: Self.words(place)) { patience in
            Self.look(names, place, patience)
        } done: { finding in
            switch finding {
            case .failure(let failure): attempt.fail(failure)
            case .success(let report):
                for line in report.lines { attempt.keep("variable", line) }
                if let failure = report.failure {
                    attempt.fail(failure)
                } else {
                    attempt.succeed("set")
                }
            }
        }
    }

    private static func words(_ place: Place) -> String {
        switch place {
        case .ours: "the environment"
        case .file(let path): path
        case .process(let choice): "the environment of \(choice.words)"
        }
    }

    private static func look(
        _ names: [String], _ place: Place, _ patience: LocalWork.Patience
    ) -> Result<VariableReport, ProbeFailure> {
        switch place {
        case .ours:
            let variables = ProcessInfo.processInfo.environment
            return .success(VariableReport(names, in: variables, place: ""))
        case .file(let path):
            return LocalFile.head(path, limit: fileLimit).mapError { $0.failure(path) }.map {
                let variables = VariableFile.variables(String(decoding: $0, as: UTF8.self))
                return VariableReport(names, in: variables, place: " in \(path)")
            }
        case .process(let choice): return look(names, choice, patience)
        }
    }

    /// Every process of that name must have them; the first that does not is told of.
    private static func look(
        _ names: [String], _ choice: ProcessChoice, _ patience: LocalWork.Patience
    ) -> Result<VariableReport, ProbeFailure> {
        let found = choice.find(patience)
        if let failure = found.failure { return .failure(failure) }
        var last: VariableReport?
        for process in found.processes {
            let place = " in the environment of \(process.name) (pid \(process.pid))"
            switch ProcFolder.variables(process.pid) {
            case .failure(.absent): continue
            case .failure(let trouble):
                return .failure(trouble.failure("the environment of \(process.name)"))
            case .success(let variables):
                let report = VariableReport(names, in: variables, place: place)
                if report.failure != nil { return .success(report) }
                last = report
            }
        }
        guard let last else {
            return .failure(.down("no proc", "no process is called \(choice.words)", .state))
        }
        return .success(last)
    }
}
