import CPosix
import CellGrid
import Glibc
import Testing

@testable import CursesTerminal

/// A terminal made of a pseudo-terminal: the test types and looks at the other end.
final class PseudoTerminal {
    private var controller: Int32
    let device: Int32

    /// Opens both ends as pts(4) describes; the C library's functions for it are hidden from Swift.
    init(columns: UInt16 = 40, rows: UInt16 = 10) throws {
        controller = Glibc.open("/dev/ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        var isLocked: Int32 = 0
        var number: Int32 = -1
        try #require(ioctl(controller, PseudoTerminal.setLock, &isLocked) == 0)
        try #require(ioctl(controller, PseudoTerminal.getNumber, &number) == 0)
        device = Glibc.open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(device >= 0)
        resize(columns: columns, rows: rows)
    }

    /// TIOCSPTLCK and TIOCGPTN of ioctl_tty(2), macros that Swift does not see.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    deinit {
        hangUp()
        close(device)
    }

    /// A console on this terminal, open.
    func console(
        terminal: String = "xterm-256color", _ more: [String: String] = [:]
    ) throws -> CursesTerminal {
        var environment = ["TERM": terminal, "LANG": "C.UTF-8"]
        environment.merge(more) { $1 }
        let console = CursesTerminal(
            environment: environment, input: device, output: device, holdsStandardError: false)
        try console.open()
        return console
    }

    func resize(columns: UInt16, rows: UInt16) {
        var size: [UInt16] = [rows, columns, 0, 0]
        _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
    }

    func type(_ text: String) {
        var bytes = Array(text.utf8)
        #expect(write(controller, &bytes, bytes.count) == bytes.count)
    }

    /// All that was written to the screen since the last call.
    func output() -> String {
        var result: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(controller, &part, part.count)
            if count <= 0 { return String(decoding: result, as: UTF8.self) }
            result += part[..<count]
        }
    }

    func hangUp() {
        if controller >= 0 { close(controller) }
        controller = -1
    }

    /// The local modes: echo, line editing, signals.
    var localModes: tcflag_t {
        var modes = termios()
        tcgetattr(device, &modes)
        return modes.c_lflag
    }
}

extension CursesTerminal {
    /// Waits as the program's loop does until there is input; fails after ten seconds.
    func nextInput() -> [TerminalInput] {
        let end = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < end {
            let inputs = readInput()
            if !inputs.isEmpty || terminationSignal != nil { return inputs }
            var wanted = [inputDescriptor, wakeDescriptor].map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            poll(&wanted, 2, Int32(pendingEscapeDeadlineMilliseconds ?? 1000))
        }
        Issue.record("nothing arrived")
        return []
    }
}
