public import CellGrid
import CPosix
public import Foundation
import Glibc

/// A real terminal, drawn on through ncurses.
///
/// At most one may be open in a process, on the thread that opened it. While it is open, handlers
/// put the terminal back before a signal or a crash ends the process; SIGKILL alone leaves it as it is.
public final class CursesTerminal: Terminal {
    /// The kind of terminal: the value of TERM.
    public let kind: String
    /// The size of the screen now; zero before it is opened.
    public internal(set) var size = Size.zero
    /// How many colours to use; `NO_COLOR`, if set and not empty, means none.
    public private(set) var colourDepth = ColourDepth.mono
    /// Whether the locale or the terminal has only ASCII.
    public private(set) var asciiOnly = true

    let environment: [String: String]
    private let input: Int32
    private let output: Int32
    private let holdsStandardError: Bool

    /// What is there while the terminal is open.
    var session: Session?
    /// The latest frame that was shown; nil when the screen may show anything.
    var shown: (grid: CellGrid, cursor: Point?)?
    var decoder = InputDecoder()
    var latestByte = ContinuousClock.now
    var queued: [TerminalInput] = []
    var lost = false
    private var endedBy: Int32?

    /// What is there while the terminal is open.
    struct Session {
        let device: TerminalDevice
        let screen: CursesScreen
        let capabilities: Capabilities
        let modes: termios
        let wake: WakePipe
        var painter: CellPainter
    }

    /// Describes a terminal without touching it.
    ///
    /// - Parameters:
    ///   - environment: Where TERM, NO_COLOR and the locale are looked up.
    ///   - input: Where keys come from. If this or `output` is no terminal, `/dev/tty` is both.
    ///   - output: Where the screen is.
    ///   - holdsStandardError: Whether what others write to standard error, if that is a terminal, is kept
    ///     off the screen until the terminal is closed.
    public init(
        environment: [String: String] = ProcessInfo.processInfo.environment, input: Int32 = 0,
        output: Int32 = 1, holdsStandardError: Bool = true
    ) {
        self.environment = environment
        self.input = input
        self.output = output
        self.holdsStandardError = holdsStandardError
        kind = environment["TERM"] ?? ""
    }

    deinit {
        close()
    }

    /// The descriptor that keys come from; −1 when the terminal is not open or gone.
    public var inputDescriptor: Int32 { lost ? -1 : session?.device.input ?? -1 }

    /// Readable when a signal was noted; −1 when the terminal is not open.
    public var wakeDescriptor: Int32 { session?.wake.readEnd ?? -1 }

    /// The first SIGINT, SIGTERM or SIGHUP; SIGHUP also when the terminal is gone.
    ///
    /// It stays known after `close()`, so that the program can end by the same signal.
    public var terminationSignal: Int32? {
        if let endedBy { return endedBy }
        let noted = session == nil ? 0 : quell_terminal_termination_signal()
        if noted != 0 { return noted }
        return lost ? SIGHUP : nil
    }

    /// Takes the screen over and installs the signal handlers.
    ///
    /// - Throws: `CursesTerminalError`; the terminal is then as it was.
    public func open() throws {
        guard session == nil else { return }
        guard !kind.isEmpty else { throw CursesTerminalError.kindNotSet }
        let device = try TerminalDevice(input: input, output: output)
        do {
            try open(device)
        } catch {
            device.close()
            throw error
        }
    }

    private func open(_ device: TerminalDevice) throws {
        let modes = try device.modes()
        let encoding = CharacterEncoding(environment: environment, terminal: kind)
        let capabilities = try TerminalDescription.capabilities(
            of: kind, output: device.output, environment: environment)
        asciiOnly = !(encoding.selectUTF8() && encoding.terminalHasMore)
        colourDepth = capabilities.colourDepth
        let wake = try WakePipe()
        guard let screen = takeOver(device, modes, capabilities, wake) else {
            letGo(of: device, modes, wake)
            throw CursesTerminalError.refused("ncurses cannot use it")
        }
        let pairs = ColourPairs(
            depth: capabilities.colourDepth, colourCount: capabilities.colourCount)
        session = Session(
            device: device, screen: screen, capabilities: capabilities, modes: modes, wake: wake,
            painter: CellPainter(asciiOnly: asciiOnly, pairs: pairs))
        decoder = InputDecoder(keys: capabilities.keys)
        (shown, queued, lost, endedBy) = (nil, [], false, nil)
        size = screen.size
    }

    /// Makes sure that the terminal is put back whatever happens, and only then takes it.
    private func takeOver(
        _ device: TerminalDevice, _ modes: termios, _ capabilities: Capabilities, _ wake: WakePipe
    ) -> CursesScreen? {
        var found = modes
        let sequence = capabilities.restoreSequence
        guard quell_terminal_install_altstack() == 0,
            quell_terminal_arm(device.output, &found, sequence, sequence.count) == 0,
            quell_terminal_install_handlers(wake.writeEnd) == 0
        else { return nil }
        quell_terminal_set_taken(true)
        holdStandardError()
        let screen = CursesScreen(device: device, terminal: kind, capabilities: capabilities)
        // ncurses may have put its own handlers in the place of ours.
        guard let screen, quell_terminal_install_handlers(wake.writeEnd) == 0 else { return nil }
        if capabilities.isLikeXterm { device.write(Capabilities.startPasteMarks) }
        return screen
    }

    /// Gives the screen back and removes the handlers; what was held for standard error appears.
    public func close() {
        guard let session else { return }
        endedBy = terminationSignal
        if session.capabilities.isLikeXterm { session.device.write(Capabilities.stopPasteMarks) }
        session.screen.end()
        letGo(of: session.device, session.modes, session.wake)
        session.device.close()
        self.session = nil
    }

    private func letGo(of device: TerminalDevice, _ modes: termios, _ wake: WakePipe) {
        device.setModes(modes)
        quell_terminal_remove_handlers()
        quell_terminal_release_stderr()
        wake.close()
    }

    /// Keeps foreign text off the screen from now on.
    func holdStandardError() {
        // Without it the screen may be disturbed, which is no reason not to start.
        if holdsStandardError { _ = quell_terminal_hold_stderr() }
    }
}

extension CharacterEncoding {
    /// Sets the character set of the process; true if it is UTF-8.
    fileprivate func selectUTF8() -> Bool {
        for name in locales where setlocale(LC_CTYPE, name) != nil {
            return nl_langinfo(Int32(CODESET)).map { String(cString: $0) } == "UTF-8"
        }
        return false
    }
}
