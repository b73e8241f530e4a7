public import SafeText

/// How often one audience expects a status update.
public struct UpdateCadence: Hashable, Sendable, Codable {
    /// The audience, such as `engineering`.
    public var audience: DisplayText
    /// The longest time between two updates.
    public var every: Duration

    /// Makes a cadence.
    public init(audience: DisplayText, every: Duration) {
        self.audience = audience
        self.every = every
    }
}

/// The facts of an incident, as it was opened and corrected since.
public struct IncidentFacts: Hashable, Sendable {
    /// The incident's id, also the name of its folder, such as `INC-20261121-0232`.
    public var id: DisplayText
    /// The title.
    public var title: DisplayText
    /// The severity.
    public var severity: IncidentSeverity
    /// Whom it hurts and how; empty while nobody said so.
    public var impact: DisplayText
    /// When it was opened.
    public var openedAt: Timestamp
    /// When somebody or something noticed the outage; nil while it is the same as `openedAt`.
    public var detectedAt: Timestamp?
    /// Who expects updates, and how often; the order is that on the screen.
    public var cadences: [UpdateCadence]
    /// After how long it is escalated; nil for never.
    public var escalateAfter: Duration?
    /// To whom it is escalated: a name, a number, a channel.
    public var escalateTo: DisplayText

    /// Makes the facts.
    public init(
        id: DisplayText, title: DisplayText, severity: IncidentSeverity, openedAt: Timestamp,
        impact: DisplayText = .empty, detectedAt: Timestamp? = nil, cadences: [UpdateCadence] = [],
        escalateAfter: Duration? = nil, escalateTo: DisplayText = .empty
    ) {
        self.id = id
        self.title = title
        self.severity = severity
        self.openedAt = openedAt
        self.impact = impact
        self.detectedAt = detectedAt
        self.cadences = cadences
        self.escalateAfter = escalateAfter
        self.escalateTo = escalateTo
    }

    /// From when the incident counts: its detection.
    public var countsFrom: Timestamp { detectedAt ?? openedAt }
}

extension IncidentFacts: Codable {
    private enum CodingKeys: String, CodingKey {
        case id, title, severity, impact, openedAt, detectedAt, cadences, escalateAfter, escalateTo
        /// The one cadence that journals of schema 2 had.
        case updateEvery
    }

    /// Reads facts, those of earlier journals too.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let single = try values.decodeIfPresent(Duration.self, forKey: .updateEvery)
        self.init(
            id: try values.decode(DisplayText.self, forKey: .id),
            title: try values.decode(DisplayText.self, forKey: .title),
            severity: try values.decode(IncidentSeverity.self, forKey: .severity),
            openedAt: try values.decode(Timestamp.self, forKey: .openedAt),
            impact: try values.decodeIfPresent(DisplayText.self, forKey: .impact) ?? .empty,
            detectedAt: try values.decodeIfPresent(Timestamp.self, forKey: .detectedAt),
            cadences: try values.decodeIfPresent([UpdateCadence].self, forKey: .cadences)
                ?? single.map { [UpdateCadence(audience: "engineering", every: $0)] } ?? [],
            escalateAfter: try values.decodeIfPresent(Duration.self, forKey: .escalateAfter),
            escalateTo: try values.decodeIfPresent(DisplayText.self, forKey: .escalateTo) ?? .empty)
    }

    /// Writes the facts.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(id, forKey: .id)
        try values.encode(title, forKey: .title)
        try values.encode(severity, forKey: .severity)
        try values.encode(impact, forKey: .impact)
        try values.encode(openedAt, forKey: .openedAt)
        try values.encodeIfPresent(detectedAt, forKey: .detectedAt)
        try values.encode(cadences, forKey: .cadences)
        try values.encodeIfPresent(escalateAfter, forKey: .escalateAfter)
        try values.encode(escalateTo, forKey: .escalateTo)
    }
}

/// What a person says to open an incident.
public struct OpeningFacts: Hashable, Sendable {
    /// The title.
    public var title: DisplayText
    /// The severity; nil for the configured one.
    public var severity: IncidentSeverity?
    /// Whom it hurts and how.
    public var impact: DisplayText
    /// When it was detected; nil for now.
    public var detectedAt: Timestamp?

    /// Makes the facts.
    public init(
        title: DisplayText, severity: IncidentSeverity? = nil, impact: DisplayText = .empty,
        detectedAt: Timestamp? = nil
    ) {
        self.title = title
        self.severity = severity
        self.impact = impact
        self.detectedAt = detectedAt
    }
}

/// How serious an incident is, P0 the worst.
public enum IncidentSeverity: Int, Hashable, Sendable, Codable, CaseIterable {
    /// Everything is down.
    case p0
    /// A core function is down.
    case p1
    /// A function is impaired.
    case p2
    /// A nuisance.
    case p3
    /// For the record.
    case p4

    /// `P0` to `P4`.
    public var label: String { "P\(rawValue)" }
}
