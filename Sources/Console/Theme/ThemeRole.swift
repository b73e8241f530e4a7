/// What a piece of the screen means; a theme says how each looks.
///
/// The raw value is the name in theme files.
public enum ThemeRole: String, Hashable, Sendable, CaseIterable {
    /// Ordinary text.
    case text
    /// Text that matters more than its surroundings.
    case strong
    /// Text that matters less than its surroundings.
    case faint
    /// The program's name in the header.
    case brand
    /// The title of a pane.
    case title
    /// The title of the focused pane.
    case titleActive = "title-active"
    /// The border of a pane.
    case border
    /// The border of the focused pane.
    case borderActive = "border-active"
    /// Counts in a border.
    case count
    /// A key in a hint.
    case key
    /// What a key does.
    case hint
    /// The mark of the selected row.
    case selectionMark = "selection-mark"
    /// The selected row of the focused pane; only its background and attributes count.
    case selection
    /// Text that a filter found.
    case match
    /// A service that serves.
    case up
    /// A service that serves slowly or in part.
    case degraded
    /// A service that does not serve, by its own fault.
    case down
    /// A service that another one keeps from serving.
    case blocked
    /// A service of which nothing is known.
    case unknown
    /// A small graph.
    case graph
    /// A failed sample in a graph.
    case graphFailed = "graph-failed"
    /// Priority P0.
    case priority0 = "priority-0"
    /// Priority P1.
    case priority1 = "priority-1"
    /// Priority P2.
    case priority2 = "priority-2"
    /// Priority P3.
    case priority3 = "priority-3"
    /// The badge of a new cluster.
    case new
    /// The badge of a cluster that fell silent.
    case silent
    /// A variable part of a template.
    case wildcard
    /// The heading of a phase.
    case phase
    /// The heading of a phase that undoes another.
    case rollback
    /// A step or check that is still to be done.
    case pending
    /// A step that runs.
    case running
    /// A step or check that is done.
    case done
    /// A step that failed.
    case failed
    /// A step that was left out.
    case skipped
    /// A command that only reads.
    case reads
    /// A command of which nobody knows what it does.
    case unclear
    /// A command that changes something.
    case changes
    /// A command that destroys something.
    case destroys
    /// A gate that holds.
    case gateMet = "gate-met"
    /// A gate that holds, but not yet for long enough.
    case gateHolding = "gate-holding"
    /// A gate that does not hold.
    case gateUnmet = "gate-unmet"
    /// A gate that cannot be judged.
    case gateNoData = "gate-no-data"
    /// The text of a command.
    case command
    /// Standard output of a command.
    case output
    /// Standard error of a command.
    case outputError = "output-error"
    /// Our own sentence among the output.
    case outputNotice = "output-notice"
    /// A clock in the header.
    case clock
    /// A clock that will soon run out.
    case clockSoon = "clock-soon"
    /// A clock that has run out.
    case clockOverdue = "clock-overdue"
    /// The mark of a live screen.
    case live
    /// The mark of a frozen screen.
    case paused
    /// Something must not be overlooked: events are not being recorded.
    case alarm
    /// The mark of a screen from which commands can be run.
    case readWrite = "read-write"
    /// The mark of a read-only screen.
    case readOnly = "read-only"
    /// A passing sentence.
    case notice
    /// A passing sentence that says why something was not done.
    case refusal
    /// The name of a prompt.
    case prompt
    /// A heading inside of details and help.
    case heading
}
