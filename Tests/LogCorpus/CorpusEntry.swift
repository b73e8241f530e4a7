/// One entry before it gets its service's layout.
struct CorpusEntry {
    var service: String
    /// The letter of `CorpusText`.
    var level: Character
    /// The template's place in its service: a statement has its own logger, line and code.
    var statement: Int
    var component: String
    var moment: CorpusMoment
    var message: String
    var fields: [(key: String, value: String)]
    /// What a trace adds to the message, as lines.
    var trace: [String]
    var exception: String
    /// True when the exception is printed behind the message, on its line.
    var showsExceptionInline: Bool

    /// The message as a line of text has it.
    var line: String { showsExceptionInline ? message + ": " + exception : message }

    /// The level in words of the usual length.
    var word: String {
        switch level {
        case "D": "DEBUG"
        case "W": "WARN"
        case "E": "ERROR"
        case "F", "P": "FATAL"
        default: "INFO"
        }
    }

    /// The level as Python and others spell it.
    var longWord: String { level == "W" ? "WARNING" : level == "F" ? "CRITICAL" : word }
}
