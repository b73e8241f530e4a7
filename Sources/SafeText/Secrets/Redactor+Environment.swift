extension Redactor {
    /// Adds the values of the variables whose names sound secret (KEY, SECRET, TOKEN, PASSWORD …).
    ///
    /// Paths are left out, as in `GOOGLE_APPLICATION_CREDENTIALS`; of a value with many lines every
    /// long line counts.
    ///
    /// - Parameter environment: Variable names and values.
    public init(environment: [String: String]) {
        self.init(secretValues: Self.secretValues(of: environment))
    }

    /// The values that `init(environment:)` hides.
    ///
    /// - Parameter environment: Variable names and values.
    /// - Returns: Values and long lines of values, in no order.
    public static func secretValues(of environment: [String: String]) -> [String] {
        environment.flatMap { name, value -> [String] in
            guard isSensitive(name), !isPath(value) else { return [] }
            let lines = value.split(whereSeparator: \.isNewline)
            return lines.count > 1
                ? lines.filter { $0.utf8.count >= 16 && !$0.hasPrefix("-----") }.map(String.init)
                : [value]
        }
    }

    private static func isSensitive(_ name: String) -> Bool {
        let parts = name.uppercased().split { !$0.isLetter && !$0.isNumber }
        let words = [
            "SECRET", "TOKEN", "PASSWORD", "PASSWD", "PASSPHRASE", "CREDENTIAL", "PRIVATE",
        ]
        return parts.contains { part in
            ["KEY", "KEYS", "PASS", "PWD"].contains(part) && parts.count > 1
                || part.hasSuffix("KEY") || words.contains { part.contains($0) }
        }
    }

    private static func isPath(_ value: String) -> Bool {
        guard value.hasPrefix("/") || value.hasPrefix("~/") else { return false }
        return value.dropFirst().contains("/")
            && value.allSatisfy { $0.isLetter || $0.isNumber || "._-/~".contains($0) }
    }
}
