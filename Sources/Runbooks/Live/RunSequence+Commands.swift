import Dispatch
import Foundation
import IncidentModel
import Processes
import SafeText

/// From one command to the next; everything here is called on the run's queue.
extension RunSequence {
    /// Starts or finds the next command; after the last one waits for those in the background.
    func next() {
        guard index < record.commands.count else { return finishOrWait() }
        if isCancelled { return fail(.cancelled) }
        switch origin {
        case .prepared(let prepared): launch(prepared)
        case .found: follow()
        }
    }

    private func goOn() {
        index += 1
        attempt = 1
        next()
    }

    private func launch(_ prepared: PreparedRun) {
        let command = prepared.commands[index]
        if attempt == 1 { output.note(command: command.script) }
        pageChanged()
        do {
            try attach(to: surroundings.launcher.launch(request(prepared, command)))
        } catch {
            let reason = (error as? StepLauncher.LaunchFailure)?.description ?? "\(error)"
            output.note("could not start: \(reason)")
            return fail(.couldNotStart(DisplayText(reason)))
        }
        if command.rule.isBackground { leaveInBackground() }
    }

    private func request(
        _ prepared: PreparedRun, _ command: PreparedRun.Command
    ) -> StepRequest {
        StepRequest(
            id: "\(step.runbook.name) \(step.label)", script: command.script,
            folder: commandFolder,
            workingDirectory: carried.folder(
                for: command.folder, in: prepared.workingDirectory),
            interpreter: command.interpreter,
            environment: carried.environment(
                adding: prepared.environment, exported: command.exported),
            timeout: command.timeout, secrets: prepared.secrets)
    }

    private var commandFolder: String {
        RunRecord.commandFolder(folder, index, attempt: attempt)
    }

    /// Goes on with what another console started.
    private func follow() {
        guard FileManager.default.fileExists(atPath: commandFolder) else {
            let reason =
                index == 0
                ? "it was never started"
                : "the console ended before command \(index + 1) was started"
            output.note(reason)
            return fail(.unknown(DisplayText(reason)))
        }
        if attempt == 1, let request = StepHandle(folder: commandFolder).request() {
            output.note(command: request.script)
        }
        do {
            try attach(to: StepHandle(folder: commandFolder))
        } catch {
            return fail(.unknown("its output folder cannot be followed"))
        }
        if record.commands[index].isBackground { leaveInBackground() }
    }

    private func leaveInBackground() {
        output.note("line \(record.commands[index].line) goes on in the background")
        pageChanged()
        goOn()
    }

    private func attach(to handle: StepHandle) throws {
        let (place, attempt) = (index, attempt)
        watches[place] = CommandWatch(record.commands[place], attempt: attempt)
        do {
            watches[place]?.attachment = try StepAttachment.attach(
                to: handle,
                onOutput: { piece in
                    // To wait here keeps what is not yet read in the file instead of in memory.
                    self.queue.sync { self.take(piece, of: place, attempt) }
                },
                onEnd: { result in
                    self.queue.async { self.commandEnded(result, place, attempt) }
                })
        } catch {
            watches[place] = nil
            throw error
        }
    }

    private func take(_ piece: StepOutput, of place: Int, _ attempt: Int) {
        guard !isOver, watches[place]?.attempt == attempt else { return }
        watches[place]?.take(piece)
        output.take(piece.stream, piece.bytes, of: place, backlog: piece.backlog)
        pageChanged()
    }
}

extension RunSequence {
    private func commandEnded(_ result: StepResult, _ place: Int, _ attempt: Int) {
        guard !isOver, var watch = watches[place], watch.attempt == attempt else { return }
        watches[place] = nil
        output.finishLines(of: place)
        let rule = record.commands[place]
        let report = EndReport(result, rule: rule, wroteExpected: watch.wroteExpected())
        if rule.isBackground {
            backgroundEnded(report, rule, isStopped: watch.isStopped)
        } else {
            holdsOutput = holdsOutput || result.backgroundHolder
            ranFor += result.duration ?? .zero
            foregroundEnded(report, result, watch)
        }
    }

    private func foregroundEnded(
        _ report: EndReport, _ result: StepResult, _ watch: CommandWatch
    ) {
        let rule = record.commands[index]
        var report = report
        let isLast = attempt >= rule.attempts || isCancelled || !report.mayBeTriedAgain
        if report.isExpected || isLast {
            if let carryOver = result.carryOver {
                carried.take(carryOver, movesFolder: !rule.hasOwnFolder)
            }
        }
        if report.isExpected { capture(watch, rule, &report) }
        if attempt > 1 || !report.isExpected, rule.attempts > 1 {
            report.notice += " (attempt \(attempt) of \(rule.attempts))"
        }
        output.note(report.notice)
        pageChanged()
        if report.isExpected { return goOn() }
        if isLast { return fail(report.end) }
        tryAgain(after: report.end, rule)
    }

    /// Gives a variable the output.
    private func capture(
        _ watch: CommandWatch, _ rule: RunRecord.Command, _ report: inout EndReport
    ) {
        guard let name = rule.capture else { return }
        do {
            guard let text = try watch.capturedText() else { return }
            carried.set(name, text)
            CapturedText.write(text, to: commandFolder)
        } catch {
            report.refuseCapture(name, error.reason)
        }
    }

    private func tryAgain(after end: IncidentModel.StepEnd, _ rule: RunRecord.Command) {
        attempt += 1
        switch origin {
        case .found:
            guard FileManager.default.fileExists(atPath: commandFolder) else {
                output.note("the console ended before attempt \(attempt) was started")
                return fail(end)
            }
            follow()
        case .prepared:
            output.note("again in \(EndReport.seconds(.milliseconds(rule.pauseMilliseconds)))")
            pageChanged()
            isPausing = true
            let pause = DispatchTimeInterval.milliseconds(Int(clamping: rule.pauseMilliseconds))
            queue.asyncAfter(deadline: .now() + pause) {
                guard !self.isOver, self.isPausing else { return }
                self.isPausing = false
                self.next()
            }
        }
    }
}

extension RunSequence {
    /// Ends the run, and with it what it left in the background.
    func fail(_ end: IncidentModel.StepEnd) {
        isPausing = false
        verdict = verdict ?? end
        for (place, watch) in watches where !watch.isStopped { watches[place]?.cancel() }
        finishOrWait()
    }

    private func backgroundEnded(
        _ report: EndReport, _ rule: RunRecord.Command, isStopped: Bool
    ) {
        let words = isStopped ? "ended, as was asked for" : report.notice
        output.note("line \(rule.line), in the background: \(words)")
        pageChanged()
        // To be ended is how a command in the background is meant to end.
        if !isStopped, !report.isExpected { backgroundFailure = backgroundFailure ?? report.end }
        if verdict != nil || index >= record.commands.count { finishOrWait() }
    }

    private func finishOrWait() {
        guard watches.isEmpty else {
            if verdict == nil, !isInBackground {
                isInBackground = true
                publishPage()
                surroundings.background()
                surroundings.publish(.inBackground(step, run))
            }
            return
        }
        finish(verdict ?? backgroundFailure ?? .exited(0))
    }
}
