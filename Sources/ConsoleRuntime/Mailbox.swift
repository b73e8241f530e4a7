import CPosix
import EngineRoom
import Glibc
import IncidentModel
import SafeText
import Synchronization

/// Where engines leave what they have to tell, and one descriptor that wakes the loop.
///
/// Values that replace one another (services, logs, gates, a run's output) are kept once, the newest;
/// events and sentences are kept in order. However much arrives, the loop is woken once until it has
/// taken everything out.
final class Mailbox: Sendable {
    /// What is waiting, by what a newer one replaces.
    struct Contents: Sendable {
        var services: [ServiceStatus]?
        var logs: LogStatus?
        var runbooks: [RunbookPlan]?
        var gates: [CheckID: GateState]?
        var running: [StepID]?
        var recording: (unrecorded: Int, reason: DisplayText?)?
        var timeline: TimelinePage?
        var outputs: [OutputPage] = []
        /// Events, restored states and sentences, in order.
        var ordered: [EngineReport] = []
    }

    /// Readable while something is waiting that should be shown soon.
    let descriptor: Int32
    private let writeEnd: Int32
    private let contents = Mutex((waiting: Contents(), isSignalled: false))

    /// Makes an empty mailbox; `descriptor` is −1 when the system has no descriptor left.
    init() {
        var ends: [Int32] = [-1, -1]
        let isMade = quell_terminal_make_pipe(&ends) == 0
        descriptor = isMade ? ends[0] : -1
        writeEnd = isMade ? ends[1] : -1
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if writeEnd >= 0 { close(writeEnd) }
    }

    /// Leaves a report.
    ///
    /// One that is not urgent waits for the next tick, at most a second.
    func post(_ report: EngineReport) {
        let mustSignal = contents.withLock { box in
            Self.file(report, into: &box.waiting)
            if case .services(_, isUrgent: false) = report { return false }
            guard !box.isSignalled else { return false }
            box.isSignalled = true
            return true
        }
        if mustSignal {
            var one: UInt8 = 1
            _ = write(writeEnd, &one, 1)
        }
    }

    /// Takes everything out.
    func takeAll() -> Contents {
        contents.withLock { box in
            if box.isSignalled {
                var one: UInt8 = 0
                _ = read(descriptor, &one, 1)
                box.isSignalled = false
            }
            let taken = box.waiting
            box.waiting = Contents()
            return taken
        }
    }

    private static func file(_ report: EngineReport, into waiting: inout Contents) {
        switch report {
        case .services(let services, _): waiting.services = services
        case .logs(let logs): waiting.logs = logs
        case .runbooks(let plans): waiting.runbooks = plans
        case .gates(let gates): waiting.gates = gates
        case .running(let steps): waiting.running = steps
        case .recording(let count, let reason): waiting.recording = (count, reason)
        case .timeline(let page): waiting.timeline = page
        case .output(let page):
            waiting.outputs.removeAll { $0.run == page.run }
            waiting.outputs.append(page)
        case .recorded, .restored, .refused, .noticed, .prepared, .valuesNeeded, .trustNeeded,
            .trusted, .flow, .suggestions, .filePrepared, .criteria, .resolutionRefused,
            .updateDrafted, .pastReport, .readOnly, .foreground:
            waiting.ordered.append(report)
        }
    }
}
