import CellGrid
import Glibc
import Testing

@testable import CursesTerminal

/// One at a time: a process has one ncurses and one set of signal handlers.
@Suite("A real terminal is drawn on and put back", .serialized)
struct CursesTerminalTests {
    private func grid(_ text: String, style: Style = .plain, size: Size) -> CellGrid {
        var grid = CellGrid(size: size)
        grid.write(text, at: Point(column: 0, row: 0), style: style)
        return grid
    }

    @Test func theScreenIsTakenAndGivenBack() throws {
        let tty = try PseudoTerminal()
        let before = tty.localModes
        let console = try tty.console()
        #expect(console.size == Size(columns: 40, rows: 10))
        #expect(tty.localModes & tcflag_t(ECHO | ICANON | ISIG) == 0)
        console.draw(grid("hello", size: console.size), cursor: nil)
        let opened = tty.output()
        for part in ["\u{1B}[?1049h", "\u{1B}[?2004h", "\u{1B}[?25l", "hello"] {
            #expect(opened.contains(part))
        }
        console.close()
        let closed = tty.output()
        for part in ["\u{1B}[?1049l", "\u{1B}[?2004l", "\u{1B}[?25h"] {
            #expect(closed.contains(part))
        }
        #expect(tty.localModes == before)
        #expect(console.inputDescriptor == -1)
    }

    @Test func itCanBeOpenedAgain() throws {
        let tty = try PseudoTerminal()
        let console = try tty.console()
        console.close()
        try console.open()
        _ = tty.output()
        console.draw(grid("again", size: console.size), cursor: nil)
        #expect(tty.output().contains("again"))
        console.close()
        console.close()
    }

    @Test func onlyWhatChangedIsWritten() throws {
        let tty = try PseudoTerminal()
        let console = try tty.console()
        defer { console.close() }
        var frame = CellGrid(size: console.size)
        frame.fill(frame.bounds, "x")
        console.draw(frame, cursor: nil)
        _ = tty.output()
        console.draw(frame, cursor: nil)
        #expect(tty.output() == "")
        frame.write("Y", at: Point(column: 20, row: 5))
        console.draw(frame, cursor: nil)
        let difference = tty.output()
        #expect(difference.contains("Y"))
        #expect(!difference.contains("x"))
    }

    @Test func theCursorIsShownWhereItShouldBe() throws {
        let tty = try PseudoTerminal()
        let console = try tty.console()
        defer { console.close() }
        let frame = CellGrid(size: console.size)
        console.draw(frame, cursor: nil)
        _ = tty.output()
        console.draw(frame, cursor: Point(column: 6, row: 3))
        let shown = tty.output()
        #expect(shown.contains("\u{1B}[4;7H"))
        #expect(shown.contains("\u{1B}[?25h") || shown.contains("\u{1B}[?12l"))
        console.draw(frame, cursor: nil)
        #expect(tty.output().contains("\u{1B}[?25l"))
    }

    @Test func wideGlyphsAreReplacedAsAWhole() throws {
        let tty = try PseudoTerminal()
        let console = try tty.console()
        defer { console.close() }
        console.draw(grid("日本", size: console.size), cursor: nil)
        #expect(tty.output().contains("日本"))
        console.draw(grid("日x", size: console.size), cursor: nil)
        #expect(tty.output().contains("x"))
    }

    @Test func picturesThatTerminalsDisagreeOnAreSimplified() throws {
        let tty = try PseudoTerminal()
        let console = try tty.console()
        defer { console.close() }
        console.draw(grid("⚠\u{FE0F}🇩🇪👩‍💻👍🏽e\u{301}|", size: console.size), cursor: nil)
        #expect(tty.output().contains("⚠ DE👩👍e\u{301}|"))
    }

    @Test func keysArrive() throws {
        let tty = try PseudoTerminal()
        let console = try tty.console()
        defer { console.close() }
        tty.type("q\u{1B}OA\u{1B}[B日\u{1A}")
        var keys: [Key?] = []
        while keys.count < 5, keys.last != .some(nil) {
            let more = console.nextInput().map(\.key)
            if more.isEmpty { break }
            keys += more
        }
        #expect(keys == [.character("q"), .up, .down, .character("日"), .control("z")])
    }

    @Test func aLoneEscapeArrivesAfterAShortWaitThatIsNotBlocking() throws {
        let tty = try PseudoTerminal()
        let console = try tty.console()
        defer { console.close() }
        #expect(console.pendingEscapeDeadlineMilliseconds == nil)
        tty.type("\u{1B}")
        #expect(console.nextInput() == [.key(.escape)])
        #expect(console.pendingEscapeDeadlineMilliseconds == nil)
    }

    @Test func aPasteArrivesAsOnePiece() throws {
        let tty = try PseudoTerminal()
        let console = try tty.console()
        defer { console.close() }
        tty.type("\u{1B}[200~two\rlines\u{1B}[201~")
        #expect(console.nextInput() == [.paste("two\nlines")])
    }

    @Test func aNewSizeIsReportedAndDrawnFor() throws {
        let tty = try PseudoTerminal()
        let console = try tty.console()
        defer { console.close() }
        tty.resize(columns: 60, rows: 20)
        kill(getpid(), SIGWINCH)
        let size = Size(columns: 60, rows: 20)
        #expect(console.nextInput() == [.resized(size)])
        #expect(console.size == size)
        var frame = CellGrid(size: size)
        frame.write("corner", at: Point(column: 54, row: 19))
        console.draw(frame, cursor: nil)
        #expect(tty.output().contains("corne"))
    }

    @Test func aGridOfAnotherSizeIsCut() throws {
        let tty = try PseudoTerminal()
        let console = try tty.console()
        defer { console.close() }
        var large = CellGrid(size: Size(columns: 100, rows: 50))
        large.fill(large.bounds, "日")
        console.draw(large, cursor: Point(column: 99, row: 49))
        console.draw(CellGrid(size: .zero), cursor: nil)
        console.draw(grid("after", size: console.size), cursor: nil)
        #expect(tty.output().contains("after"))
    }

    @Test func aRequestToEndWakesTheLoop() throws {
        let tty = try PseudoTerminal()
        let console = try tty.console()
        #expect(console.terminationSignal == nil)
        kill(getpid(), SIGTERM)
        #expect(console.nextInput().isEmpty)
        #expect(console.terminationSignal == SIGTERM)
        console.close()
        #expect(console.terminationSignal == SIGTERM)
    }

    @Test func aTerminalThatGoesAwayEndsTheProgram() throws {
        let tty = try PseudoTerminal()
        let console = try tty.console()
        tty.hangUp()
        #expect(console.nextInput().isEmpty)
        #expect(console.terminationSignal == SIGHUP)
        #expect(console.inputDescriptor == -1)
        console.draw(CellGrid(size: console.size), cursor: nil)
        console.close()
    }

    @Test func handlersAreAsBeforeAfterwards() throws {
        let tty = try PseudoTerminal()
        var before = sigaction()
        sigaction(SIGTERM, nil, &before)
        let console = try tty.console()
        console.close()
        var after = sigaction()
        sigaction(SIGTERM, nil, &after)
        #expect(before.sa_flags == after.sa_flags)
        #expect(
            unsafeBitCast(before.__sigaction_handler.sa_handler, to: Int.self)
                == unsafeBitCast(after.__sigaction_handler.sa_handler, to: Int.self))
    }

    @Test(
        arguments: [
            ("xterm-256color", [:], "\u{1B}[38;5;208m"), ("xterm", [:], "\u{1B}[33m"),
            ("linux", [:], "\u{1B}[33m"),
        ] as [(String, [String: String], String)])
    func coloursAreTheNearestTheTerminalHas(
        terminal: String, environment: [String: String], expected: String
    ) throws {
        let tty = try PseudoTerminal()
        let console = try tty.console(terminal: terminal, environment)
        defer { console.close() }
        let style = Style(foreground: .palette(208))
        console.draw(grid("warm", style: style, size: console.size), cursor: nil)
        #expect(tty.output().contains(expected + "warm"))
    }

    @Test(arguments: [("xterm-256color", ["NO_COLOR": "1"]), ("vt100", [:])])
    func withoutColoursOnlyAttributesAreWritten(
        terminal: String, environment: [String: String]
    ) throws {
        let tty = try PseudoTerminal()
        let console = try tty.console(terminal: terminal, environment)
        defer { console.close() }
        #expect(console.colourDepth == .mono)
        console.draw(CellGrid(size: console.size), cursor: nil)
        _ = tty.output()
        let style = Style(foreground: .palette(208), background: .ansi(1), attributes: .bold)
        console.draw(grid("warm", style: style, size: console.size), cursor: nil)
        let output = tty.output()
        #expect(output.contains("1m") && output.contains("warm"))
        #expect(!output.contains("[3") && !output.contains("[4") && !output.contains("8;5"))
    }

    @Test(arguments: [("xterm", ["LANG": "C"]), ("vt100", ["LANG": "C.UTF-8"])])
    func onlyASCIIIsWrittenWhereNothingElseCanBeShown(
        terminal: String, environment: [String: String]
    ) throws {
        let tty = try PseudoTerminal()
        let console = try tty.console(terminal: terminal, environment)
        defer { console.close() }
        #expect(console.asciiOnly)
        console.draw(grid("╭─✓日🇩🇪é…", size: console.size), cursor: nil)
        let output = tty.output()
        #expect(output.contains("+-+? DE?."))
        #expect(!output.utf8.contains { $0 > 0x7F })
    }

    @Test func aLocaleThatIsNotInstalledIsStillUTF8() throws {
        let tty = try PseudoTerminal()
        let console = try tty.console(terminal: "xterm", ["LANG": "xx_XX.UTF-8"])
        defer { console.close() }
        #expect(!console.asciiOnly)
    }

    @Test(arguments: [
        ("dumb", CursesTerminalError.cursorCannotMove("dumb")), ("", .kindNotSet),
        ("no-such-terminal", .kindUnknown("no-such-terminal")),
    ])
    func unusableTerminalsAreRefusedAndLeftAlone(
        terminal: String, expected: CursesTerminalError
    ) throws {
        let tty = try PseudoTerminal()
        let before = tty.localModes
        #expect(throws: expected) { try tty.console(terminal: terminal) }
        #expect(tty.output() == "")
        #expect(tty.localModes == before)
        #expect(expected.description.last == "." && !expected.description.contains("\n"))
    }

    @Test func textGoesToTheClipboardOnlyWhereThatIsKnown() throws {
        let tty = try PseudoTerminal()
        let console = try tty.console()
        _ = tty.output()
        #expect(console.copyToClipboard("copied"))
        #expect(tty.output() == "\u{1B}]52;c;Y29waWVk\u{7}")
        #expect(!console.copyToClipboard(String(repeating: "x", count: 1 << 20)))
        console.close()
        #expect(!console.copyToClipboard("closed"))
        let old = try PseudoTerminal()
        let plain = try old.console(terminal: "vt100")
        defer { plain.close() }
        #expect(!plain.copyToClipboard("copied"))
    }
}
