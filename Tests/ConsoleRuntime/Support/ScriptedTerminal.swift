import CellGrid
import Glibc

/// A terminal in memory with real descriptors, in which a test acts after each frame and before each
/// look at the input; all of it on the loop's own thread.
final class ScriptedTerminal: Terminal {
    let memory: MemoryTerminal
    /// Called after each frame.
    var afterDraw: (ScriptedTerminal) -> Void = { _ in }
    /// Called after each look at the input.
    var afterRead: (ScriptedTerminal) -> Void = { _ in }
    /// False for a terminal that cannot copy.
    var canCopy = true
    /// While true, the wake descriptor stays readable: the loop turns without ever waiting.
    var neverSleeps = false { didSet { wake() } }

    /// When the test gives up: the loop then ends as by a signal, and the test fails.
    private let deadline = ContinuousClock.now + .seconds(60)
    private let input = Wire()
    private let signals = Wire()

    init(_ size: Size = Size(columns: 140, rows: 42)) {
        memory = MemoryTerminal(size: size)
    }

    var size: Size { memory.size }
    var colourDepth: ColourDepth { memory.colourDepth }
    var asciiOnly: Bool { memory.asciiOnly }
    var inputDescriptor: Int32 { input.readEnd }
    var wakeDescriptor: Int32 { signals.readEnd }
    var pendingEscapeDeadlineMilliseconds: Int? { memory.pendingEscapeDeadlineMilliseconds }
    var terminationSignal: Int32? { isLate ? SIGALRM : memory.terminationSignal }

    private var isLate: Bool { ContinuousClock.now > deadline }

    /// The text of the newest frame.
    var text: String { memory.screen?.textRows.joined(separator: "\n") ?? "" }

    /// Presses keys; the loop wakes by its descriptor.
    func press(_ keys: Key...) {
        memory.feed(keys.map { .key($0) })
        input.write()
    }

    /// Types a text.
    func type(_ text: String) {
        memory.feed(text.map { .key(.character($0)) })
        input.write()
    }

    /// Changes the size, as SIGWINCH would tell it.
    func resize(to size: Size) {
        memory.resize(to: size)
        wake()
    }

    /// Pretends that a signal came.
    func receive(_ signal: Int32) {
        memory.terminationSignal = signal
        wake()
    }

    func wake() { signals.write() }

    func draw(_ grid: CellGrid, cursor: Point?) {
        memory.draw(grid, cursor: cursor)
        afterDraw(self)
        if isLate { wake() }
    }

    func readInput() -> [TerminalInput] {
        input.drain()
        signals.drain()
        if neverSleeps { wake() }
        defer { afterRead(self) }
        return memory.readInput()
    }

    func copyToClipboard(_ text: String) -> Bool {
        canCopy && memory.copyToClipboard(text)
    }

    func open() { memory.open() }
    func ring() { memory.ring() }
    func suspend() {
        memory.suspend()
        wake()
    }
    func lend(_ notice: String, to body: () -> String?) {
        memory.lend(notice, to: body)
        wake()
    }
    func close() { memory.close() }
}

/// A pipe of which nobody waits for the other end.
private final class Wire {
    let readEnd: Int32
    private let writeEnd: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        _ = pipe(&ends)
        (readEnd, writeEnd) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    func write() {
        var one: UInt8 = 1
        _ = Glibc.write(writeEnd, &one, 1)
    }

    func drain() {
        var bytes = [UInt8](repeating: 0, count: 4096)
        while read(readEnd, &bytes, bytes.count) > 0 {}
    }
}
