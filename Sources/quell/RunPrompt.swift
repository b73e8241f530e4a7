import Glibc

/// A plain terminal, or none: lines out, questions, and the lines that answer them.
final class RunPrompt {
    private var question: String?
    private var isQuestionShown = false
    private var isStatusShown = false
    private var hiddenModes: termios?
    private var typed: [UInt8] = []
    private let showsStatus = isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) == 1

    /// Prints a line; a question that stands open is repeated behind it by `settle`.
    func show(_ line: String) {
        clearStatus()
        if isQuestionShown {
            Plain.print("")
            isQuestionShown = false
        }
        Plain.print(line)
    }

    /// Writes over the last line of the terminal.
    func showStatus(_ line: String) {
        guard showsStatus, question == nil else { return }
        Plain.replaceLine(with: String(line.prefix(width - 1)))
        isStatusShown = true
    }

    /// Takes the status line away.
    func clearStatus() {
        if isStatusShown { Plain.replaceLine(with: "") }
        isStatusShown = false
    }

    /// Asks; what was typed before the question is no answer to it.
    func ask(_ question: String, isSecret: Bool) {
        clearStatus()
        tcflush(STDIN_FILENO, TCIFLUSH)
        typed = []
        if isSecret { hide() }
        self.question = question
        isQuestionShown = false
    }

    /// Shows the open question where other lines came after it.
    func settle() {
        guard let question, !isQuestionShown else { return }
        Plain.print(question, terminator: "")
        isQuestionShown = true
    }

    /// Waits until something is said or typed, at most until the next second.
    func wait(for descriptor: Int32) {
        var polled = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
        if question != nil {
            polled.append(pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0))
        }
        _ = poll(&polled, nfds_t(polled.count), 1000)
    }

    /// The answer to the open question, if there is one: nil inside for the end of the input.
    func answers() -> [String?] {
        guard question != nil else { return [] }
        var polled = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        guard poll(&polled, 1, 0) > 0 else { return [] }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = read(STDIN_FILENO, &buffer, buffer.count)
        if count < 0, errno == EINTR || errno == EAGAIN { return [] }
        guard count > 0 else {
            closeQuestion()
            return [nil]
        }
        typed += buffer[..<count]
        guard let end = typed.firstIndex(of: UInt8(ascii: "\n")) else { return [] }
        let line = String(decoding: typed[..<end], as: UTF8.self)
        closeQuestion()
        return [line]
    }

    /// Gives the terminal back as it was.
    func close() {
        clearStatus()
        if question != nil { Plain.print("") }
        closeQuestion()
    }

    private func closeQuestion() {
        question = nil
        isQuestionShown = false
        typed = []
        guard var modes = hiddenModes else { return }
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &modes)
        hiddenModes = nil
        Plain.print("")
    }

    private func hide() {
        var modes = termios()
        guard tcgetattr(STDIN_FILENO, &modes) == 0 else { return }
        if hiddenModes == nil { hiddenModes = modes }
        modes.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &modes)
    }

    private var width: Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1 else { return 80 }
        return Int(size.ws_col)
    }
}
