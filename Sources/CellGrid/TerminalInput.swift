/// One thing that came from a terminal.
public enum TerminalInput: Hashable, Sendable {
    /// A key was pressed.
    case key(Key)
    /// Text was pasted: lines end in `\n`, other control characters but tab are gone.
    ///
    /// It is as foreign as a log line: make it safe before anything shows or runs it.
    case paste(String)
    /// The terminal has a new size.
    case resized(Size)
    /// The program goes on after it was stopped, and everything must be drawn again.
    case resumed
}
