import ArgumentParser
import Glibc

/// Text for people and pipes, without any control sequence.
enum Plain {
    /// Writes to standard output, all of it, also to a slow pipe.
    static func print(_ text: String, terminator: String = "\n") {
        write(text + terminator, to: STDOUT_FILENO)
    }

    /// Writes one line to standard error.
    static func complain(_ sentence: String) {
        write("quell: \(sentence)\n", to: STDERR_FILENO)
    }

    /// Writes over the present line of the terminal behind standard error; the empty text clears it.
    static func replaceLine(with text: String) {
        write("\r\u{1B}[K" + text, to: STDERR_FILENO)
    }

    /// Ends the command with one clear sentence on standard error.
    static func fail(_ error: any Error, status: Int32 = 1) -> ExitCode {
        complain("\(error)")
        return ExitCode(status)
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Substring(text).utf8[...]
        while !rest.isEmpty {
            let count = rest.withContiguousStorageIfAvailable {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            guard let count, count > 0 else {
                if errno == EINTR { continue }
                return
            }
            rest = rest.dropFirst(count)
        }
    }
}
