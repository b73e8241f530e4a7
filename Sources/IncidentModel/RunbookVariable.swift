public import SafeText

/// A value that a person fills in before commands run.
///
/// It reaches a command as an environment variable; it is never spliced into shell text.
public struct RunbookVariable: Hashable, Sendable {
    /// How the file writes it: `<db-instance-name>`, `{{region}}`, `YOUR_PROJECT` or `${NAME}`.
    public var written: DisplayText
    /// The environment variable that carries it: a letter or `_`, then letters, digits and `_`.
    public var name: String
    /// What the person is asked; empty when the file does not say.
    public var prompt: DisplayText
    /// The value that is proposed; nil when there is none.
    public var proposal: DisplayText?
    /// A regular expression that the whole value must match; nil for anything.
    public var pattern: String?
    /// True when the value is never shown, written or recorded.
    public var isSecret: Bool
    /// The line of the file where it is declared or first used, from 1.
    public var line: Int

    /// Makes a variable.
    public init(
        written: DisplayText, name: String, prompt: DisplayText = .empty,
        proposal: DisplayText? = nil, pattern: String? = nil, isSecret: Bool = false, line: Int
    ) {
        self.written = written
        self.name = name
        self.prompt = prompt
        self.proposal = proposal
        self.pattern = pattern
        self.isSecret = isSecret
        self.line = line
    }
}

/// What makes a runbook worth suggesting; from `when:` in its front matter.
public enum RunbookTrigger: Hashable, Sendable {
    /// A cluster whose template contains the text, in any case of letters.
    case cluster(DisplayText)
    /// A service with this name that is not up.
    case service(ServiceID)
    /// A service that is not up by a probe of this kind, such as `postgres`.
    case probe(DisplayText)
}

/// A runbook that fits what is seen.
public struct RunbookSuggestion: Hashable, Sendable {
    /// What to load it by: a path, or a name on the shelf.
    public var reference: DisplayText
    /// Its title.
    public var title: DisplayText
    /// Why, such as `cluster 3: connection refused …`.
    public var reason: DisplayText
    /// The loaded runbook, when it is loaded already.
    public var loaded: RunbookID?

    /// Makes a suggestion.
    public init(
        reference: DisplayText, title: DisplayText, reason: DisplayText, loaded: RunbookID? = nil
    ) {
        self.reference = reference
        self.title = title
        self.reason = reason
        self.loaded = loaded
    }
}
