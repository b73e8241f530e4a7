import IncidentModel

/// What is remarkable about a cluster, in a word and in a sign for little room.
enum ClusterBadge: Equatable, CaseIterable {
    /// It speaks again although it was said to be fixed.
    case spokeAgain
    /// It speaks far more than it used to.
    case spiking
    /// It was not there at the start.
    case isNew
    /// It was said to be fixed and has kept silent since.
    case isFixed
    /// It used to speak and stopped.
    case silent

    /// Columns that the longest word needs.
    static let width = 6

    /// Everything remarkable, what matters most first.
    static func all(of cluster: ClusterStatus) -> [ClusterBadge] {
        allCases.filter { $0.applies(to: cluster) }
    }

    /// What matters most; nil for nothing remarkable.
    static func first(of cluster: ClusterStatus) -> ClusterBadge? {
        allCases.first { $0.applies(to: cluster) }
    }

    /// The word in a row.
    var word: String {
        switch self {
        case .spokeAgain: "AGAIN"
        case .spiking: "SPIKE"
        case .isNew: "NEW"
        case .isFixed: "FIXED"
        case .silent: "SILENT"
        }
    }

    /// The sentence in details.
    var sentence: String {
        switch self {
        case .spokeAgain: "speaks again after it was said to be fixed"
        case .spiking: "speaks far more than it used to"
        case .isNew: "was not there at the start"
        case .isFixed: "said to be fixed, and silent since"
        case .silent: "used to speak and has stopped"
        }
    }

    /// How it looks.
    var role: ThemeRole {
        switch self {
        case .spokeAgain: .priority0
        case .spiking: .priority1
        case .isNew: .new
        case .isFixed: .done
        case .silent: .silent
        }
    }

    /// The sign where the word has no room.
    func sign(_ glyphs: GlyphSet) -> String {
        switch self {
        case .spokeAgain: glyphs.asciiOnly ? "R" : "↺"
        case .spiking: glyphs.asciiOnly ? "!" : "▲"
        case .isNew: glyphs.live
        case .isFixed: glyphs.check(isDone: true)
        case .silent: glyphs.dash
        }
    }

    private func applies(to cluster: ClusterStatus) -> Bool {
        switch self {
        case .spokeAgain: cluster.marks.spokeAgainAt != nil
        case .spiking: cluster.isSpiking
        case .isNew: cluster.isNew
        case .isFixed: cluster.marks.fixedAt != nil && cluster.marks.spokeAgainAt == nil
        case .silent: cluster.isSilent
        }
    }
}
