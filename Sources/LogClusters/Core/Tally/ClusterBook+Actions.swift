import IncidentModel
import SafeText

extension ClusterBook {
    /// Does what a person decided.
    ///
    /// The cluster is the one with the number if it shows the template named or once did, else the one that
    /// shows that template. When there is none, the decision waits for it: so a journal can be replayed
    /// before the log is read. A decision that was taken before is not taken again.
    ///
    /// - Parameters:
    ///   - action: The decision.
    ///   - now: Nanoseconds since the epoch.
    /// - Returns: Nil, or one sentence why it is refused.
    func perform(_ action: RecordedClusterAction, at now: Int64) -> DisplayText? {
        guard decisions.isNew(action) else { return nil }
        return attempt(action, at: now)
    }

    /// Tries the decisions that wait, when a template has come that one of them names.
    func performWaiting(at now: Int64) {
        guard decisions.hasArrival else { return }
        for action in decisions.takeWaiting() { _ = attempt(action, at: now) }
    }

    /// Templates are only made for clusters that are shown, unless a decision waits for one.
    func makeAwaitedTemplates() {
        guard !decisions.waiting.isEmpty else { return }
        for tally in tallies { tally.map { _ = template(of: $0) } }
    }

    private func attempt(_ action: RecordedClusterAction, at now: Int64) -> DisplayText? {
        guard let tally = find(action.cluster) else { return wait(action) }
        switch action.action {
        case .link(let cause):
            guard let other = find(cause) else { return wait(action) }
            return link(tally, symptomOf: other)
        case .unlink:
            links[number(tally)] = .noSymptom
        case .merge(let target):
            guard let other = find(target) else { return wait(action) }
            return merge(tally, into: other)
        case .split(let variable): return split(tally, at: variable)
        case .pin(let flag): tally.marks.isPinned = flag
        case .mute(let flag): tally.marks.isMuted = flag
        case .setPriority(let priority): tally.marks.priority = priority
        case .markFixed(let flag): markFixed(tally, flag ? action.at : nil, at: now)
        }
        return nil
    }

    private func wait(_ action: RecordedClusterAction) -> DisplayText? {
        decisions.wait(action)
            ? nil : "too many decisions wait for clusters that have not spoken yet"
    }

    private func find(_ reference: ClusterReference) -> ClusterTally? {
        let number = numbers.resolve(reference.id.number)
        var best: ClusterTally?
        for case let tally? in tallies {
            let template = template(of: tally)
            if tally.number == number, number > 0, tally.hasShown(reference.template) {
                return tally
            }
            if template == reference.template, tally.records > best?.records ?? 0 { best = tally }
        }
        return best
    }

    private func link(_ tally: ClusterTally, symptomOf other: ClusterTally) -> DisplayText? {
        guard tally !== other else { return "a cluster is no symptom of itself" }
        let symptom = number(tally)
        let cause = number(other)
        var next = cause
        for _ in 0..<links.count {
            guard case .symptom(let further)? = links[next] else { break }
            next = numbers.resolve(further.number)
            if next == symptom {
                return """
                    cluster \(cause) is marked as a symptom of cluster \(symptom); unlink it first
                    """
            }
        }
        links[symptom] = .symptom(of: ClusterID(cause))
        return nil
    }

    private func merge(_ tally: ClusterTally, into other: ClusterTally) -> DisplayText? {
        guard tally !== other else { return "they are one cluster already" }
        number(tally)
        number(other)
        clusterer.unite(tally.root, into: other.root)
        for (gone, kept) in clusterer.unions { join(gone, into: kept) { $1 } }
        clusterer.unions.removeAll(keepingCapacity: true)
        return nil
    }

    private func markFixed(_ tally: ClusterTally, _ moment: Timestamp?, at now: Int64) {
        tally.marks.fixedAt = moment
        tally.marks.spokeAgainAt = nil
        tally.story.isToldAfterFix = false
        guard let moment else { return tally.watchFix() }
        if tally.lastSeen > moment.nanoseconds, now - moment.nanoseconds > Self.replayAge {
            // A decision of an earlier run: that it spoke again was told then.
            tally.marks.spokeAgainAt = Timestamp(nanoseconds: tally.lastSeen)
            tally.story.isToldAfterFix = true
            return tally.watchFix()
        }
        // Clocks differ: what was there at the decision did not come after it.
        let present = max(moment.nanoseconds, tally.lastSeen)
        tally.marks.fixedAt = Timestamp(nanoseconds: present)
        tally.watchFix()
    }

    /// Decisions older than this come from an earlier run, in nanoseconds.
    private static let replayAge: Int64 = 10_000_000_000
}
