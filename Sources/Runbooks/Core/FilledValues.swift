import IncidentModel
import SafeText

/// The values of some placeholders: what becomes of the text, and what must never be shown.
struct FilledValues {
    /// A placeholder that has a value.
    struct Filling {
        var variable: RunbookVariable
        var value: String
    }

    private let fillings: [Filling]

    /// Looks up the values.
    ///
    /// - Parameters:
    ///   - placeholders: Those of a command or a file, as written.
    ///   - plan: The runbook, which knows the variables.
    ///   - values: What people gave, by how the runbook writes it.
    ///   - isDefined: True for a variable that has a value without anybody giving one.
    ///   - line: The line to name when one is missing.
    /// - Throws: `StepRefusal` with the variables that lack a value.
    init(
        of placeholders: [DisplayText], in plan: RunbookPlan, values: [DisplayText: String],
        isDefined: (String) -> Bool = { _ in false }, line: Int
    ) throws(StepRefusal) {
        var fillings: [Filling] = []
        var missing: [RunbookVariable] = []
        for written in placeholders {
            let variable =
                plan.variables.first { $0.written == written }
                ?? RunbookVariable(
                    written: written,
                    name: VariableName.of(VariableTable.inner(written.string)), line: line)
            if let value = values[written] {
                fillings.append(Filling(variable: variable, value: value))
            } else if !written.string.hasPrefix("${") || !isDefined(variable.name) {
                missing.append(variable)
            }
        }
        if let first = missing.first {
            throw StepRefusal("line \(line) needs a value for \(first.written)", missing: missing)
        }
        self.fillings = fillings
    }

    /// The environment that carries the values.
    var variables: [String: String] {
        Dictionary(fillings.map { ($0.variable.name, $0.value) }, uniquingKeysWith: { $1 })
    }

    /// The values that must never be shown.
    var secrets: [String] { fillings.filter(\.variable.isSecret).map(\.value) }

    /// The values that must never be shown, also those that look as if they were secret.
    func secrets(lookingLikeOneTo redactor: Redactor) -> [String] {
        fillings.filter { $0.variable.isSecret || redactor.redact($0.value) != $0.value }
            .map(\.value)
    }

    /// A command's text with references in place of its placeholders.
    ///
    /// - Throws: `StepRefusal` for a place in which no reference can stand.
    func script(_ text: String, isForShell: Bool, line: Int) throws(StepRefusal) -> String {
        let marks = fillings.map(\.variable).filter { !$0.written.string.hasPrefix("${") }
        guard let first = marks.first else { return text }
        guard isForShell else {
            throw StepRefusal(
                "line \(line) has \(first.written) in a text that is not for a shell; write it as an environment variable"
            )
        }
        let names = Dictionary(
            marks.map { ($0.written.string, $0.name) }, uniquingKeysWith: { $1 })
        do {
            return try PlaceholderFilling.filled(text, names: names)
        } catch {
            throw StepRefusal("line \(line): \(error.sentence)")
        }
    }

    /// A file's text with the values in place of its placeholders, as they are.
    func text(_ text: String) -> String {
        let values = Dictionary(
            fillings.map { ($0.variable.written.string, $0.value) }, uniquingKeysWith: { $1 })
        let bytes = Array(text.utf8)
        var filled: [UInt8] = []
        var copied = 0
        for span in Placeholder.spans(in: bytes) {
            guard let value = values[String(decoding: bytes[span], as: UTF8.self)] else { continue }
            filled += bytes[copied..<span.lowerBound] + Array(value.utf8)
            copied = span.upperBound
        }
        filled += bytes[copied...]
        return String(decoding: filled, as: UTF8.self)
    }
}
