import IncidentModel
import Journal
import Processes
import Runbooks
import SafeText
import Settings

extension EngineRoom {
    /// Loads the configured runbooks and goes on with what an earlier console left running.
    func loadRunbooks(_ bench: Bench) {
        bench.steps = StepExecutor(
            stateFolder: plan.folder.outputPath,
            launcher: StepLauncher(executable: plan.executable), now: plan.now,
            publish: { [self] news in run { bench in self.stepSpoke(news, bench) } })
        bench.gateRunner = GateRunner(now: plan.now) { [self] check, state in
            run { bench in self.gateSpoke(check, state, bench) }
        }
        let interrupted = bench.state.runningSteps
        for reference in plan.settings.runbooks { load(reference, bench) }
        for (id, path) in bench.recordedElsewhere { loadRecorded(id, path, bench) }
        reportRunbooks(bench)
        followInterrupted(interrupted, bench)
        judgeGates(bench)
        readShelf()
    }

    /// Loads one more runbook, or a loaded one again.
    func loadRunbook(_ text: String, _ bench: Bench) {
        let reference = RunbookReference(text: text, folder: plan.workingDirectory)
        guard load(reference, bench) else { return }
        reportRunbooks(bench)
        judgeGates(bench)
        suggestSoon(bench)
    }

    @discardableResult
    private func load(_ reference: RunbookReference, _ bench: Bench) -> Bool {
        do {
            let shelf = RunbookShelf(userFolder: plan.configurationFolder)
            return try load(at: shelf.locate(reference), bench)
        } catch {
            publish(.noticed(DisplayText("\(error)")))
            return false
        }
    }

    /// Loads what an earlier console of this incident had loaded beside the configured ones.
    private func loadRecorded(_ id: RunbookID, _ path: DisplayText, _ bench: Bench) {
        do {
            _ = try load(at: RunbookShelf.Place(recorded: path.string), bench)
        } catch {
            publish(.noticed("\(id.name) was part of this incident: \(DisplayText("\(error)"))"))
        }
    }

    private func load(at place: RunbookShelf.Place, _ bench: Bench) throws -> Bool {
        let shelf = RunbookShelf(userFolder: plan.configurationFolder)
        let variables = Set(plan.stepEnvironment.keys)
        var runbook = try shelf.load(at: place, id: bench.knownID(of: place), variables: variables)
        let free = bench.freeID(runbook.plan.id, for: place)
        if free != runbook.plan.id {
            runbook = try shelf.load(at: place, id: free, variables: variables)
        }
        return take(runbook, at: place, bench)
    }

    /// Puts a runbook in its place; progress follows its steps to the numbers that they have now.
    private func take(
        _ runbook: Runbook, at place: RunbookShelf.Place, _ bench: Bench
    ) -> Bool {
        let plan = runbook.plan
        // Nothing that is known of it, and nothing that goes on in it, is touched.
        if bench.runbooks[plan.id]?.plan.contentHash == plan.contentHash { return true }
        if bench.runbooks[plan.id] != nil {
            if let running = bench.runningSteps.first(where: { $0.runbook == plan.id }) {
                publish(
                    .refused(
                        "\(plan.id.name) changed, but its step \(running.label) is running: load it again afterwards"
                    ))
                return false
            }
            endFlow(plan.id, at: nil, "the runbook was loaded again", bench)
            bench.forgetPrepared(of: plan.id)
        }
        bench.put(runbook, at: place)
        if case .shipped = place { bench.trust.take([plan.contentHash]) }
        let change = ProgressChange(before: bench.state, plan: plan)
        record(
            [
                .runbookLoaded(
                    runbook: plan.id, title: plan.title, path: plan.path, hash: plan.contentHash,
                    steps: plan.steps.map { StepKey(step: $0.id, key: $0.key) })
            ], by: "quell", bench)
        if let sentence = change.sentence(after: bench.state) { publish(.noticed(sentence)) }
        return true
    }

    /// Says, once for each version, that a file is no longer what was loaded: that is what runs.
    func noticeChangedFile(of runbook: RunbookID, _ bench: Bench) {
        guard case .file(let path)? = bench.places[runbook],
            let loaded = bench.runbooks[runbook]?.plan.contentHash,
            let present = RunbookLoader.contentHash(path: path), present != loaded,
            bench.noticedVersions.insert(present).inserted
        else { return }
        publish(
            .noticed(
                "the file of \(runbook.name) changed since it was loaded: what runs is what is shown; load it again to get the new text"
            ))
    }

    private func reportRunbooks(_ bench: Bench) {
        publish(.runbooks(bench.runbookOrder.compactMap { bench.runbooks[$0]?.plan }))
        reportTrusted(bench)
    }

    /// Attaches to runs whose end nobody recorded, under the numbers that their steps have now.
    private func followInterrupted(
        _ before: [(step: StepID, run: RunID)], _ bench: Bench
    ) {
        let present = bench.state.runningSteps
        for (step, run) in present {
            bench.steps?.attach(step: step, run: run, environment: plan.stepEnvironment)
        }
        for (step, run) in before where !present.contains(where: { $0.run == run }) {
            publish(
                .noticed(
                    "step \(step.label) of \(step.runbook.name) was running and is no longer in the file; its output is in \(DisplayText(run.name))"
                ))
        }
        if !present.isEmpty { reportRunning(bench) }
    }
}

extension EngineRoom.Bench {
    /// The id that a file has in this console or, unless it was given away since, in this incident.
    func knownID(of place: RunbookShelf.Place) -> RunbookID? {
        places.first { $0.value == place }?.key
            ?? state.runbookPaths.filter { $0.value == place.recordedPath && places[$0.key] == nil }
            .map(\.key).min()
    }

    /// Runbooks of this incident that are not loaded now, by their ids.
    var recordedElsewhere: [(RunbookID, DisplayText)] {
        state.runbookPaths.filter { runbooks[$0.key] == nil }.map { ($0.key, $0.value) }
            .sorted { $0.0 < $1.0 }
    }

    /// The id itself, or with a number behind it when another file has it.
    ///
    /// An id that the incident knows goes to another file only when its own is no longer there.
    func freeID(_ id: RunbookID, for place: RunbookShelf.Place) -> RunbookID {
        func isFree(_ id: RunbookID) -> Bool {
            if let taken = places[id] { return taken == place }
            guard let path = state.runbookPaths[id], path != place.recordedPath else { return true }
            return !RunbookShelf.Place(recorded: path.string).isThere
        }
        if isFree(id) { return id }
        let numbers = (2...).lazy.map { RunbookID(DisplayText("\(id.name)-\($0)")) }
        return numbers.first(where: isFree) ?? id
    }

    func put(_ runbook: Runbook, at place: RunbookShelf.Place) {
        let id = runbook.plan.id
        if runbooks[id] == nil { runbookOrder.append(id) }
        runbooks[id] = runbook
        places[id] = place
        for check in gates.unwatch(id) { gateRunner?.forget(check) }
        awaited.forget(id)
        gates.watch(runbook.conditions)
        gates.watch(commandsOf: runbook.plan)
    }
}
