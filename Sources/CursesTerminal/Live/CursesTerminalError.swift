/// Why a terminal could not be taken over, in one sentence for people.
public enum CursesTerminalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Input or output is a file or a pipe, and the process has no terminal of its own either.
    case notATerminal
    /// The variable TERM is not set.
    case kindNotSet
    /// The system has no description of this kind of terminal.
    case kindUnknown(String)
    /// This kind of terminal cannot place its cursor, so nothing but lines can be shown on it.
    case cursorCannotMove(String)
    /// The system refused something; the text is its reason.
    case refused(String)

    /// One sentence.
    public var description: String {
        switch self {
        case .notATerminal:
            "The console needs a terminal, and neither standard input and output nor /dev/tty is one."
        case .kindNotSet:
            "The variable TERM is not set, so the kind of terminal is not known; set it, for example TERM=xterm-256color."
        case .kindUnknown(let name):
            "This system has no description of the terminal TERM=\(name); try TERM=xterm-256color or install its terminfo entry."
        case .cursorCannotMove(let name):
            "The terminal TERM=\(name) cannot move its cursor, so no screen can be drawn on it; use a command that prints plain text, such as quell check."
        case .refused(let reason):
            "The terminal could not be taken over: \(reason)."
        }
    }
}
