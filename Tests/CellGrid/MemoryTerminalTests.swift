import CellGrid
import Testing

@Suite("The terminal in memory records what it is told")
struct MemoryTerminalTests {
    @Test func inputIsReadOnce() {
        let terminal = MemoryTerminal(size: Size(columns: 4, rows: 1))
        terminal.press(.up, .character("x"))
        terminal.resize(to: Size(columns: 9, rows: 2))
        #expect(
            terminal.readInput() == [
                .key(.up), .key(.character("x")), .resized(Size(columns: 9, rows: 2)),
            ])
        #expect(terminal.readInput().isEmpty)
        #expect(terminal.size == Size(columns: 9, rows: 2))
    }

    @Test func onlyTheNewestFramesAreKept() {
        let terminal = MemoryTerminal(size: Size(columns: 1, rows: 1), keptFrames: 2)
        for letter in ["a", "b", "c"] {
            var grid = CellGrid(size: terminal.size)
            grid.write(letter, at: Point(column: 0, row: 0))
            terminal.draw(grid, cursor: nil)
        }
        #expect(terminal.frames.map { $0.rowText(0) } == ["b", "c"])
        #expect(terminal.screen?.rowText(0) == "c")
        #expect(terminal.drawCount == 3)
    }

    @Test func aStopEndsAtOnce() {
        let terminal = MemoryTerminal(size: .zero)
        terminal.suspend()
        #expect(terminal.suspendCount == 1)
        #expect(terminal.readInput() == [.resumed])
    }
}
