import IncidentModel
import SafeText

/// A command with its text, read as shell.
struct LintedCommand {
    let plan: CommandPlan
    /// The exact text.
    let script: String
    let attributes: CommandAttributes
    let parsed: ShellScript
    /// Every program that is run, those inside `ssh host '…'` and `kubectl exec … --` included.
    let programs: [LintedProgram]

    init(_ plan: CommandPlan, script: String, attributes: CommandAttributes) {
        self.plan = plan
        self.script = script
        self.attributes = attributes
        let masked = Placeholder.masked(script)
        parsed = ShellScript(masked)
        programs = LintedProgram.all(in: parsed, at: ShellPlaces(masked))
    }

    /// A warning about a line of the script, counted from 0.
    func warning(
        at line: Int, _ rule: String, _ text: String, advice: String
    ) -> RunbookProblem {
        RunbookProblem(
            .warning, line: plan.line + line, rule: rule, DisplayText(text),
            advice: DisplayText(advice))
    }

    /// The first line, from 0, on which a text stands; 0 when it stands on none.
    func line(of text: String) -> Int {
        let lines = script.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.firstIndex { $0.contains(text) } ?? 0
    }

    /// True when a failure inside a pipeline is its failure.
    var seesPipelineFailures: Bool {
        attributes.isStrict
            || programs.contains { $0.name == "set" && $0.arguments.contains("pipefail") }
    }

    /// True when the author said how long it may take.
    var hasOwnTimeout: Bool {
        guard let timeout = attributes.timeout else { return false }
        return attributes.values["timeout"] != nil || timeout != CommandAttributes.defaultTimeout
    }
}
