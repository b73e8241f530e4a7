import Dispatch
import Foundation
import IncidentModel
import Processes
import SafeText

/// One run: its commands one after another, each in a runner of its own, and what they write.
///
/// All state belongs to `queue`.
final class RunSequence: @unchecked Sendable {
    /// Where the run's commands come from.
    enum Origin: Sendable {
        /// They are started here.
        case prepared(PreparedRun)
        /// Another console started them.
        case found(RunRecord)
    }

    /// What a run needs from its executor.
    struct Surroundings: Sendable {
        var launcher: StepLauncher
        var publish: @Sendable (StepPublication) -> Void
        /// Called once, on the run's queue, before the end is published.
        var ended: @Sendable (CarriedState) -> Void
    }

    /// A page is published at most this often.
    private static let pause = Duration.milliseconds(100)

    private let step: StepID
    private let run: RunID
    private let folder: String
    private let origin: Origin
    private let surroundings: Surroundings
    private let queue: DispatchQueue
    private let over = DispatchSemaphore(value: 0)

    private var output: OutputRing
    private var carried: CarriedState
    private var index = 0
    private var attachment: StepAttachment?
    private var isCancelled = false
    private var isOver = false
    private var holdsOutput = false
    private var began = ContinuousClock.now
    private var ranFor = Duration.zero
    private var lastPage: ContinuousClock.Instant?
    private var isPageDue = false

    init(
        step: StepID, run: RunID, folder: String, origin: Origin, redactor: Redactor,
        surroundings: Surroundings
    ) {
        self.step = step
        self.run = run
        self.folder = folder
        self.origin = origin
        self.surroundings = surroundings
        queue = DispatchQueue(label: "quell.run", qos: .userInitiated)
        output = OutputRing(redactor: redactor)
        switch origin {
        case .prepared(let prepared): carried = prepared.carried
        case .found: carried = CarriedState()
        }
    }

    /// Starts or finds the first command; does not wait.
    func begin() {
        queue.async {
            self.began = .now
            if case .prepared(let prepared) = self.origin {
                do {
                    let statuses = prepared.commands.map { $0.expectedStatuses.sorted() }
                    try RunRecord(expectedStatuses: statuses).write(to: self.folder)
                } catch {
                    let reason = "its folder cannot be made: \(error.localizedDescription)"
                    return self.finish(.couldNotStart(DisplayText(reason)))
                }
            }
            self.next()
        }
    }

    /// Ends the present command and starts no further one; a second call goes on to the next signal.
    func cancel() {
        queue.async {
            guard !self.isOver else { return }
            self.isCancelled = true
            self.attachment?.cancel()
        }
    }

    /// Stops following without a word; the command goes on.
    func leave() {
        queue.async {
            self.isOver = true
            self.attachment?.detach()
            self.attachment = nil
            self.over.signal()
        }
    }

    /// Waits for the end.
    ///
    /// - Returns: False when it has not come within the time.
    func waitForEnd(_ limit: DispatchTimeInterval) -> Bool {
        guard over.wait(timeout: .now() + limit) == .success else { return false }
        over.signal()
        return true
    }

    private func next() {
        if isCancelled { return finish(.cancelled) }
        switch origin {
        case .prepared(let prepared): launch(prepared, prepared.commands[index])
        case .found: follow()
        }
    }

    private func launch(_ prepared: PreparedRun, _ command: PreparedRun.Command) {
        output.note(command: command.script)
        pageChanged()
        do {
            _ = try surroundings.launcher.launch(request(prepared, command))
            try attach()
        } catch {
            let reason = (error as? StepLauncher.LaunchFailure)?.description ?? "\(error)"
            output.note("could not start: \(reason)")
            finish(.couldNotStart(DisplayText(reason)))
        }
    }

    private func request(
        _ prepared: PreparedRun, _ command: PreparedRun.Command
    ) -> StepRequest {
        let environment = carried.environment(
            adding: prepared.environment, exported: command.exported,
            own: ProcessInfo.processInfo.environment)
        return StepRequest(
            id: "\(step.runbook.name) \(step.label)", script: command.script,
            folder: RunRecord.commandFolder(folder, index),
            workingDirectory: workingDirectory(prepared, command), interpreter: command.interpreter,
            environment: environment, timeout: command.timeout)
    }

    private func workingDirectory(
        _ prepared: PreparedRun, _ command: PreparedRun.Command
    ) -> String {
        if let own = command.folder {
            return own.hasPrefix("/") ? own : prepared.workingDirectory + "/" + own
        }
        var isFolder: ObjCBool = false
        if let last = carried.workingDirectory,
            FileManager.default.fileExists(atPath: last, isDirectory: &isFolder), isFolder.boolValue
        {
            return last
        }
        return prepared.workingDirectory
    }

    /// Goes on with what another console started.
    private func follow() {
        let path = RunRecord.commandFolder(folder, index)
        guard FileManager.default.fileExists(atPath: path) else {
            let reason =
                index == 0
                ? "it was never started"
                : "the console ended before command \(index + 1) was started"
            output.note(reason)
            return finish(.unknown(DisplayText(reason)))
        }
        if let record = StepHandle(folder: path).request() { output.note(command: record.script) }
        do {
            try attach()
        } catch {
            finish(.unknown("its output folder cannot be followed"))
        }
    }

    private func attach() throws {
        let number = index
        attachment = try StepAttachment.attach(
            folder: RunRecord.commandFolder(folder, index),
            onOutput: { piece in
                // To wait here keeps what is not yet read in the file instead of in memory.
                self.queue.sync { self.take(piece, of: number) }
            },
            onEnd: { result in
                self.queue.async { self.commandEnded(result, number: number) }
            })
        if isCancelled { attachment?.cancel() }
    }

    private func take(_ piece: StepOutput, of number: Int) {
        guard !isOver, number == index else { return }
        output.take(piece.stream, piece.bytes)
        pageChanged()
    }

    private func commandEnded(_ result: StepResult, number: Int) {
        guard !isOver, number == index else { return }
        attachment = nil
        output.finishLines()
        let (expected, count) = expectation()
        let report = EndReport(result, expected: expected)
        output.note(report.notice)
        holdsOutput = holdsOutput || result.backgroundHolder
        ranFor += result.duration ?? .zero
        if let carryOver = result.carryOver {
            carried.take(carryOver, movesFolder: !hasOwnFolder)
        }
        index += 1
        guard report.isExpected, index < count else { return finish(report.end) }
        next()
    }

    private func expectation() -> (statuses: Set<Int>, commands: Int) {
        switch origin {
        case .prepared(let prepared):
            (prepared.commands[index].expectedStatuses, prepared.commands.count)
        case .found(let record):
            (Set(record.expectedStatuses[index]), record.expectedStatuses.count)
        }
    }

    private var hasOwnFolder: Bool {
        guard case .prepared(let prepared) = origin else { return false }
        return prepared.commands[index].folder != nil
    }

    private func finish(_ end: IncidentModel.StepEnd) {
        guard !isOver else { return }
        isOver = true
        output.finishLines()
        publishPage()
        surroundings.ended(carried)
        let took: Duration =
            switch origin {
            case .prepared: ContinuousClock.now - began
            case .found: ranFor
            }
        surroundings.publish(.ended(step, run, end, took))
        over.signal()
    }

    /// Publishes at once, or after a pause when a page went out a moment ago.
    private func pageChanged() {
        guard !isPageDue else { return }
        let since = lastPage.map { ContinuousClock.now - $0 } ?? Self.pause
        guard since < Self.pause else { return publishPage() }
        isPageDue = true
        let rest = Int((Self.pause - since).wholeMilliseconds) + 1
        queue.asyncAfter(deadline: .now() + .milliseconds(rest)) {
            guard self.isPageDue, !self.isOver else { return }
            self.publishPage()
        }
    }

    private func publishPage() {
        isPageDue = false
        lastPage = .now
        surroundings.publish(
            .output(
                OutputPage(
                    run: run, step: step, totalLines: output.totalLines, lines: output.page,
                    backgroundHolder: holdsOutput)))
    }
}
