public import IncidentModel
public import SafeText

/// The `incident:` section.
public struct IncidentDefaults: Hashable, Sendable {
    /// The title; an incident opens by itself at the first outage when there is one.
    public var title: DisplayText?
    /// The severity; P2 when the file does not say.
    public var severity = IncidentSeverity.p2
    /// Whom it hurts and how.
    public var impact = DisplayText.empty
    /// Who expects updates, and how often, in file order.
    public var cadences: [UpdateCadence] = []
    /// After how long it is escalated; nil for never.
    public var escalateAfter: Duration?
    /// To whom it is escalated.
    public var escalateTo = DisplayText.empty
    /// How long before a clock runs out people are warned.
    public var warnBefore = Duration.seconds(120)
    /// True when warnings ring the terminal's bell.
    public var ringsBell = true
    /// A command that is run at each warning and at each moment that is marked; nil for none.
    public var hook: String?
    /// A command that gets updates on standard input; nil for none.
    public var updateCommand: String?

    /// The defaults of a file without the section.
    public init() {}
}
