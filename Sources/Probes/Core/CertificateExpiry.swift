import IncidentModel

/// How the end of a certificate's validity is told, and from when it is warned of.
enum CertificateExpiry {
    /// Days before the end from which a certificate is warned of (uptime-kuma: 21, 14, 7).
    static let usualWarning = 21
    /// From here on the sentence presses.
    static let urgentWarning = 7

    /// The sentence to warn with; nil while there is time.
    ///
    /// Unless the configuration names days, a certificate made for a short life is warned of in its last third only:
    /// one that is renewed every day is well with hours left.
    static func warning(_ facts: CertificateFacts, days configured: Int?, at now: Timestamp)
        -> String?
    {
        let left = facts.validTo - now
        let usual = Duration.seconds(86_400 * (configured ?? usualWarning))
        let third = (facts.validTo - facts.validFrom) / 3
        guard left <= (configured == nil ? min(usual, third) : usual), configured != 0 else {
            return nil
        }
        guard left > .zero else { return "the certificate " + ended(facts, at: now) }
        let end = "expires in \(Words.span(left)), on \(CalendarDay(facts.validTo).text)"
        if left > .seconds(86_400 * urgentWarning) { return "the certificate " + end }
        return "the certificate must be renewed now: it " + end
    }

    /// `expired 3 days ago, on 2026-11-18`.
    static func ended(_ facts: CertificateFacts, at now: Timestamp) -> String {
        "expired \(Words.span(now - facts.validTo)) ago, on \(CalendarDay(facts.validTo).text)"
    }

    /// `is not valid before 2026-12-01, 10 days from now`.
    static func notBegun(_ facts: CertificateFacts, at now: Timestamp) -> String {
        "is not valid before \(CalendarDay(facts.validFrom).text), \(Words.span(facts.validFrom - now)) from now"
    }

    /// For a table: `12 d`, `5 h`, `expired`.
    static func summary(_ facts: CertificateFacts, at now: Timestamp) -> String {
        let left = (facts.validTo - now).wholeSeconds
        if left <= 0 { return "expired" }
        return left >= 86_400 ? "\(left / 86_400) d" : "\(left / 3600) h"
    }

    /// For the evidence: `2026-12-04, in 13 days`.
    static func term(_ facts: CertificateFacts, at now: Timestamp) -> String {
        let left = facts.validTo - now
        let distance =
            left > .zero ? "in \(Words.span(left))" : "\(Words.span(now - facts.validTo)) ago"
        return "\(CalendarDay(facts.validTo).text), \(distance)"
    }
}
