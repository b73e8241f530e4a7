/// A screen and its keys; used from one thread only.
public protocol Terminal: AnyObject {
    /// The size of the screen now.
    var size: Size { get }
    /// How many colours the screen shows and its user wants.
    var colourDepth: ColourDepth { get }
    /// Whether only ASCII can be shown; other glyphs are then replaced by look-alikes.
    var asciiOnly: Bool { get }
    /// What to wait on for keys with `poll(2)`; −1 when there is nothing to wait on.
    var inputDescriptor: Int32 { get }
    /// What to wait on for signals (resize, resume, end) with `poll(2)`; −1 without.
    ///
    /// Readable means: call `readInput()`, which also empties it, then look at
    /// `terminationSignal`.
    var wakeDescriptor: Int32 { get }
    /// In how many milliseconds to call `readInput()` even if nothing more arrives.
    ///
    /// A lone Escape waits this long for the rest of a key's sequence. Nil when nothing waits.
    var pendingEscapeDeadlineMilliseconds: Int? { get }
    /// The signal that asked the program to end in order, or lost its terminal; nil without.
    var terminationSignal: Int32? { get }

    /// Takes the screen over; throws an error whose description is one sentence for people.
    func open() throws
    /// Shows a grid, with the cursor at a place or hidden; writes only what differs.
    func draw(_ grid: CellGrid, cursor: Point?)
    /// Everything that arrived since the last call; never blocks.
    func readInput() -> [TerminalInput]
    /// Rings the bell.
    func ring()
    /// Puts text on the clipboard of the user's own machine (OSC 52); false when it cannot.
    ///
    /// True only says that the request was sent: terminals may ignore it and never answer.
    @discardableResult
    func copyToClipboard(_ text: String) -> Bool
    /// Gives the screen back, stops the program until it is continued, and takes it again.
    func suspend()
    /// Gives the screen back while something else uses it, and takes it again; then everything is drawn anew.
    ///
    /// `notice` is shown below what the terminal had before. What `body` returns is shown after it, and
    /// Enter is waited for, so that its output can be read; nil returns at once.
    func lend(_ notice: String, to body: () -> String?)
    /// Gives the screen back; does nothing when it is not open.
    func close()
}
