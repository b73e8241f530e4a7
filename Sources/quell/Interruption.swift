import Glibc

/// What Ctrl-C does to a command that only computes.
enum Interruption {
    /// From now on Ctrl-C ends the process with status 130, a clean line and one sentence.
    static func endsWithOneSentence() {
        signal(SIGINT) { _ in
            // Only calls that are safe in a signal handler (signal-safety(7)).
            let erase: StaticString = "\r\u{1B}[K"
            let sentence: StaticString = "quell: interrupted before the end of the input\n"
            if isatty(STDERR_FILENO) == 1 {
                _ = write(STDERR_FILENO, erase.utf8Start, erase.utf8CodeUnitCount)
            }
            _ = write(STDERR_FILENO, sentence.utf8Start, sentence.utf8CodeUnitCount)
            _exit(130)
        }
    }
}
