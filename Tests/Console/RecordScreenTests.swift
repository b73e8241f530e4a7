import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// The screens on which the record is written, compared with pictures.
struct RecordScreenTests {
    static let sizes = [
        Size(columns: 140, rows: 42), Size(columns: 80, rows: 24), Size(columns: 50, rows: 15),
    ]

    static func compare(_ name: String, _ size: Size, _ act: (inout ConsoleState) -> Void) throws {
        var state = Fixture.written(size: size)
        act(&state)
        try Golden.compare(name, state)
    }

    @Test(arguments: sizes)
    func whys(size: Size) throws {
        try Self.compare("whys", size) { $0.type("Wj") }
    }

    @Test(arguments: sizes)
    func answer(size: Size) throws {
        try Self.compare("why-answer", size) {
            $0.type("W")
            $0.press(keys: .enter)
            $0.type(", because a module is missing that the middleware imports before all else")
        }
    }

    @Test(arguments: sizes)
    func hypotheses(size: Size) throws {
        try Self.compare("hypotheses", size) {
            $0.type("W")
            $0.press(keys: .tab)
        }
    }

    @Test(arguments: sizes)
    func evidence(size: Size) throws {
        try Self.compare("evidence", size) { $0.type("2We") }
    }

    @Test(arguments: sizes)
    func actions(size: Size) throws {
        try Self.compare("actions", size) { $0.type("Ajjj") }
    }

    @Test(arguments: sizes)
    func dueDay(size: Size) throws {
        try Self.compare("due-day", size) {
            $0.type("Ajdsoon")
            $0.press(keys: .enter)
        }
    }

    @Test(arguments: sizes)
    func incidentMenu(size: Size) throws {
        try Self.compare("record", size) { $0.type("Tj") }
    }

    @Test(arguments: sizes)
    func severity(size: Size) throws {
        try Self.compare("severity", size) { $0.type("Ts") }
    }

    @Test(arguments: sizes)
    func criteria(size: Size) throws {
        try Self.compare("criteria", size) { $0.type("Xjj") }
    }

    @Test(arguments: sizes)
    func override(size: Size) throws {
        try Self.compare("override", size) {
            $0.type("Trit answers")
            $0.press(keys: .enter)
            $0.tell(.resolutionRefused(Array(Fixture.exitCriteria.prefix(3))))
            $0.type("smoke tests pass")
        }
    }

    @Test(arguments: sizes)
    func opening(size: Size) throws {
        var state = Fixture.console(size: size)
        state.tell(.servicesChanged(Fixture.services), .ticked(Fixture.now))
        state.type("T is down")
        state.press(keys: .enter, .enter)
        state.type("no customer can chat")
        state.press(keys: .enter, .enter)
        try Golden.compare("opening", state)
    }

    @Test(arguments: sizes)
    func audience(size: Size) throws {
        try Self.compare("audience", size) { $0.type("u") }
    }

    @Test(arguments: sizes)
    func draft(size: Size) throws {
        try Golden.compare("draft", Fixture.drafted(size: size))
    }

    @Test(arguments: sizes)
    func draftThatIsWritten(size: Size) throws {
        var state = Fixture.drafted(size: size)
        state.type("i")
        state.press(keys: .down, .down, .down, .end)
        state.type(" We roll back.")
        try Golden.compare("draft-writing", state)
    }
}
