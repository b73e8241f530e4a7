import CellGrid
import Console
import EngineRoom
import Foundation
import Glibc
import IncidentModel
import Journal
import SafeText
import Testing

@testable import ConsoleRuntime

/// What comes from the terminal is answered: keys, sizes, signals.
@Suite(.timeLimit(.minutes(5))) struct LoopInputTests {
    @Test func firstFrameIsThereBeforeAnyEngineStarts() async throws {
        let bench = try LoopBench()
        var hadJournal: [Bool] = []
        let ending = await bench.run { terminal in
            hadJournal.append(bench.hasJournal)
            terminal.press(.character("q"))
        }
        #expect(hadJournal.first == false)
        #expect(bench.terminal.memory.frames.first?.textRows.first?.contains("QUELL") == true)
        #expect(ending == .asked(.leaveRunning))
        #expect(try bench.eventsOnDisk() == [.consoleStarted(version: "1.0"), .consoleStopped])
    }

    @Test func qAsksWhileAnIncidentIsOpenAndLeavesAfterTheAnswer() async throws {
        let bench = try LoopBench()
        let facts = IncidentFacts(
            id: "INC-1", title: "Shop is down", severity: .p1, openedAt: Timestamp(seconds: 0))
        let ending = await bench.play([
            ("", { _ in bench.report(.recorded([Self.event(.incidentOpened(facts))])) }),
            ("Shop is down", { $0.type("q") }),
            ("Leave Quell?", { $0.type("n") }),
            ("Shop is down", { $0.type("q") }),
            ("Leave Quell?", { $0.type("y") }),
        ])
        #expect(ending == .asked(.leaveRunning))
    }

    @Test(arguments: [SIGTERM, SIGHUP])
    func signalEndsTheLoopWithoutAQuestion(signal: Int32) async throws {
        let bench = try LoopBench()
        var isSent = false
        let ending = await bench.run { terminal in
            if !isSent { terminal.receive(signal) }
            isSent = true
        }
        #expect(ending == .signalled(signal))
    }

    @Test func newSizeIsDrawnAtOnce() async throws {
        let bench = try LoopBench()
        var sizes: [Size] = []
        let ending = await bench.run { terminal in
            sizes.append(terminal.memory.screen?.size ?? .zero)
            switch sizes.count {
            case 1: terminal.resize(to: Size(columns: 50, rows: 15))
            case 2: terminal.resize(to: Size(columns: 0, rows: 0))
            case 3: terminal.resize(to: Size(columns: 200, rows: 60))
            default: terminal.press(.character("q"))
            }
        }
        #expect(ending == .asked(.leaveRunning))
        // A tick may draw a size once more.
        #expect(
            sizes.reduce(into: []) { if $0.last != $1 { $0.append($1) } } == [
                Size(columns: 140, rows: 42), Size(columns: 50, rows: 15), .zero,
                Size(columns: 200, rows: 60),
            ])
    }

    @Test func suspendedProgramDrawsAnewWhenItGoesOn() async throws {
        let bench = try LoopBench()
        var framesBefore: Int?
        _ = await bench.run { terminal in
            if terminal.memory.suspendCount == 0 {
                terminal.press(.control("z"))
            } else if framesBefore == nil {
                framesBefore = terminal.memory.drawCount
            } else {
                terminal.press(.character("q"))
            }
        }
        #expect(bench.terminal.memory.suspendCount == 1)
        #expect(bench.terminal.memory.drawCount > (framesBefore ?? .max))
    }

    @Test func pasteThatIsNoKeyIsAnswered() async throws {
        let bench = try LoopBench()
        let ending = await bench.play([
            (
                "",
                {
                    $0.memory.feed([.paste("q\nq\n")])
                    $0.wake()
                }
            ),
            ("Pasted text was ignored", { $0.type("q") }),
        ])
        #expect(ending == .asked(.leaveRunning))
    }

    @Test func loneEscapeIsReadWithoutAnotherByte() async throws {
        let bench = try LoopBench()
        let ending = await bench.play([
            ("", { $0.type("?") }),
            (
                "all keys",
                { terminal in
                    // As curses has it: the byte was read, the key is not decided yet.
                    terminal.memory.pendingEscapeDeadlineMilliseconds = 20
                    terminal.memory.press(.escape)
                }
            ),
            (
                " 1 Services",
                { terminal in
                    terminal.memory.pendingEscapeDeadlineMilliseconds = nil
                    terminal.type("q")
                }
            ),
        ])
        #expect(ending == .asked(.leaveRunning))
    }

    static func event(_ body: EventBody) -> JournalEvent {
        JournalEvent(
            sequence: 1000, at: Timestamp(seconds: 1), monotonic: 1, actor: "quell", body: body)
    }
}
