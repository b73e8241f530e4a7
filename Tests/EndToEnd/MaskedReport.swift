import Foundation

/// A report without what differs from run to run.
struct MaskedReport {
    /// What is left.
    let text: String

    /// Patterns and what stands in their place, in this order.
    private static let masks = [
        (#"INC-\d{8}-\d{4}(-\d+)?"#, "INC"),
        (#"\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d)?)?"#, "TIME"), (#"\b\d\d:\d\d:\d\d\b"#, "TIME"),
        (#"-?\b\d+ h \d\d min\b|\b\d+ min \d\d s\b|\b[\d.]+ (ms|s|min|h|days?)\b"#, "SPAN"),
        (#"\b[0-9a-f]{64}\b"#, "HASH"), (#"`[^`]*\b[0-9a-f]{64}`"#, "HASH"),
        (#"\bevent \d+\b"#, "event N"), (#"\([a-z]+@[^)]*\)"#, "(USER)"),
        (#"[a-z]+@[A-Za-z0-9.-]+"#, "USER"), (#"\bfile [0-9a-f]{8}\b"#, "file ID"),
        (#"\b\d\d:\d\d\b"#, "TIME"), (#"\d+ % alike: [^;]*;"#, "ALIKE;"),
        (#"\*\*Events:\*\* \d+"#, "**Events:** N"),
    ]

    /// Lines that tell of what happens at its own pace.
    private static let unsteady =
        #"(cluster \d|gate \d|exit criterion|update for|frontend|websocket|auth|, \d+ times until|backend: new price"#
        + #"|backend UP|change: file|change: deploy|like INC)"#

    /// Lines of an update that depend on how far services and criteria were when it was drafted.
    private static let drafted = [
        "- All 4", "- Available", "- Exit", "- Does not hold", "- Done", "- and",
        "- Log cluster", "- New log cluster",
    ]

    init(_ report: String) {
        var section = ""
        var isQuoted = false
        var lines: [String] = []
        for line in report.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        {
            if line.hasPrefix("```") { isQuoted.toggle() }
            if line.hasPrefix("## "), !isQuoted { section = line }
            let isUnsteady = line.range(of: Self.unsteady, options: .regularExpression) != nil
            switch section {
            case "## Time line", "## Services": if isUnsteady { continue }
            case "## Log clusters" where !line.hasPrefix("## "): continue
            case "## Updates that went out" where Self.drafted.contains(where: line.hasPrefix):
                continue
            default: break
            }
            lines.append(Self.masked(line))
        }
        text = lines.joined(separator: "\n")
    }

    private static func masked(_ line: String) -> String {
        masks.reduce(line) { text, mask in
            text.replacingOccurrences(of: mask.0, with: mask.1, options: .regularExpression)
        }
    }
}
