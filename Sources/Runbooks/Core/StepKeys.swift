import Crypto

/// Names steps by what they are instead of by where they stand, so that progress survives an edited file.
struct StepKeys {
    private var given: [String: Int] = [:]

    /// The key of a step: a hash of the headings above it and of its blocks; prose does not count.
    ///
    /// Of several equal steps the second one and those after it have a number behind it.
    mutating func key(of step: StepDraft) -> String {
        var hash = SHA256()
        func add(_ kind: String, _ parts: [String]) {
            // The length in front of each part keeps `ab`, `c` and `a`, `bc` apart.
            for part in [kind] + parts {
                hash.update(data: Array("\(part.utf8.count):\(part)".utf8))
            }
        }
        add("path", step.path.isEmpty ? [step.title] : step.path)
        for command in step.commands { add("command", [command.language, command.script]) }
        for check in step.checks { add("check", [check.text.line]) }
        for file in step.files { add("file", [file.path, file.text]) }
        let digest = hash.finalize().prefix(12).map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
        let number = given[digest, default: 0] + 1
        given[digest] = number
        return number == 1 ? digest : "\(digest)-\(number)"
    }
}
