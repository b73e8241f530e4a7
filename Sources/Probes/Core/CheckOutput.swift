import IncidentModel

/// What a finished check command says, by the rules of the Monitoring Plugins (exit codes, performance data).
struct CheckOutput: Hashable, Sendable {
    /// The first line that says something, without performance data; may be empty.
    var firstLine: String

    /// Reads standard output; standard error speaks when that is silent.
    init(output: [UInt8], error: [UInt8]) {
        firstLine = Self.firstLine(output) ?? Self.firstLine(error) ?? ""
    }

    private static func firstLine(_ bytes: [UInt8]) -> String? {
        for line in bytes.split(separator: 0x0A) {
            // Performance data follows the first bar (Monitoring Plugins Development Guidelines, 2.6).
            let words = String(decoding: line.prefix { $0 != 0x7C }, as: UTF8.self)
            let trimmed = words.drop(while: \.isWhitespace)
            let end = trimmed.lastIndex { !$0.isWhitespace }
            if let end { return String(trimmed[...end]) }
        }
        return nil
    }

    /// The judgement of an exit status: 0 up, 1 degraded, 2 down, 3 unknown.
    ///
    /// 126 and 127 say that the command itself could not run, which is our side's fault. Every other
    /// status is down, so that any command serves, such as `curl -f`.
    func judge(status: Int32) -> (outcome: Outcome, reason: String) {
        switch status {
        case 0: (.up, "")
        case 1: (.degraded, firstLine.isEmpty ? "exit 1" : firstLine)
        case 3: (.unknown, firstLine.isEmpty ? "exit 3: the check knows nothing" : firstLine)
        case 126: (.unknown, said("the command cannot be executed"))
        case 127: (.unknown, said("the command was not found"))
        default: (.down, firstLine.isEmpty ? "exit \(status)" : firstLine)
        }
    }

    private func said(_ words: String) -> String {
        firstLine.isEmpty ? words : "\(words): \(firstLine)"
    }
}
