import IncidentModel
import SafeText

/// The values that people filled in, secrets included; never written anywhere as a whole.
struct GivenValues {
    private var plain: [RunbookID: [DisplayText: String]] = [:]
    private var secrets: [RunbookID: [DisplayText: String]] = [:]
    /// Secrets that were given, also those that another value replaced; their long lines as well.
    private var hidden: Set<String> = []
    /// Hides the secrets among the values; nil when there is none.
    private(set) var redactor: Redactor?

    /// What one value became.
    enum Answer: Equatable {
        /// It is kept; what the journal gets, nil for a secret.
        case kept(recorded: DisplayText?)
        /// It is not taken, in a sentence.
        case refused(DisplayText)
    }

    /// The values for a runbook's commands, by how it writes them.
    func all(_ runbook: RunbookID) -> [DisplayText: String] {
        (plain[runbook] ?? [:]).merging(secrets[runbook] ?? [:]) { $1 }
    }

    /// The text without the secrets among the values.
    func redact(_ text: DisplayText) -> DisplayText { redactor?.redact(text) ?? text }

    /// The preview with stars in place of secrets, whatever put them there.
    func masking(_ preview: RunPreview) -> RunPreview {
        var preview = preview
        for index in preview.values.indices {
            let value = preview.values[index]
            let text = value.text.string
            let byName = Redactor(environment: [value.name.string: text]).redact(text)
            if hidden.contains(text) || byName != text || redact(value.text) != value.text {
                preview.values[index].text = "********"
            }
        }
        return preview
    }

    /// Takes the values that an earlier console recorded.
    mutating func restore(_ values: [RunbookID: [DisplayText: DisplayText]]) {
        for (runbook, given) in values {
            for (written, text) in given { plain[runbook, default: [:]][written] = text.string }
        }
    }

    /// Takes a value in place of an earlier one.
    ///
    /// A text that the journal would hide (`looksSecret`) is kept like a secret: else a later console
    /// would fill in the mark that stands for it.
    mutating func set(
        _ value: String, for variable: RunbookVariable, of runbook: RunbookID, looksSecret: Bool
    ) -> Answer {
        if let sentence = Self.objection(to: value, for: variable) { return .refused(sentence) }
        plain[runbook, default: [:]][variable.written] = nil
        secrets[runbook, default: [:]][variable.written] = nil
        guard !variable.isSecret, !looksSecret else {
            secrets[runbook, default: [:]][variable.written] = value
            hide(value)
            return .kept(recorded: nil)
        }
        plain[runbook, default: [:]][variable.written] = value
        return .kept(recorded: DisplayText(value))
    }

    private mutating func hide(_ secret: String) {
        hidden.insert(secret)
        hidden.formUnion(secret.split(whereSeparator: \.isNewline).map(String.init))
        redactor = Redactor(secretValues: Array(hidden))
    }

    private static func objection(
        to value: String, for variable: RunbookVariable
    ) -> DisplayText? {
        let name = variable.written
        if value.isEmpty { return "\(name) needs a value, found none" }
        if value.utf8.contains(0) { return "the value of \(name) has a zero byte in it" }
        // What is not the same on the screen could not be agreed to, nor restored from the journal.
        if !variable.isSecret, DisplayText(value).string != value {
            return "the value of \(name) has control characters in it"
        }
        guard let pattern = variable.pattern else { return nil }
        guard let expression = try? Regex(pattern) else {
            return "the pattern of \(name) is no regular expression: \(DisplayText(pattern))"
        }
        guard (try? expression.wholeMatch(in: value)) != nil else {
            // A secret is not repeated, not even a wrong one.
            let found = variable.isSecret ? "something else" : "\(DisplayText(value))"
            return "\(name) must match \(DisplayText(pattern)), found \(found)"
        }
        return nil
    }
}
