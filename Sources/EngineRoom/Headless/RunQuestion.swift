import IncidentModel
import SafeText

/// What a runbook without the console asks a person.
enum RunQuestion: Hashable, Sendable {
    /// Whether to trust the runbook.
    case trust
    /// Whether to start a run; with the word to type when it destroys something.
    case start(RunPreview)
    /// A value of a step; the others that it needs follow.
    case value(StepID, RunbookVariable, then: [RunbookVariable])
    /// Whether something that no command does was done: a check, or the whole step.
    case manual(StepID, CheckID?, DisplayText)
    /// What to do about a step that failed, and how it did.
    case failed(StepID, DisplayText)
    /// What to do about a step that a person did not start.
    case declined(StepID)
    /// What to do about a gate that did not hold, and what was seen instead.
    case gate(StepID, DisplayText)
    /// What to do about a step that cannot run, and why.
    case blocked(StepID, DisplayText)
    /// Whether to write a file.
    case file(FilePreview)
    /// Why a step is left out.
    case reason(StepID)

    /// The word to type before something is destroyed.
    static let destroyWord = "destroy"

    /// What is asked, as it stands before the answer.
    var prompt: String {
        switch self {
        case .trust: "Trust it and run its commands? [y/N] "
        case .start(let preview) where preview.danger == .destroys:
            "Type \(Self.destroyWord) to run \(preview.step.label), anything else not to: "
        case .start(let preview): "Run \(preview.step.label)? [y/N] "
        case .value(_, let variable, _): Self.prompt(for: variable)
        case .manual(let step, let check, _):
            check == nil ? "\(step.label) done? [y/s/q] " : "done? [y/s/q] "
        case .failed: "[r]un it again, [s]kip it, roll [b]ack, [q]uit: "
        case .declined: "[r]un it after all, [s]kip it, roll [b]ack, [q]uit: "
        case .gate: "[w]ait again, [s]kip it, roll [b]ack, [q]uit: "
        case .blocked: "[s]kip it, roll [b]ack, [q]uit: "
        case .file(let preview): "Write \(preview.path)? [y/s/q] "
        case .reason(let step): "Why is \(step.label) left out? "
        }
    }

    private static func prompt(for variable: RunbookVariable) -> String {
        let words = variable.prompt.isEmpty ? "" : " (\(variable.prompt))"
        let proposal = variable.proposal.map { " [\($0)]" } ?? ""
        let secret = variable.isSecret ? ", not shown" : ""
        return "Value of \(variable.written)\(words)\(secret)\(proposal): "
    }

    /// True when the answer must not appear on the screen.
    var isSecret: Bool {
        if case .value(_, let variable, _) = self { variable.isSecret } else { false }
    }

    /// Why the run ends when nobody can answer, and its exit status.
    func unanswered(in plan: RunbookPlan?) -> (status: RunStatus, sentence: String) {
        switch self {
        case .trust:
            let name = plan?.id.name ?? "the runbook"
            return (
                .stopped,
                "\(name) is not trusted yet: read it, then give --trust or run it in a terminal"
            )
        case .start(let preview):
            return (.stopped, Self.needsAnswer(preview))
        case .value(let step, let variable, _):
            let name = variable.name
            return (
                .stopped,
                "step \(step.label) needs a value for \(variable.written): give --value "
                    + (variable.isSecret
                        ? "\(name) with \(name) in the environment" : "\(name)=TEXT")
            )
        case .manual(let step, _, let what):
            return (.stopped, "step \(step.label) needs a person at a terminal: \(what)")
        case .failed(_, let reason), .gate(_, let reason): return (.failed, reason.string)
        case .blocked(_, let reason): return (.stopped, reason.string)
        case .declined(let step), .reason(let step):
            return (.stopped, "step \(step.label) needs a person")
        case .file(let preview):
            return (
                .stopped, "\(preview.path) is to be written: give --yes or run it in a terminal"
            )
        }
    }

    private static func needsAnswer(_ preview: RunPreview) -> String {
        let step = "step \(preview.step.label)"
        if preview.asksAlways {
            return "\(step) is to be confirmed by a person, also with --yes: run it in a terminal"
        }
        switch preview.danger {
        case .destroys:
            return
                "\(step) destroys something: it is always asked for, and there is no terminal to answer in"
        case .unknown:
            return
                "what \(step) does is unknown: it is asked for also with --yes, and there is no terminal to answer in"
        case .changes, .reads:
            return "\(step) has to be agreed to: give --yes or run it in a terminal"
        }
    }
}

/// How a runbook without the console ended, as an exit status.
public enum RunStatus: Int32, Hashable, Sendable {
    /// All was done and all gates held.
    case done = 0
    /// A step or gate failed.
    case failed = 1
    /// The command line is wrong, or the runbook could not be loaded.
    case unusable = 2
    /// A person stopped it, or an answer was missing.
    case stopped = 3
}
