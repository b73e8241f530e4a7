import IncidentModel
import SafeText

/// One line of the file of trusted runbooks: hash, date, who, where it was read from, apart by tabs.
struct TrustRecord: Hashable {
    /// SHA-256 of the runbook's bytes in lower-case hexadecimal.
    var hash: String
    /// When it was trusted, such as `2026-01-02T03:04:05Z`.
    var date: String
    /// Who trusted it.
    var actor: DisplayText
    /// Where it was read from at that time; a hint for people, the hash alone decides.
    var path: DisplayText

    /// The line, with its end.
    var line: String {
        [hash, date, Self.field(actor), Self.field(path)].joined(separator: "\t") + "\n"
    }

    /// The hashes of all whole lines; damaged ones are ignored.
    static func hashes(in text: String) -> Set<String> {
        Set(text.split(separator: "\n").compactMap { hash(of: $0) })
    }

    private static func hash(of line: Substring) -> String? {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard fields.count == 4, let hash = fields.first, isHash(hash), !fields[1].isEmpty else {
            return nil
        }
        return String(hash)
    }

    private static func isHash(_ text: Substring) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    /// Display text holds no line end but may hold a tab, which is the separator.
    private static func field(_ text: DisplayText) -> String {
        String(text.string.map { $0 == "\t" || $0 == "\n" ? " " : $0 })
    }
}
