/// Hides a password that a server might echo.
struct SecretMask: Sendable {
    /// Shorter ones are not looked for: they would hit ordinary words.
    static let leastLength = 4

    private let secret: String?

    /// Takes the password; nil when there is none.
    init(_ secret: String?) {
        self.secret = secret.flatMap { $0.utf8.count >= Self.leastLength ? $0 : nil }
    }

    /// The text with the password replaced by `***`.
    func hide(_ text: String) -> String {
        guard let secret else { return text }
        return text.replacing(secret, with: "***")
    }
}
