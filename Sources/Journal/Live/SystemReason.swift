import Glibc
import SafeText

/// What the operating system says of a failed call, such as `no space left on device`.
struct SystemReason {
    /// The number of the error.
    let code: Int32

    /// The error of the last call of this thread.
    static var last: SystemReason { SystemReason(code: errno) }

    /// The system's words, in lower case to go on a sentence.
    var text: DisplayText {
        let words = strerror(code).map { String(cString: $0) } ?? "error \(code)"
        return DisplayText(words.prefix(1).lowercased() + words.dropFirst())
    }
}
