import Foundation
import IncidentModel
import SafeText

/// Values that commands are going to see: how they are shown, and what they make of a command.
struct KnownValues {
    /// One value.
    struct Value {
        /// The environment variable.
        var name: String
        var value: String
        /// How the runbook writes it; empty for a variable that an earlier command set.
        var written: String
        var isSecret: Bool
    }

    private let values: [Value]

    /// - Parameters:
    ///   - given: What people filled in.
    ///   - carried: Variables that earlier commands set.
    ///   - secrets: Texts that make a value secret that has one of them in it.
    init(_ given: [Value], carried: [String: String], secrets: Set<String> = []) {
        let names = Set(given.map(\.name))
        let earlier = carried.filter { !names.contains($0.key) }.sorted { $0.key < $1.key }
        values =
            given
            + earlier.map { name, value in
                let isSecret =
                    Redactor.standard.redact(value) != value
                    || !Redactor.secretValues(of: [name: value]).isEmpty
                    || secrets.contains { value.contains($0) }
                return Value(name: name, value: value, written: "", isSecret: isSecret)
            }
    }

    /// What stands for a secret, whatever its length.
    static let dots: DisplayText = "••••••"
    private static let shownLength = 500

    /// The values that scripts use, as a person may see them.
    func shown(for scripts: [String]) -> [RunPreview.Value] {
        let used = Set(scripts.flatMap { ShellVariables.used(in: $0) })
        return values.filter { !$0.written.isEmpty || used.contains($0.name) }.map { value in
            RunPreview.Value(
                name: DisplayText(value.name), text: value.isSecret ? Self.dots : Self.cut(value))
        }
    }

    private static func cut(_ value: Value) -> DisplayText {
        guard value.value.count > shownLength else { return DisplayText(value.value) }
        return DisplayText(
            "\(value.value.prefix(shownLength))… (\(value.value.count) characters in all)")
    }

    /// The danger of a command whose values are known: a value such as `delete` may make it worse, none
    /// makes it better.
    func assess(_ plan: CommandPlan, script: String) -> (danger: Danger, reason: DisplayText) {
        let text = replaced(in: script)
        guard text != script else { return (plan.danger, plan.dangerReason) }
        let found = DangerClassifier.shared.assess(text)
        guard found.danger > plan.danger else { return (plan.danger, plan.dangerReason) }
        return (found.danger, DisplayText(found.reason))
    }

    /// The text with values in place of what stands for them: for the rules only, it never runs.
    private func replaced(in script: String) -> String {
        var text = script
        // A secret would show in the reason.
        for value in values where !value.isSecret {
            if value.written.isEmpty || value.written.hasPrefix("${") {
                text = Self.replacing(value.name, in: text, by: Self.plain(value.value, " "))
            } else {
                text = text.replacing(value.written, with: Self.plain(value.value, ""))
            }
        }
        return text
    }

    /// Signs that could end a word, or mean something to a shell, become `_`.
    private static func plain(_ value: String, _ kept: String) -> String {
        String(
            value.prefix(shownLength).map { character in
                let isPlain = character.isLetter || character.isNumber
                return isPlain || "._-/:@=,+%~*".contains(character) || kept.contains(character)
                    ? character : "_"
            })
    }

    private static func replacing(_ name: String, in text: String, by value: String) -> String {
        var result = text.replacing("${\(name)}", with: value)
        for range in result.ranges(of: "$" + name).reversed() {
            let next = result[range.upperBound...].utf8.first
            if next.map(VariableName.isNameByte) ?? false { continue }
            result.replaceSubrange(range, with: value)
        }
        return result
    }
}
