import IncidentModel

/// The rows of the page on which an incident's moments, facts and roles are written.
enum IncidentMenu {
    /// A row.
    enum Row: Hashable {
        /// What a command of the palette does.
        case command(RecordCommand)
        /// Who has a role.
        case role(IncidentRole)
    }

    /// A row with the key that chooses it on this page; nil for Enter alone.
    struct Entry {
        /// The row.
        let row: Row
        /// The key.
        let key: Character?
        /// What it is called.
        let label: String
    }

    /// The groups in order.
    static let groups: [(title: String, entries: [Entry])] = [
        (
            "Moments",
            [
                entry(.detected, "d", "detected"),
                entry(.acknowledge, "a", "acknowledged"),
                entry(.mitigated, "m", "mitigated"), entry(.resolve, "r", "resolved"),
                entry(.reopen, "o", "reopened"),
            ]
        ),
        (
            "Facts",
            [
                entry(.severity, "s", "severity"), entry(.title, "t", "title"),
                entry(.impact, "i", "impact"), entry(.cadence, "c", "updates"),
                entry(.escalation, "e", "escalation"),
            ]
        ),
        (
            "Roles",
            IncidentRole.allCases.map { Entry(row: .role($0), key: nil, label: $0.rawValue) }
        ),
        (
            "More",
            [
                entry(.criteria, "x", "exit criteria"), entry(.update, "u", "update"),
                entry(.whys, "w", "five whys"), entry(.actions, "l", "action items"),
                entry(.link, "k", "links"),
            ]
        ),
    ]

    /// All rows in order; a position in it is the id of a row.
    static let entries: [Entry] = groups.flatMap(\.entries)

    private static func entry(_ command: RecordCommand, _ key: Character, _ label: String) -> Entry
    {
        Entry(row: .command(command), key: key, label: label)
    }
}
