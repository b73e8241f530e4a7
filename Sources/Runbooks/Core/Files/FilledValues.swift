import IncidentModel
import SafeText

/// The values for the placeholders of a file: what becomes of its text, and what must never be shown.
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
    ///   - placeholders: Those of the file, as written.
    ///   - plan: The runbook, which knows the variables.
    ///   - values: What people gave, by how the runbook writes it.
    ///   - line: The line to name when one is missing.
    /// - Throws: `StepRefusal` with the variables that lack a value.
    init(
        of placeholders: [DisplayText], in plan: RunbookPlan, values: [DisplayText: String],
        line: Int
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
            } else {
                missing.append(variable)
            }
        }
        if let first = missing.first {
            throw StepRefusal("line \(line) needs a value for \(first.written)", missing: missing)
        }
        self.fillings = fillings
    }

    /// The values that must never be shown, also those that look as if they were secret.
    func secrets(lookingLikeOneTo redactor: Redactor) -> [String] {
        fillings.filter { filling in
            filling.variable.isSecret || redactor.redact(filling.value) != filling.value
                || !Redactor.secretValues(of: [filling.variable.name: filling.value]).isEmpty
        }.map(\.value)
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
