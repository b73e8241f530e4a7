import IncidentModel
import SafeText

/// A phase while the document is being read.
struct PhaseDraft {
    var title: String
    var line: Int
    var isRollback = false
    /// It was made of a rollback section inside the phase before it.
    var undoesPrevious = false
    var steps: [StepDraft] = []
    /// The heading announces steps or time.
    var isAnnounced = false

    /// True when there is something to do in it.
    var isActionable: Bool {
        isAnnounced
            || steps.contains {
                !$0.commands.isEmpty || !$0.checks.isEmpty || !$0.files.isEmpty || $0.isNumbered
            }
    }
}

/// A step while the document is being read.
struct StepDraft {
    var title: String
    var line: Int
    /// The headings from the phase down to the step.
    var path: [String] = []
    var isRollback = false
    /// It is an item of a numbered list.
    var isNumbered = false
    var prose: [String] = []
    var commands: [CommandDraft] = []
    var checks: [CheckDraft] = []
    var files: [FileDraft] = []
}

/// A command while the document is being read.
struct CommandDraft {
    var script: String
    var line: Int
    /// The line of its block's fence.
    var fenceLine: Int
    var language: String
    /// It runs only when asked for by itself.
    var isOnRequest: Bool
    var attributes = CommandAttributes()
}

/// A check while the document is being read.
struct CheckDraft {
    var text: InlineText
    var line: Int
    var isTicked = false
    /// It stands below a heading, or a line, that leads outcomes in.
    var isOutcome = false
    /// The position of the command that verifies it; nil for none.
    var command: Int?
}

/// A file to write while the document is being read.
struct FileDraft {
    var path: String
    var language: String
    var line: Int
    var text: String
}

/// The output that a block shows in a rehearsal.
struct SimulationDraft {
    var name: String
    var text: String
    var line: Int
}

extension RunbookProblem {
    /// What is wrong with a fence's attributes.
    init(_ problem: AttributeReader.Problem, line: Int) {
        self.init(
            .error, line: line, rule: "attribute", .init(problem.text),
            advice: .init(problem.advice))
    }
}
