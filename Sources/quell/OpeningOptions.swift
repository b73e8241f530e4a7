import ArgumentParser
import ConsoleRuntime
import IncidentModel
import LogClusters
import SafeText

/// An incident that is opened from the command line.
struct Opening {
    /// What was said of it, but when it was detected.
    var facts: OpeningFacts
    /// How long ago it was detected; nil for now.
    var detectedAgo: Duration?
}

/// What `quell open` may say of the incident that it opens.
struct OpeningOptions: ParsableArguments {
    @Option(help: "Open an incident at once, under this title.")
    var title: String?

    @Option(help: "P0 (everything is down) to P4; by default what quell.yaml says.")
    var severity: String?

    @Option(help: "Whom it hurts and how.")
    var impact: String?

    @Option(help: "When it was detected: 21:48, 2026-11-21T21:48 or 10m (ago); by default now.")
    var detected: String?

    /// The incident to open; nil when no title was given.
    ///
    /// Throws one sentence for a value that cannot be meant.
    func opening(isReadOnly: Bool) throws -> Opening? {
        guard let title else {
            let options = [
                ("--severity", severity), ("--impact", impact), ("--detected", detected),
            ]
            if let (name, _) = options.first(where: { $0.1 != nil }) {
                throw CommandFailure(
                    "\(name) needs --title: it says something of an incident to open")
            }
            return nil
        }
        guard !isReadOnly else {
            throw CommandFailure("--title opens an incident, and --read-only writes nothing")
        }
        guard title.contains(where: { !$0.isWhitespace }) else {
            throw CommandFailure("--title is empty; an incident is opened under a title")
        }
        let facts = OpeningFacts(
            title: DisplayText(title), severity: try namedSeverity(),
            impact: DisplayText(impact ?? ""))
        return Opening(facts: facts, detectedAgo: try detectedAgo(at: WallClock.system.now()))
    }

    private func namedSeverity() throws -> IncidentSeverity? {
        guard let severity else { return nil }
        let known = IncidentSeverity.allCases
        guard let found = known.first(where: { $0.label == severity.uppercased() }) else {
            throw CommandFailure("--severity \(severity): expected one of P0, P1, P2, P3, P4")
        }
        return found
    }

    /// How long ago the given moment is by the wall clock.
    private func detectedAgo(at now: Timestamp) throws -> Duration? {
        guard let detected else { return nil }
        var text = detected
        if text.hasSuffix("ago") { text.removeLast(3) }
        text = String(text.drop { $0.isWhitespace })
        while text.last?.isWhitespace == true { text.removeLast() }
        guard let moment = try? LogFilter.moment(text, now: now, option: "--detected") else {
            throw CommandFailure(
                "--detected \(detected): expected a time such as 21:48, 2026-11-21T21:48 or 10m (ago)"
            )
        }
        guard moment <= now else {
            throw CommandFailure("--detected \(detected) is still to come")
        }
        return now - moment
    }
}
