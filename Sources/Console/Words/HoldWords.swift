import IncidentModel

/// What is said about a service that a person holds out of the judgement.
enum HoldWords {
    /// In a row: `held until 14:00`, `paused`.
    static func short(_ hold: Hold, _ clock: WallClock, now: Timestamp?) -> String {
        let word =
            switch hold.kind {
            case .maintenance: "held"
            case .paused: "paused"
            }
        return hold.until.map { "\(word) until \(clock.minuteOrDay($0, now: now))" } ?? word
    }

    /// In a sentence: `in maintenance until 14:00`, `paused until it is released`.
    static func long(_ hold: Hold, _ clock: WallClock, now: Timestamp?) -> String {
        let end = hold.until.map { clock.minuteOrDay($0, now: now) } ?? "it is released"
        return "\(word(hold.kind)) until \(end)"
    }

    /// `in maintenance`, `paused`.
    static func word(_ kind: Hold.Kind) -> String {
        switch kind {
        case .maintenance: "in maintenance"
        case .paused: "paused"
        }
    }

    /// What happens meanwhile, in one sentence.
    static func meaning(_ kind: Hold.Kind) -> String {
        switch kind {
        case .maintenance: "probed and shown, but it alarms nobody and counts in no total"
        case .paused: "not probed at all; what stands here is from before"
        }
    }
}
