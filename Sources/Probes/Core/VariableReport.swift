import IncidentModel

/// Which of the wanted variables are set; never holds a value, nor how long one is.
struct VariableReport: Hashable, Sendable {
    enum Finding: Hashable, Sendable {
        case set
        case empty
        case missing
    }

    /// In the order of the configuration.
    var findings: [(name: String, finding: Finding)] { names.map { ($0, states[$0] ?? .missing) } }

    private let names: [String]
    private let states: [String: Finding]
    /// Such as ` in .env`; empty for our own environment.
    private let place: String

    /// Looks the names up.
    init(_ names: [String], in variables: [String: String], place: String) {
        self.names = names
        self.place = place
        var states: [String: Finding] = [:]
        for name in names {
            states[name] = variables[name].map { value in
                value.contains { !$0.isWhitespace } ? .set : .empty
            }
        }
        self.states = states
    }

    /// Why not all are set; nil when they are.
    var failure: ProbeFailure? {
        let bad = findings.filter { $0.finding != .set }
        guard !bad.isEmpty else { return nil }
        let parts = bad.map { name, finding in
            finding == .empty ? "\(name) is empty" : "\(name) is not set"
        }
        let summary = bad.contains { $0.finding == .missing } ? "not set" : "empty"
        return .down(summary, Words.list(parts, most: 5) + place, .state)
    }

    /// One line for each: `DATABASE_URL is set`.
    var lines: [String] {
        findings.map { name, finding in
            switch finding {
            case .set: "\(name) is set"
            case .empty: "\(name) is empty"
            case .missing: "\(name) is not set"
            }
        }
    }
}
