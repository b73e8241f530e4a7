/// A template with its variable parts set apart.
enum TemplateText {
    /// What stands for a variable part.
    static let wildcard = "<*>"

    /// The template in roles.
    static func styled(_ template: String, role: ThemeRole = .text) -> StyledText {
        var text = StyledText()
        var rest = template[...]
        while let found = rest.firstRange(of: wildcard) {
            text.add(String(rest[..<found.lowerBound]), role)
            text.add(wildcard, .wildcard)
            rest = rest[found.upperBound...]
        }
        text.add(String(rest), role)
        return text
    }
}
