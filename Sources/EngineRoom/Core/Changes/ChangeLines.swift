import IncidentModel
import Probes
import SafeText

/// Reads what a command prints about changes: one a line, `TIME<TAB>ID<TAB>AUTHOR<TAB>TITLE`.
///
/// The time is that of RFC 3339, such as `2026-11-21T21:40:00Z`. A line in another form is a change at the
/// time at which it was seen first; what is there at the first look is not new, for nobody knows when it came.
struct ChangeLines {
    /// How many lines without a time are remembered.
    private static let mostRemembered = 5_000

    private var firstSeen: [DisplayText: Timestamp] = [:]
    private var hasLooked = false

    /// Takes all that the command printed.
    ///
    /// - Parameters:
    ///   - output: Foreign bytes.
    ///   - now: The time on the wall.
    /// - Returns: The changes that are known, in no order.
    mutating func changes(in output: [UInt8], at now: Timestamp) -> [ChangeSighting] {
        var changes: [ChangeSighting] = []
        for bytes in output.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            let fields = bytes.split(
                separator: 0x09, maxSplits: 3, omittingEmptySubsequences: false)
            if let change = Self.change(fields) {
                changes.append(change)
            } else if let change = plainChange(DisplayText(bytes: bytes, limit: 4096), now) {
                changes.append(change)
            }
        }
        hasLooked = true
        return changes
    }

    private static func change(_ fields: [ArraySlice<UInt8>]) -> ChangeSighting? {
        guard fields.count == 4,
            let at = RFC3339.timestamp(String(decoding: fields[0], as: UTF8.self)),
            !fields[1].isEmpty
        else { return nil }
        return ChangeSighting(
            id: DisplayText(bytes: fields[1], limit: 1024), at: at,
            title: DisplayText(bytes: fields[3], limit: 4096),
            author: DisplayText(bytes: fields[2], limit: 1024))
    }

    private mutating func plainChange(_ line: DisplayText, _ now: Timestamp) -> ChangeSighting? {
        guard line.string.contains(where: { !$0.isWhitespace }) else { return nil }
        if firstSeen[line] == nil {
            guard firstSeen.count < Self.mostRemembered else { return nil }
            firstSeen[line] = hasLooked ? now : Timestamp(nanoseconds: .min)
        }
        guard let seen = firstSeen[line], seen.nanoseconds != .min else { return nil }
        return ChangeSighting(
            id: DisplayText(ContentPrint.text(of: line.string.utf8)), at: seen, title: line)
    }
}
