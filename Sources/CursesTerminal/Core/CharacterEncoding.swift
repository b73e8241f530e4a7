/// The locale to take the character set from, and whether more than ASCII can be shown.
struct CharacterEncoding: Equatable, Sendable {
    /// The locales to try in this order for `setlocale(LC_CTYPE, …)`.
    let locales: [String]
    /// Whether the terminal itself has more than ASCII, whatever the locale.
    let terminalHasMore: Bool

    /// Follows POSIX: LC_ALL wins over LC_CTYPE, that over LANG; empty counts as not set.
    ///
    /// A locale in UTF-8 that is not installed here, which is common after `ssh`, becomes C.UTF-8.
    /// The terminals of the VT series and their like have no UTF-8.
    init(environment: [String: String], terminal: String) {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }
        let chosen = names.first { !$0.isEmpty } ?? "C"
        let encoding = chosen.lowercased()
        let isUTF8 = encoding.contains("utf-8") || encoding.contains("utf8")
        locales = isUTF8 ? [chosen, "C.UTF-8"] : [chosen, "C"]
        let plain = ["vt", "ansi", "dumb", "cons25", "pcansi", "sun"]
        terminalHasMore = !plain.contains { terminal.hasPrefix($0) }
    }
}
