import IncidentModel
import SafeText

/// The question before a step runs, with all that the answer depends on.
struct RunQuestion: Equatable, Sendable {
    /// What has to be typed or pressed.
    enum Answer: Equatable, Sendable {
        /// The key `y`.
        case yes
        /// These words, then Enter.
        case words(String)
    }

    /// Exactly what runs: this is what a person agrees to.
    var preview: RunPreview
    /// The step as it was when the question was asked.
    var plan: StepPlan?
    /// What has to be typed or pressed.
    var answer: Answer
    /// True when events are not being recorded, and the person runs it all the same.
    var isUnrecorded: Bool
    /// When it came up without a key that asked for it; an answer in the same second was meant for
    /// something else.
    var cameUpAt: Timestamp?
    /// What was typed so far.
    var typed = LineEditor()
    /// The first row of the commands in sight.
    var top = 0
}

/// The question whether the commands of a runbook may run at all.
struct TrustQuestion: Equatable, Sendable {
    /// The runbook.
    var runbook: RunbookID
    /// Its contents when the question was asked.
    var hash: String
    /// What goes on after a yes.
    var wish: RunbookWish?
    /// The first row of the commands in sight.
    var top = 0
}

/// The question before what was done is undone.
struct RollbackQuestion: Equatable, Sendable {
    /// The runbook.
    var runbook: RunbookID
    /// The steps that undo, in the order in which they run.
    var steps: [StepID]
    /// The first row of the steps in sight.
    var top = 0
}

/// The question before a file is written.
struct FileQuestion: Equatable, Sendable {
    /// What writing it does.
    var preview: FilePreview
    /// The first row of the changes in sight.
    var top = 0
}

/// What a person asked of a runbook, so that it goes on once trust or a value was given.
enum RunbookWish: Equatable, Sendable {
    /// Run a step.
    case run(StepID)
    /// Run on to the next decision.
    case runOn(RunbookID, from: StepID?)
    /// Undo what was done.
    case rollBack(RunbookID)
    /// Write a file.
    case writeFile(FileID)
    /// Judge a check again.
    case recheck(CheckID)
    /// See or change the values.
    case values(RunbookID)

    /// The runbook that it is about.
    var runbook: RunbookID {
        switch self {
        case .run(let step): step.runbook
        case .runOn(let runbook, _), .rollBack(let runbook), .values(let runbook): runbook
        case .writeFile(let file): file.step.runbook
        case .recheck(let check): check.step.runbook
        }
    }

    /// What the room is asked for; nil for what the console does by itself.
    var effect: ConsoleEffect? {
        switch self {
        case .run(let step): .prepareStep(step)
        case .runOn(let runbook, let step): .runOn(runbook, from: step)
        case .rollBack(let runbook): .rollBack(runbook)
        case .writeFile(let file): .prepareFile(file)
        case .recheck(let check): .recheck(check)
        case .values: nil
        }
    }
}

/// A value that is being asked for, with those after it.
struct ValueRequest: Equatable, Sendable {
    /// The runbook.
    var runbook: RunbookID
    /// The value.
    var variable: RunbookVariable
    /// The values that are asked for afterwards.
    var rest: [RunbookVariable] = []
    /// What goes on when all are given.
    var wish: RunbookWish?
    /// True from Enter until the room has taken or refused it.
    var isSent = false
    /// Why the room did not take what was typed.
    var problem: DisplayText?
}
