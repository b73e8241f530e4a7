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
        case found
    }

    /// What a run needs from its executor.
    struct Surroundings: Sendable {
        var launcher: StepLauncher
        var publish: @Sendable (StepPublication) -> Void
        /// Called once, on the run's queue, before the end is published.
        var ended: @Sendable (CarriedState) -> Void
        /// Called once when only commands in the background are left.
        var background: @Sendable () -> Void
    }

    /// A page is published at most this often.
    private static let pause = Duration.milliseconds(100)

    let step: StepID
    let run: RunID
    let folder: String
    let origin: Origin
    let record: RunRecord
    let surroundings: Surroundings
    let queue: DispatchQueue
    private let over = DispatchSemaphore(value: 0)

    var output: OutputRing
    var carried: CarriedState
    /// The command that is to start next, or that the next one waits for.
    var index = 0
    var attempt = 1
    /// The commands that are followed, by their place.
    var watches: [Int: CommandWatch] = [:]
    /// How the run ends once nothing of it is left; nil while it goes well.
    var verdict: IncidentModel.StepEnd?
    /// The first bad end of a command in the background.
    var backgroundFailure: IncidentModel.StepEnd?
    var isCancelled = false
    var isOver = false
    var isPausing = false
    /// True once only commands in the background are left.
    var isInBackground = false
    var holdsOutput = false
    var ranFor = Duration.zero
    private var began = ContinuousClock.now
    private var lastPage: ContinuousClock.Instant?
    private var isPageDue = false

    init(
        step: StepID, run: RunID, folder: String, origin: Origin, record: RunRecord,
        carried: CarriedState, output: OutputRing, surroundings: Surroundings
    ) {
        self.step = step
        self.run = run
        self.folder = folder
        self.origin = origin
        self.record = record
        self.carried = carried
        self.output = output
        self.surroundings = surroundings
        queue = DispatchQueue(label: "quell.run", qos: .userInitiated)
    }

    /// Starts or finds the first command; does not wait.
    func begin() {
        queue.async {
            self.began = .now
            if case .prepared = self.origin {
                do {
                    try self.record.write(to: self.folder)
                } catch {
                    let reason = "its folder cannot be made: \(error.localizedDescription)"
                    return self.finish(.couldNotStart(DisplayText(reason)))
                }
            }
            self.next()
        }
    }

    /// Ends the present commands and starts no further one; a second call goes on to the next signal.
    func cancel() {
        queue.async {
            guard !self.isOver else { return }
            self.isCancelled = true
            for place in self.watches.keys { self.watches[place]?.cancel() }
            if self.isPausing { self.fail(.cancelled) }
        }
    }

    /// Stops following without a word; the commands go on.
    func leave() {
        queue.async {
            self.isOver = true
            for watch in self.watches.values { watch.attachment?.detach() }
            self.watches = [:]
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

    /// The run is over: its last page, then its end.
    func finish(_ end: IncidentModel.StepEnd) {
        guard !isOver else { return }
        isOver = true
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
    func pageChanged() {
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

    /// Publishes now, before something that follows from what the page shows.
    func publishPage() {
        isPageDue = false
        lastPage = .now
        surroundings.publish(
            .output(
                OutputPage(
                    run: run, step: step, totalLines: output.totalLines, lines: output.page,
                    backgroundHolder: holdsOutput)))
    }
}
