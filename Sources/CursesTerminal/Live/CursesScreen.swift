import CNcurses
import CellGrid
import Glibc

/// The one screen of ncurses: made, drawn on, left for a while, ended.
struct CursesScreen {
    private let screen: OpaquePointer
    private let input: UnsafeMutablePointer<FILE>
    private let output: UnsafeMutablePointer<FILE>

    /// Takes over the screen of a device; nil when ncurses refuses.
    init?(device: TerminalDevice, terminal: String, capabilities: Capabilities) {
        guard let input = CursesScreen.stream(device.input, "r") else { return nil }
        guard let output = CursesScreen.stream(device.output, "w") else {
            fclose(input)
            return nil
        }
        // The size is the kernel's, not that of LINES and COLUMNS, which some shells export and never change.
        use_env(false)
        use_tioctl(true)
        guard let screen = CursesScreen.newScreen(terminal, output, input) else {
            fclose(input)
            fclose(output)
            return nil
        }
        (self.screen, self.input, self.output) = (screen, input, output)
        raw()
        noecho()
        nonl()
        typeahead(-1)
        keypad(nc_stdscr(), true)
        leaveok(nc_stdscr(), true)
        curs_set(0)
        if capabilities.colourDepth != .mono {
            start_color()
            use_default_colors()
        }
    }

    /// The size that ncurses draws for.
    var size: Size { Size(columns: Int(nc_columns()), rows: Int(nc_lines())) }

    /// Draws for another size from now on.
    func resize(to size: Size) {
        resizeterm(Int32(size.rows), Int32(size.columns))
    }

    /// Blanks what will be shown next.
    func erase() {
        werase(nc_stdscr())
    }

    /// Writes what changed, and shows or hides the cursor.
    func show(cursor: Point?) {
        if let cursor {
            leaveok(nc_stdscr(), false)
            wmove(nc_stdscr(), Int32(clamping: cursor.row), Int32(clamping: cursor.column))
        } else {
            leaveok(nc_stdscr(), true)
        }
        curs_set(cursor == nil ? 0 : 1)
        wrefresh(nc_stdscr())
    }

    /// Writes everything at the next `show`.
    func distrust() {
        nc_distrust_screen()
    }

    /// Gives the screen back; the next `show` takes it again.
    func leave() {
        endwin()
    }

    /// Gives the screen back for good.
    func end() {
        endwin()
        delscreen(screen)
        fclose(input)
        fclose(output)
    }

    /// A stream of our own over a copy of the descriptor, so that ending it closes nothing of others.
    private static func stream(_ descriptor: Int32, _ mode: String) -> UnsafeMutablePointer<FILE>? {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
        guard copy >= 0 else { return nil }
        guard let stream = fdopen(copy, mode) else {
            close(copy)
            return nil
        }
        return stream
    }

    /// Descriptions of the VT series ask for delays, which ncurses fills with thousands of NUL bytes.
    private static func newScreen(
        _ terminal: String, _ output: UnsafeMutablePointer<FILE>,
        _ input: UnsafeMutablePointer<FILE>
    ) -> OpaquePointer? {
        guard terminal.hasPrefix("vt"), getenv("NCURSES_NO_PADDING") == nil else {
            return newterm(terminal, output, input)
        }
        setenv("NCURSES_NO_PADDING", "1", 0)
        defer { unsetenv("NCURSES_NO_PADDING") }
        return newterm(terminal, output, input)
    }
}
