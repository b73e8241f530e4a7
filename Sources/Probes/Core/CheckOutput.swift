import IncidentModel

/// What a finished check command says, by the Monitoring Plugins Development Guidelines (2.1 to 2.6).
///
/// The first line is `TEXT | performance data`. Lines of long text follow, up to one with a bar: behind
/// that all is performance data.
struct CheckOutput: Hashable, Sendable {
    /// The first line that says something, without performance data; may be empty.
    var firstLine: String
    /// All lines without performance data, the first one included, as they came.
    var text: [UInt8] = []
    /// What was measured.
    var performance: [PerformanceDatum] = []

    private static let bar: UInt8 = 0x7C
    private static let newline: UInt8 = 0x0A
    private static let blank: UInt8 = 0x20

    /// Reads standard output; standard error speaks when that is silent.
    init(output: [UInt8], error: [UInt8]) {
        var data: [UInt8] = []
        let head = output.prefix { $0 != Self.newline }
        let tail = output.dropFirst(head.count)
        for part in [head, tail] {
            var words = part.prefix { $0 != Self.bar }
            data += part.dropFirst(words.count + 1) + [Self.newline]
            while words.last == Self.blank { words.removeLast() }
            text += words
        }
        performance = PerformanceDatum.parse(String(decoding: data, as: UTF8.self))
        firstLine = Self.firstLine(text) ?? Self.firstLine(error) ?? ""
    }

    /// The first line that says something; nil when none does.
    static func firstLine(_ bytes: [UInt8]) -> String? {
        for line in bytes.split(separator: newline) {
            let words = String(decoding: line, as: UTF8.self)
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
        case 0: return (.up, "")
        case 1: return (.degraded, firstLine.isEmpty ? "exit 1" : firstLine)
        case 3: return (.unknown, firstLine.isEmpty ? "exit 3: the check knows nothing" : firstLine)
        case 126: return (.unknown, said("the command cannot be executed"))
        case 127: return (.unknown, said("the command was not found"))
        default:
            guard firstLine.isEmpty else { return (.down, firstLine) }
            let signal = SignalName.words(exitStatus: Int(status))
            return (.down, "exit \(status)" + (signal.map { ": \($0) ended a part of it" } ?? ""))
        }
    }

    private func said(_ words: String) -> String {
        firstLine.isEmpty ? words : "\(words): \(firstLine)"
    }
}
