import Dispatch
import IncidentModel
import Runbooks
import SafeText

extension EngineRoom {
    /// Suggestions are judged at most once in this time.
    private static let suggestionPause: Int64 = 2_000_000_000

    /// Sets the room's one alarm to the next moment at which something is due; none when nothing is.
    func planAlarm(_ bench: Bench) {
        var waits: [Duration] = []
        if bench.hasCountingGates { waits.append(.seconds(1)) }
        if let next = bench.awaited.next { waits.append(max(.zero, next - plan.now())) }
        if let due = bench.suggestionsDue {
            waits.append(max(.zero, .nanoseconds(due - plan.monotonic())))
        }
        if let wait = clockWait(bench) { waits.append(wait) }
        if let wait = recordingWait(bench) { waits.append(wait) }
        if let wait = criteriaWait(bench) { waits.append(wait) }
        if let wait = changeWait(bench) { waits.append(wait) }
        worker.setAlarm(after: waits.min()) { [self] in
            run { bench in self.wake(bench) }
        }
    }

    private func wake(_ bench: Bench) {
        if let due = bench.suggestionsDue, due <= plan.monotonic() { suggest(bench) }
        attendToJournal(bench)
        giveUpGates(bench)
        warnOfClocks(bench)
        lookForChanges(bench)
        // Plans the next alarm as well.
        judgeGates(bench)
    }

    /// Reads the shelf off the room's thread; what fits is suggested from then on.
    func readShelf() {
        let shelf = RunbookShelf(userFolder: plan.configurationFolder)
        DispatchQueue.global(qos: .utility).async { [self] in
            let found = shelf.candidates()
            run { bench in
                bench.shelf = found
                self.suggestSoon(bench)
            }
        }
    }

    /// Something that suggestions depend on has changed.
    func suggestSoon(_ bench: Bench) {
        guard bench.suggestionsDue == nil, bench.canSuggest else { return }
        let earliest = bench.suggestedAt.map { $0 + Self.suggestionPause } ?? .min
        bench.suggestionsDue = max(plan.monotonic(), earliest)
        planAlarm(bench)
    }

    private func suggest(_ bench: Bench) {
        bench.suggestionsDue = nil
        bench.suggestedAt = plan.monotonic()
        let found = RunbookSuggester.suggestions(
            among: bench.candidates, snapshot: snapshot(bench))
        guard found != bench.suggestions else { return }
        bench.suggestions = found
        publish(.suggestions(found))
    }
}

extension EngineRoom.Bench {
    /// True when a runbook says when it fits; without one nothing is ever judged.
    var canSuggest: Bool {
        !shelf.isEmpty || runbooks.values.contains { !$0.plan.triggers.isEmpty }
    }

    /// The loaded runbooks, and those of the shelf that are not loaded.
    var candidates: [RunbookSuggester.Candidate] {
        let loaded = runbookOrder.compactMap { runbooks[$0]?.plan }.map { plan in
            RunbookSuggester.Candidate(reference: plan.path.string, plan: plan, isLoaded: true)
        }
        let taken = Set(places.values)
        return loaded.filter { !$0.plan.triggers.isEmpty }
            + shelf.filter { !taken.contains($0.place) }.map(\.candidate)
    }
}
