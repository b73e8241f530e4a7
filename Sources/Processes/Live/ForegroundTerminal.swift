import CPosix
import Glibc

/// The terminal that this process stands in the foreground of, lent to commands one at a time.
struct ForegroundTerminal: ~Copyable {
    private let descriptor: Descriptor
    /// Its modes as they were found.
    private let modes: termios
    private let flags: Int32
    /// Our own process group.
    private let group = getpgrp()

    /// Finds the terminal; nothing changes yet.
    ///
    /// - Throws: `NotStarted` when there is none, or when another group has it.
    init() throws {
        guard let found = Self.find() else {
            throw NotStarted(reason: "this program has no terminal to give to the command")
        }
        var modes = termios()
        guard tcgetattr(found.number, &modes) == 0 else {
            throw NotStarted(reason: "the terminal's modes cannot be read")
        }
        guard tcgetpgrp(found.number) == getpgrp() else {
            throw NotStarted(
                reason: "this program is in the background and so cannot give its terminal away")
        }
        self.modes = modes
        flags = fcntl(found.number, F_GETFL)
        descriptor = found
    }

    /// What commands get as their three descriptors.
    var number: Int32 { descriptor.number }

    /// One of our own first three if it is the controlling terminal: programs such as tmux want its real name.
    private static func find() -> Descriptor? {
        for number in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
        where isatty(number) == 1 && tcgetpgrp(number) >= 0
            && fcntl(number, F_GETFL) & O_ACCMODE == O_RDWR
        {
            let copy = fcntl(number, F_DUPFD_CLOEXEC, 3)
            if copy >= 0 { return Descriptor(copy) }
        }
        return try? Descriptor.open("/dev/tty", O_RDWR)
    }

    /// Makes reads block, as programs expect; the setting is shared by all who hold the terminal.
    func prepare() {
        if flags & O_NONBLOCK != 0 { _ = fcntl(number, F_SETFL, flags & ~O_NONBLOCK) }
    }

    /// Gives the terminal to a command's group.
    func give(to child: ChildProcess) { _ = quell_give_terminal(number, child.pid) }

    /// Gives a command that had stopped the terminal with the modes that it had.
    func giveBack(to child: ChildProcess, modes: termios) {
        var modes = modes
        _ = quell_set_terminal_modes(number, &modes)
        give(to: child)
    }

    /// Takes the terminal from the command and returns the modes it leaves behind.
    func take() -> termios {
        var left = modes
        _ = tcgetattr(number, &left)
        _ = quell_give_terminal(number, group)
        var modes = modes
        _ = quell_set_terminal_modes(number, &modes)
        return left
    }

    /// Takes the terminal for good, as it was found.
    func restore() {
        _ = take()
        // A Ctrl-S would hold our own output back; keys meant for the command must not answer our questions.
        tcflow(number, TCOON)
        tcflush(number, TCIFLUSH)
        if flags & O_NONBLOCK != 0 { _ = fcntl(number, F_SETFL, flags) }
    }
}
