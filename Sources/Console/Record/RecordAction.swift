import CellGrid

/// What a key of a page of the record does.
enum RecordAction: Hashable, Sendable {
    /// Changes the text of the selected row.
    case edit
    /// Does what the selected row of the menu says.
    case open
    /// Adds a row.
    case add
    /// Chooses what supports the selected row.
    case pickEvidence
    /// Takes the selected row back.
    case remove
    /// Says that the answer is the root cause, or no longer.
    case markRoot
    /// Changes the question and not its answer.
    case question
    /// Goes to the other side of the page.
    case turnPage
    /// Says where an idea stands.
    case stand(Standing)
    /// Ticks the selected row, or takes the tick back.
    case tick
    /// Says who does it.
    case owner
    /// Says until when.
    case due
    /// Says how soon.
    case horizon
    /// Has a command judge it now.
    case judge
    /// Resolves the incident.
    case resolve
    /// Chooses a row of the menu by its key.
    case choose(Int)

    /// Where an idea stands, without its reason.
    enum Standing: Hashable, Sendable {
        case tried, confirmed, discarded
    }

    /// True for what a read-only console cannot do.
    var changesRecord: Bool {
        switch self {
        case .turnPage, .open, .choose: false
        case .edit, .add, .question, .pickEvidence, .remove, .markRoot, .stand, .tick, .owner, .due,
            .horizon,
            .judge, .resolve:
            true
        }
    }
}

/// A key of a page of the record.
struct RecordKey {
    /// The keys, the one to show first.
    let keys: [Key]
    /// What it does.
    let action: RecordAction
    /// The word in the footer.
    let word: String

    init(_ action: RecordAction, _ word: String, _ keys: Key...) {
        (self.keys, self.action, self.word) = (keys, action, word)
    }
}

/// Which keys a page has.
enum RecordKeys {
    /// The keys of a page, in the order in which the footer shows them.
    static func keys(of kind: RecordPage.Kind) -> [RecordKey] {
        switch kind {
        case .whys: whys
        case .hypotheses: hypotheses
        case .evidence:
            [RecordKey(.tick, "pick", .character(" "), .character("x"), .enter)]
        case .actions: actions
        case .criteria: criteria
        case .incident: menu
        case .opening, .draft: []
        }
    }

    private static let whys = [
        RecordKey(.edit, "answer", .enter),
        RecordKey(.add, "add", .character("n"), .character("o")),
        RecordKey(.markRoot, "root", .character("*")),
        RecordKey(.pickEvidence, "evidence", .character("e")),
        RecordKey(.turnPage, "hypotheses", .tab, .backTab),
        RecordKey(.remove, "remove", .character("x"), .character("-"), .delete),
        RecordKey(.question, "reword", .character("c")),
    ]

    private static let hypotheses = [
        RecordKey(.edit, "edit", .enter),
        RecordKey(.add, "add", .character("n"), .character("o")),
        RecordKey(.stand(.tried), "tried", .character("t")),
        RecordKey(.stand(.confirmed), "confirmed", .character("c")),
        RecordKey(.stand(.discarded), "discarded", .character("d"), .character("x")),
        RecordKey(.pickEvidence, "evidence", .character("e")),
        RecordKey(.turnPage, "five whys", .tab, .backTab),
    ]

    private static let actions = [
        RecordKey(.add, "add", .character("n"), .character("o")),
        RecordKey(.tick, "done", .character("x"), .character(" ")),
        RecordKey(.edit, "edit", .enter),
        RecordKey(.owner, "owner", .character("w")),
        RecordKey(.due, "due", .character("d")),
        RecordKey(.horizon, "horizon", .character("h")),
        RecordKey(.remove, "remove", .character("-"), .delete),
    ]

    private static let criteria = [
        RecordKey(.tick, "holds", .character("x"), .character(" ")),
        RecordKey(.judge, "judge", .character("C")),
        RecordKey(.resolve, "resolve", .character("r")),
    ]

    private static let menu: [RecordKey] =
        [RecordKey(.open, "do it", .enter)]
        + IncidentMenu.entries.enumerated().compactMap { index, entry in
            entry.key.map { RecordKey(.choose(index), "", .character($0)) }
        }
}

extension ConsoleState {
    /// What a key does on a page; nil when it is none of the page's.
    func recordAction(for key: Key, on page: RecordPage) -> RecordAction? {
        RecordKeys.keys(of: page.kind).first { $0.keys.contains(key) }?.action
    }
}
