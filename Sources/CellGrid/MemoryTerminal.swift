/// A terminal that exists only in memory: it records what is drawn, and tests feed its input.
public final class MemoryTerminal: Terminal {
    /// The size of the screen, as `resize(to:)` left it.
    public private(set) var size: Size
    /// How many colours the screen claims to show.
    public let colourDepth: ColourDepth
    /// Whether the screen claims to show only ASCII.
    public let asciiOnly: Bool
    /// What the loop should wait on for keys; −1 unless a test sets it.
    public var inputDescriptor: Int32 = -1
    /// What the loop should wait on for signals; −1 unless a test sets it.
    public var wakeDescriptor: Int32 = -1
    /// The pretended wait of a lone Escape; nil unless a test sets it.
    public var pendingEscapeDeadlineMilliseconds: Int?
    /// The signal that the terminal pretends to have received.
    public var terminationSignal: Int32?

    /// Whether the screen is taken.
    public private(set) var isOpen = false
    /// The grids drawn so far, oldest first; only the newest `keptFrames`.
    public private(set) var frames: [CellGrid] = []
    /// Where the cursor was in each of `frames`.
    public private(set) var cursors: [Point?] = []
    /// How many times `draw` was called.
    public private(set) var drawCount = 0
    /// How many times the bell rang.
    public private(set) var ringCount = 0
    /// How many times the program was suspended.
    public private(set) var suspendCount = 0
    /// The texts put on the clipboard, oldest first.
    public private(set) var clipboard: [String] = []

    /// What was said before and after the screen was lent, oldest first.
    public private(set) var lentNotices: [String] = []

    private let keptFrames: Int
    private var pending: [TerminalInput] = []

    /// Makes a screen of a size; it keeps that many of the newest frames.
    public init(
        size: Size, colourDepth: ColourDepth = .twoHundredFiftySix, asciiOnly: Bool = false,
        keptFrames: Int = 100
    ) {
        self.size = size
        self.colourDepth = colourDepth
        self.asciiOnly = asciiOnly
        self.keptFrames = max(1, keptFrames)
    }

    /// The grid on the screen now; nil before the first was drawn.
    public var screen: CellGrid? { frames.last }

    /// Adds input that the next `readInput()` returns.
    public func feed(_ inputs: [TerminalInput]) {
        pending += inputs
    }

    /// Adds keys that the next `readInput()` returns.
    public func press(_ keys: Key...) {
        feed(keys.map { .key($0) })
    }

    /// Changes the size and says so in the next `readInput()`.
    public func resize(to newSize: Size) {
        size = newSize
        pending.append(.resized(newSize))
    }

    /// Marks the screen as taken.
    public func open() {
        isOpen = true
    }

    /// Records a frame.
    public func draw(_ grid: CellGrid, cursor: Point?) {
        drawCount += 1
        frames.append(grid)
        cursors.append(cursor)
        if frames.count > keptFrames {
            frames.removeFirst()
            cursors.removeFirst()
        }
    }

    /// Returns what was fed since the last call.
    public func readInput() -> [TerminalInput] {
        defer { pending = [] }
        return pending
    }

    /// Counts a ring of the bell.
    public func ring() {
        ringCount += 1
    }

    /// Records the text.
    public func copyToClipboard(_ text: String) -> Bool {
        clipboard.append(text)
        return true
    }

    /// Counts the stop and resumes at once.
    public func suspend() {
        suspendCount += 1
        pending.append(.resumed)
    }

    /// Runs the body and keeps what was to be shown around it.
    public func lend(_ notice: String, to body: () -> String?) {
        lentNotices.append(notice)
        if let end = body() { lentNotices.append(end) }
        pending.append(.resumed)
    }

    /// Marks the screen as given back.
    public func close() {
        isOpen = false
    }
}
