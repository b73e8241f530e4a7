public import CellGrid

/// How everything on the screen looks: one style for each role.
public struct Theme: Hashable, Sendable {
    private var styles: [ThemeRole: Style]

    /// A theme has no style for these roles.
    public struct MissingRoles: Error, Hashable, CustomStringConvertible {
        /// The roles without a style, in the order of `ThemeRole`.
        public let roles: [ThemeRole]

        /// One sentence that names them.
        public var description: String {
            let names = roles.map(\.rawValue).joined(separator: ", ")
            return "The theme has no style for: \(names)."
        }
    }

    /// Makes a theme of styles; throws `MissingRoles` unless every role has one.
    public init(styles: [ThemeRole: Style]) throws(MissingRoles) {
        let missing = ThemeRole.allCases.filter { styles[$0] == nil }
        guard missing.isEmpty else { throw MissingRoles(roles: missing) }
        self.styles = styles
    }

    private init(complete styles: [ThemeRole: Style]) {
        self.styles = styles
    }

    /// The style of a role.
    public subscript(role: ThemeRole) -> Style { styles[role] ?? .plain }

    /// The theme that needs no theme file and no colour: meaning by bold, dim, underline and reverse only.
    public static let mono = Theme(
        complete: Dictionary(
            uniqueKeysWithValues: ThemeRole.allCases.map {
                ($0, Style(attributes: $0.monoAttributes))
            }))

    /// The same theme for a terminal with fewer colours; for none at all, `mono`.
    ///
    /// Mono is not the theme without its colours, because then what only colour told apart would look
    /// the same. In 16 colours a muted colour becomes the plain one of its hue, where the nearest one
    /// would be grey; a grey background becomes reverse.
    public func reduced(to depth: ColourDepth) -> Theme {
        switch depth {
        case .twoHundredFiftySix: self
        case .sixteen:
            Theme(
                complete: Dictionary(
                    uniqueKeysWithValues: styles.map { ($0, Theme.sixteen($1)) }))
        case .mono: .mono
        }
    }

    private static func sixteen(_ style: Style) -> Style {
        var reduced = Style(
            foreground: style.foreground.asANSI, background: style.background.asANSI,
            attributes: style.attributes)
        // Bright black is the only grey that is dark, and as a background it swallows faint text.
        if reduced.background == .ansi(8) {
            reduced.background = .terminalDefault
            reduced.attributes.insert(.reverse)
        }
        return reduced
    }
}

extension ThemeRole {
    /// How the role shows itself without any colour.
    var monoAttributes: Attributes {
        switch self {
        case .text, .border, .count, .hint, .up, .graph, .priority2, .priority3, .done,
            .reads, .gateMet, .output, .clock, .live, .readWrite, .title, .outputNotice:
            []
        case .strong, .brand, .titleActive, .borderActive, .key, .selectionMark, .degraded,
            .priority1, .new, .phase, .running, .changes, .unclear, .gateHolding, .command,
            .outputError, .clockSoon, .paused, .notice, .prompt, .heading, .gateUnmet:
            .bold
        case .faint, .blocked, .unknown, .silent, .wildcard, .skipped, .pending, .gateNoData:
            .dim
        case .selection: .reverse
        case .down, .priority0, .failed, .graphFailed, .refusal: [.bold, .underline]
        case .match, .rollback, .readOnly: .underline
        case .destroys, .clockOverdue, .alarm: [.bold, .reverse]
        }
    }
}
