public import CellGrid
public import Console
public import EngineRoom
import Glibc
import IncidentModel
import SafeText

/// The console's one loop: waits for keys, reports and the clock in one `poll(2)`, and draws.
///
/// It is the only place that touches the terminal and the state. Engines run beside it.
public final class ConsoleLoop {
    let terminal: any Terminal
    let room: EngineRoom
    let mailbox: Mailbox
    let clock: WallClock
    let theme: Theme
    var state: ConsoleState
    var leaving = Leaving.stays
    private var timer: LoopTimer
    private var grid = CellGrid(size: Size(columns: 0, rows: 0))
    private var isDirty = true
    private var isMailWaiting = false
    private var hasTakenReports = false

    /// Whether and when the loop ends.
    enum Leaving: Equatable {
        case stays
        /// As soon as no step runs.
        case whenIdle
        case now(ConsoleEnding)
    }

    /// Prepares the loop; nothing is drawn and no engine runs yet.
    ///
    /// `makeRoom` is given the closure to which the room reports.
    public init(
        terminal: any Terminal, setup: ConsoleSetup, theme: Theme, clock: WallClock = .system,
        makeRoom: (@escaping @Sendable (EngineReport) -> Void) -> EngineRoom
    ) {
        let mailbox = Mailbox()
        self.terminal = terminal
        self.mailbox = mailbox
        self.clock = clock
        self.theme = theme
        room = makeRoom { mailbox.post($0) }
        state = ConsoleState(setup: setup)
        timer = LoopTimer(steady: clock.steady(), wallNanoseconds: clock.now().nanoseconds)
    }

    /// Shows the first frame, then starts the engines, then turns until it is told to end.
    ///
    /// `afterStart` may ask the room for something; it is carried out once the journal is open.
    public func run(afterStart: (EngineRoom) -> Void = { _ in }) -> ConsoleEnding {
        apply(.input(.resized(terminal.size)))
        apply(.ticked(clock.now()))
        draw()
        // What the engines tell at their start comes together, a frame later.
        timer.showedReports(at: clock.steady())
        room.start()
        afterStart(room)
        while true {
            if case .now(let ending) = leaving { return ending }
            turn()
        }
    }

    /// Ends all engines and closes the journal; returns when nothing is left running.
    ///
    /// Running steps go on in their own processes unless `cancellingSteps` is true.
    public func stopEngines(cancellingSteps: Bool) {
        room.stop(cancellingSteps: cancellingSteps)
    }

    private func turn() {
        let hasInput = wait()
        if hasInput { takeInput() }
        let steady = clock.steady()
        if steady >= timer.nextTick {
            let now = clock.now()
            takeReports()
            apply(.ticked(now))
            room.lookAtWallClock()
            // Seconds turn with those of clocks on the wall.
            let shown = now + state.incident.record.wallClockOffset
            timer.plan(steady: clock.steady(), wallNanoseconds: shown.nanoseconds)
            isDirty = true
        } else if isMailWaiting, timer.mayShowReports(at: steady) {
            takeReports()
        }
        if isDirty { draw() }
        if hasTakenReports { timer.showedReports(at: clock.steady()) }
        hasTakenReports = false
    }

    /// Waits for the terminal, the mailbox or the next due time.
    ///
    /// True when the terminal has something.
    ///
    /// Once mail is known to wait, the mailbox is not listened to until a frame may be drawn: that bounds
    /// a flood of reports to 20 frames a second while keys are answered at once.
    private func wait() -> Bool {
        var descriptors = [
            pollfd(fd: terminal.inputDescriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: terminal.wakeDescriptor, events: Int16(POLLIN), revents: 0),
            pollfd(
                fd: isMailWaiting ? -1 : mailbox.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        let timeout = timer.timeout(
            at: clock.steady(), isFrameWaiting: isMailWaiting,
            escapeMilliseconds: terminal.pendingEscapeDeadlineMilliseconds)
        let ready = poll(&descriptors, nfds_t(descriptors.count), timeout)
        if ready <= 0 { return terminal.pendingEscapeDeadlineMilliseconds != nil }
        if descriptors[2].revents != 0 { isMailWaiting = true }
        return descriptors[0].revents != 0 || descriptors[1].revents != 0
    }

    private func takeInput() {
        for input in terminal.readInput() {
            if case .resized = input { grid = CellGrid(size: Size(columns: 0, rows: 0)) }
            apply(.input(input))
            isDirty = true
        }
        if let signal = terminal.terminationSignal {
            apply(.quitRequested)
            leaving = .now(.signalled(signal))
        }
    }

    private func takeReports() {
        isMailWaiting = false
        hasTakenReports = true
        var turns: [ForegroundTurn] = []
        let messages = MailSorter.messages(
            from: mailbox.takeAll(), onRunning: noteRunning, onForeground: { turns.append($0) })
        for message in messages {
            apply(message)
            // A journal that was opened again goes on with its own time.
            if case .restored = message { apply(.ticked(clock.now())) }
            isDirty = true
        }
        for turn in turns { lend(to: turn) }
    }

    /// Leaves the screen to a run that wants the terminal, and comes back when it has ended.
    private func lend(to turn: ForegroundTurn) {
        terminal.lend(turn.notice) {
            let ended = turn.run()
            room.perform(ended.report)
            return ended.notice
        }
        isDirty = true
    }

    private func noteRunning(_ steps: [StepID]) {
        if steps.isEmpty, leaving == .whenIdle { leaving = .now(.asked(.cancelRunning)) }
    }

    func apply(_ message: ConsoleMessage) {
        for effect in update(&state, message) { carryOut(effect) }
    }

    private func draw() {
        let size = terminal.size
        if grid.size != size { grid = CellGrid(size: size) }
        let cursor = render(state, theme: theme, into: &grid)
        terminal.draw(grid, cursor: cursor)
        isDirty = false
    }
}

/// How the console came to its end.
public enum ConsoleEnding: Hashable, Sendable {
    /// A person left.
    case asked(QuitMode)
    /// A signal asked for it.
    case signalled(Int32)
}
