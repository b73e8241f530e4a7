import Foundation

/// Takes the standard output of a command for a variable, as `$(…)` of a shell does.
struct CapturedText {
    /// The most that a variable takes: Linux refuses a command with a longer one (execve(2)).
    static let byteLimit = 100_000
    /// What the runner and the patterns put in a secret's place begins with it.
    private static let mark = "‹redacted"
    private static let fileName = "captured"

    private var bytes: [UInt8] = []
    private var isTooLong = false

    /// Why a text was not taken: the end of a sentence.
    struct Refusal: Error {
        var reason: String
    }

    /// Takes the next bytes; zero bytes are left out, which no variable can hold.
    mutating func take(_ more: [UInt8]) {
        guard !isTooLong else { return }
        bytes += more.lazy.filter { $0 != 0 }
        // Line ends at the end do not count, but somebody has to keep them meanwhile.
        isTooLong = bytes.count > 2 * Self.byteLimit
    }

    /// The text without the line ends at its end.
    ///
    /// - Throws: `Refusal` when it is too long, or when a secret was hidden in it.
    func text() throws(Refusal) -> String {
        let end = bytes.lastIndex { $0 != 0x0A && $0 != 0x0D }.map { $0 + 1 } ?? 0
        guard !isTooLong, end <= Self.byteLimit else {
            throw Refusal(reason: "it is longer than \(Self.byteLimit) bytes")
        }
        let text = String(decoding: bytes[..<end], as: UTF8.self)
        guard !text.contains(Self.mark) else {
            throw Refusal(reason: "a secret in it is hidden: export the variable in the command")
        }
        return text
    }

    /// Leaves a text in the folder of its command (0600) for another console.
    static func write(_ text: String, to folder: String) {
        // Without it another console asks for the value: nothing is lost that matters here.
        _ = FileManager.default.createFile(
            atPath: folder + "/" + fileName, contents: Data(text.utf8),
            attributes: [.posixPermissions: 0o600])
    }

    /// What was left in a folder; nil when nothing was.
    static func read(from folder: String) -> String? {
        FileManager.default.contents(atPath: folder + "/" + fileName).map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
