import IncidentModel
import SafeText

/// Turns pages of a run's newest output into lines that are printed once, in order.
///
/// The newest line of each stream may still grow; it is printed when it has ended, or when nothing
/// was added to it for a while, and then once more should it change.
struct RunTranscript: Sendable {
    private struct Progress {
        /// Lines that were printed for good, or lost.
        var settled = 0
        /// Lines behind those that were printed although they may still grow.
        var early: [OutputLine] = []
        var page: OutputPage?
    }

    private var runs: [RunID: Progress] = [:]

    /// Takes a newer page and gives the lines that it ended.
    mutating func take(_ page: OutputPage) -> [String] {
        runs[page.run, default: Progress()].page = page
        return print(page.run, isPatient: true)
    }

    /// Gives what every run has not shown yet, whether it ended or not.
    mutating func flush() -> [String] {
        runs.keys.sorted { $0.name < $1.name }.flatMap { print($0, isPatient: false) }
    }

    /// Gives the rest of a run that is over.
    mutating func finish(_ run: RunID) -> [String] {
        defer { runs[run] = nil }
        return print(run, isPatient: false)
    }

    private mutating func print(_ run: RunID, isPatient: Bool) -> [String] {
        guard var progress = runs[run], let page = progress.page else { return [] }
        defer { runs[run] = progress }
        let first = page.totalLines - page.lines.count
        var printed: [String] = []
        if first > progress.settled {
            let count = first - progress.settled
            printed.append("    … \(count) lines came too fast to be shown; all are on disk")
            progress.settled = first
            progress.early = []
        }
        let fresh = page.lines.dropFirst(progress.settled - first)
        let open = Self.openCount(fresh)
        for line in fresh.dropLast(open) {
            if progress.early.first == line {
                progress.early.removeFirst()
            } else {
                printed.append(Self.text(line))
            }
        }
        progress.settled += fresh.count - open
        guard !isPatient else { return printed }
        let tail = Array(fresh.suffix(open))
        printed += tail.filter { !progress.early.contains($0) }.map(Self.text)
        progress.early = tail
        return printed
    }

    /// How many lines at the end may still grow: at most one of each stream.
    private static func openCount(_ lines: ArraySlice<OutputLine>) -> Int {
        var seen: Set<OutputStream> = [.notice]
        return lines.reversed().prefix { seen.insert($0.stream).inserted }.count
    }

    /// A line with its stream's mark: `|` for output, `!` for errors, nothing for our own words.
    private static func text(_ line: OutputLine) -> String {
        switch line.stream {
        case .standardOutput: "    | \(line.text)"
        case .standardError: "    ! \(line.text)"
        case .notice: "    \(line.text)"
        }
    }
}
