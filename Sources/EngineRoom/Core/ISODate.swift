import Foundation
import IncidentModel

/// Moments as other programs read them: `2026-11-21T21:48:03Z`.
enum ISODate {
    /// Whole seconds, UTC.
    static func text(_ moment: Timestamp) -> String {
        Date(timeIntervalSince1970: Double(moment.seconds)).formatted(.iso8601)
    }
}
