import IncidentModel
import Processes
import SafeText

/// Looks for changes at one place, and remembers what a later look needs.
protocol ChangeReader: Actor {
    /// Looks once; waits for what it asks, but never without a limit.
    ///
    /// - Parameter now: The time on the wall.
    /// - Returns: The changes that there are, or why none could be seen.
    func look(at now: Timestamp) async -> ChangeLook
}

/// A command that a reader asks, with its limits.
struct ChangeQuestion: Sendable {
    /// How long an answer may take.
    static let timeout = Duration.seconds(20)

    /// What runs.
    var command: ProcessCommand
    /// How it is called in sentences.
    var name: String
    /// How much of an answer is read.
    var mostBytes = 1 << 20

    /// The whole answer, or why there is none; cancelling the task ends the command.
    func answer() async -> Result<[UInt8], Trouble> {
        let result = await ProcessRunner.capture(
            command, timeout: Self.timeout, maximumOutputBytes: mostBytes)
        switch result.end {
        case .exited(0) where result.isTruncated:
            return .failure(Trouble("\(name) says more than \(mostBytes >> 20) MiB"))
        case .exited(0): return .success(result.standardOutput)
        case .exited(let status):
            let said = Self.complaint(in: result.standardError)
            return .failure(Trouble(said ?? "\(name) ended with exit status \(status)"))
        case .signalled(let signal):
            return .failure(Trouble("\(name) was ended by signal \(signal)"))
        case .timedOut:
            return .failure(Trouble("\(name) takes longer than \(Self.timeout.wholeSeconds) s"))
        case .couldNotStart(let reason): return .failure(Trouble(DisplayText(reason)))
        case .cancelled: return .failure(Trouble("\(name) was ended"))
        }
    }

    /// Why there is no answer.
    struct Trouble: Error {
        var reason: DisplayText

        init(_ reason: DisplayText) { self.reason = reason }
    }

    /// What a program says about its failure: the line that names it, else the last one.
    private static func complaint(in output: [UInt8]) -> DisplayText? {
        let lines = DisplayText.lines(bytes: output.suffix(65_536), limit: 300)
            .map { String($0.string.trimmingPrefix { $0.isWhitespace }) }.filter { !$0.isEmpty }
        let fatal = "fatal: "
        let line = lines.first { $0.hasPrefix(fatal) } ?? lines.last
        return line.map { text in
            DisplayText(String(text.hasPrefix(fatal) ? text.dropFirst(fatal.count) : text[...]))
        }
    }
}
