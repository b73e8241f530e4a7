import Glibc
import IncidentModel
import LocatedYAML

/// `postgres: postgres://…`: logs in, asks one question in a read-only transaction and judges the answer.
struct PostgresProbe: ProbeKind {
    static let name = "postgres"

    let target: PostgresTarget
    let query: String
    let passwordVariable: PasswordVariable?
    /// On the first column of the first row.
    let value: ValueCondition?
    /// On the number of rows.
    let rows: ValueCondition?
    /// To be found in the first row.
    let text: String?

    init(_ keys: inout ProbeKeys) throws {
        target = try PostgresTarget(keys.value)
        query = try keys.probe.optionalString("query") ?? "SELECT 1"
        passwordVariable = try PasswordVariable(&keys.probe)
        value = try keys.expect.valueCondition("value")
        rows = try keys.expect.valueCondition("rows")
        text = try keys.expect.optionalString("text")
    }

    var origin: String { target.origin }
    var isSpeedJudged: Bool { true }

    func equivalentCommand(timeout: Duration) -> String {
        let start = passwordVariable.map { "PGPASSWORD=\"$\($0.name)\" " } ?? ""
        // Always quoted: a URL may hold signs of the shell.
        return start + "psql '" + target.url.replacing("'", with: "%27") + "' -c "
            + ShellQuoting.quote(query)
    }

    func begin(_ attempt: ProbeAttempt) {
        switch PasswordVariable.password(passwordVariable, else: target.password) {
        case .success(let password):
            PostgresExchange(self, attempt, password: password).begin()
        case .failure(let failure): attempt.fail(failure)
        }
    }

    /// Why an answer is not what was expected; nil when it is.
    func failure(of answer: PostgresAnswer) -> String? {
        if let failure = rows?.failure(of: "\(answer.rows)", called: "the number of rows") {
            return failure
        }
        guard value != nil || text != nil else { return nil }
        guard let row = answer.firstRow else { return "the query gave no row" }
        if let failure = value?.failure(of: row.first ?? nil, called: "the value") {
            return failure
        }
        guard let text, !row.contains(where: { $0?.contains(text) == true }) else { return nil }
        return "the first row does not contain “\(text)”"
    }

    /// The value when it is what counts, else `ok`.
    func summary(of answer: PostgresAnswer) -> String {
        guard value != nil, let first = answer.firstRow?.first, let first, first.utf8.count <= 8,
            !first.isEmpty
        else { return "ok" }
        return first
    }
}
