import IncidentModel

/// Which verdicts all services had, also in earlier consoles, and when nobody watched them.
///
/// A verdict holds only for as long as readings come: the time after one that was the last for a while
/// counts as not watched.
struct VerdictHistories {
    fileprivate struct Watch {
        var history = VerdictHistory()
        var verdict = Verdict.unknown
        /// True while time counts for the verdict.
        var isOpen = false
        var isPaused = false
        /// The newest reading or change.
        var seen: Timestamp?
        /// After a pause in watching: nothing before the next reading counts.
        var needsReading = false
        var floor: Timestamp?
    }

    private var watches: [ServiceID: Watch] = [:]
    private let patience: [ServiceID: Duration]

    /// Nothing was watched so far.
    ///
    /// - Parameter patience: For each service, after how long without a reading nobody watches it.
    init(patience: [ServiceID: Duration]) {
        self.patience = patience
    }

    /// The histories as they are known at a moment.
    func all(at now: Timestamp) -> [ServiceID: VerdictHistory] {
        var found: [ServiceID: VerdictHistory] = [:]
        for (service, watch) in watches {
            var watch = watch
            if isLate(service, watch, at: now) { watch.close() }
            found[service] = watch.history
        }
        return found
    }

    /// Takes what the engine says of a service now.
    mutating func take(_ status: ServiceStatus) {
        change(status.id) { watch, isLate in
            let newest = status.latest.map(\.startedAt).max()
            guard let newest, status.verdict != .unknown, status.hold?.kind != .paused,
                !status.isStale
            else {
                watch.verdict = .unknown
                return watch.close()
            }
            watch.read(at: newest, isLate: isLate(watch, newest))
            watch.turn(to: status.verdict, since: status.since ?? newest)
        }
    }

    /// Takes a reading of an earlier console.
    mutating func replay(readingOf service: ServiceID, at moment: Timestamp) {
        change(service) { watch, isLate in
            guard !watch.isPaused else { return }
            watch.read(at: moment, isLate: isLate(watch, moment))
            watch.turn(to: watch.verdict, since: moment)
        }
    }

    /// Takes an event of an earlier console.
    mutating func replay(_ event: JournalEvent) {
        switch event.body {
        case .serviceChanged(let change):
            self.change(change.service) { watch, isLate in
                watch.read(at: event.at, isLate: isLate(watch, event.at))
                watch.turn(to: change.to, since: change.since)
            }
        case .serviceHeld(let service, let hold):
            change(service) { watch, _ in
                guard hold.kind == .paused else { return }
                watch.isPaused = true
                watch.close()
            }
        case .serviceReleased(let service): change(service) { watch, _ in watch.isPaused = false }
        case .consoleStarted, .consoleStopped: stopWatching()
        case .incidentOpened, .flappingChanged, .localTroubleChanged, .clusterChanged,
            .clusterMarked, .runbookLoaded, .runbookTrusted, .valueGiven, .fileWritten,
            .rollbackProposed, .stepStarted, .stepEnded, .stepTicked, .stepSkipped, .checkTicked,
            .gateChanged, .noteAdded, .updateSent, .edited, .noticed, .recordingGap:
            break
        }
    }

    /// A console ended or begins: what was true counts up to the newest reading, and is then not known.
    mutating func stopWatching() {
        for service in watches.keys {
            change(service) { watch, _ in
                watch.verdict = .unknown
                watch.isPaused = false
                watch.close()
            }
        }
    }

    private mutating func change(
        _ service: ServiceID, _ body: (inout Watch, (Watch, Timestamp) -> Bool) -> Void
    ) {
        var watch = watches[service] ?? Watch()
        body(&watch) { isLate(service, $0, at: $1) }
        watches[service] = watch
    }

    private func isLate(_ service: ServiceID, _ watch: Watch, at moment: Timestamp) -> Bool {
        guard let seen = watch.seen else { return false }
        return moment - seen > patience[service] ?? .seconds(60)
    }
}

extension VerdictHistories.Watch {
    /// Nobody watches from the newest reading on.
    mutating func close() {
        if isOpen, let seen { history.stopWatching(at: seen) }
        isOpen = false
        needsReading = true
    }

    mutating func read(at moment: Timestamp, isLate: Bool) {
        if isLate { close() }
        if needsReading { floor = moment }
        needsReading = false
        seen = max(seen ?? moment, moment)
    }

    mutating func turn(to verdict: Verdict, since: Timestamp) {
        guard verdict != .unknown else {
            self.verdict = .unknown
            return close()
        }
        guard !isOpen || verdict != self.verdict else { return }
        history.observe(verdict, at: isOpen ? since : max(since, floor ?? since))
        self.verdict = verdict
        isOpen = true
    }
}
