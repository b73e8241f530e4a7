import IncidentModel

/// Judges a secret without ever saying anything of its value, not even its length.
enum SecretCheck {
    /// Values that stand for one, whole and in small letters.
    private static let stand: Set<String> = [
        "changeme", "change-me", "change_me", "replaceme", "replace-me", "replace_me",
        "placeholder",
        "template", "todo", "tbd", "fixme", "xxx", "xxxx", "xxxxx", "xxxxxx", "xxxxxxxx", "example",
        "dummy", "secret", "password", "your-secret", "none", "null", "undefined", "unset",
    ]

    /// Why a value is no secret: empty or a placeholder; nil when it may be one.
    ///
    /// - Parameters:
    ///   - value: The secret.
    ///   - name: The file or variable, for the sentence.
    /// - Returns: A failure whose words hold nothing of the value.
    static func failure(of value: String, name: String) -> ProbeFailure? {
        let lines = value.split(whereSeparator: \.isNewline)
        guard let first = lines.first(where: { $0.contains { !$0.isWhitespace } }) else {
            return .down("empty", "\(name) is empty", .state)
        }
        guard lines.count <= 3 else { return nil }
        let isStand =
            stand.contains(first.lowercased().filter { !$0.isWhitespace })
            || !PlaceholderScanner(language: FileLanguage(path: "", head: []))
                .placeholders(in: String(first.prefix(512))).isEmpty
            || asksForOne(first)
        return isStand ? .down("unfilled", "\(name) still holds a placeholder", .state) : nil
    }

    /// `your-api-key-here`, `insert_token`.
    private static func asksForOne(_ line: Substring) -> Bool {
        let parts = line.prefix(64).lowercased().split { !$0.isLetter && !$0.isNumber }
        return parts.count >= 2 && parts.count <= 6
            && ["your", "insert", "replace", "enter"].contains(String(parts[0]))
    }
}
