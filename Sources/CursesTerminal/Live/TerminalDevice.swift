import CPosix
import CellGrid
import Glibc

/// The descriptors of a terminal, and what the system itself knows about it.
struct TerminalDevice {
    /// Where keys come from.
    let input: Int32
    /// Where the screen is.
    let output: Int32
    private let isOwned: Bool

    /// Takes the descriptors given if both are terminals, or else the process's own terminal.
    ///
    /// So log lines can be piped in or text out while the console is on the screen.
    init(input: Int32, output: Int32) throws {
        if isatty(input) == 1, isatty(output) == 1 {
            (self.input, self.output, isOwned) = (input, output, false)
            return
        }
        let device = Glibc.open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard device >= 0 else { throw CursesTerminalError.notATerminal }
        (self.input, self.output, isOwned) = (device, device, true)
    }

    func close() {
        if isOwned { Glibc.close(input) }
    }

    /// The modes (echo, line editing, …) as they are now.
    func modes() throws -> termios {
        var modes = termios()
        guard tcgetattr(input, &modes) == 0 else {
            throw CursesTerminalError.refused(String(cString: strerror(errno)))
        }
        return modes
    }

    func setModes(_ modes: termios) {
        var wanted = modes
        tcsetattr(input, TCSADRAIN, &wanted)
    }

    /// The size as the kernel knows it; nil when it does not.
    var size: Size? {
        var columns: Int32 = 0
        var rows: Int32 = 0
        guard quell_terminal_size(output, &columns, &rows) == 0 else { return nil }
        return Size(columns: Int(columns), rows: Int(rows))
    }

    /// What arrived, up to a bound, without ever blocking; nil when the terminal is gone.
    ///
    /// The descriptor stays in blocking mode: other programs may share it, such as the shell.
    func readAvailable() -> [UInt8]? {
        var result: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4096)
        while result.count < 1 << 16 {
            var request = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
            guard poll(&request, 1, 0) > 0 else { return result }
            let count = read(input, &part, part.count)
            if count > 0 {
                result += part[..<count]
            } else if count < 0, errno == EINTR || errno == EAGAIN {
                return result
            } else {
                return result.isEmpty ? nil : result
            }
        }
        return result
    }

    /// Writes bytes that ncurses knows nothing of.
    func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count == 0 || errno != EINTR {
                return
            }
        }
    }
}
