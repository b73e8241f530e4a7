import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// The action items, by their keys.
struct ActionItemKeyTests {
    static func page(_ keys: String = "") -> ConsoleState {
        var state = Fixture.written()
        state.type("A" + keys)
        return state
    }

    static func changed(_ index: Int, _ change: (inout ActionItem) -> Void) -> [ConsoleEffect] {
        var item = Fixture.items[index]
        change(&item)
        return [.edit(.actionItem(item))]
    }

    @Test func newItemTakesTheHorizonOfTheSelectedOne() {
        var state = Self.page("jjn")
        state.type("Tell support")
        let item = ActionItem(number: 6, text: "Tell support", horizon: .shortTerm)
        #expect(state.press(keys: .enter) == [.edit(.actionItem(item))])
        state.tell(Fixture.edited(200, .actionItem(item)))
        #expect(state.recordPage.flatMap { state.selectedID(on: $0) } == 6)
    }

    @Test func firstItemOfAnIncidentIsImmediate() {
        var state = Fixture.outage()
        state.type("AnCall the provider")
        #expect(
            state.press(keys: .enter)
                == [.edit(.actionItem(ActionItem(number: 1, text: "Call the provider")))])
    }

    @Test func tickIsGivenAndTakenBack() {
        var state = Self.page()
        #expect(state.type("x") == Self.changed(0) { $0.isDone = false })
        #expect(state.type("jx") == Self.changed(1) { $0.isDone = true })
    }

    @Test func dueDayIsReadWithThePresentDay() {
        var state = Self.page("jd")
        state.type("fri")
        #expect(state.press(keys: .enter) == Self.changed(1) { $0.due = CalendarDay("2025-09-19") })
    }

    @Test func wrongDueDayIsToldAndStays() {
        var state = Self.page("jdsoon")
        #expect(state.press(keys: .enter).isEmpty)
        #expect(state.prompt?.recordEntry?.problem?.hasPrefix("soon is no day") == true)
        #expect(state.prompt?.line.text == "soon")
        state.press(keys: .control("u"))
        #expect(state.prompt?.recordEntry?.problem == nil)
    }

    @Test func ownerTextAndHorizonAreChanged() {
        var state = Self.page("jw")
        state.press(keys: .control("u"))
        state.type("ada")
        #expect(state.press(keys: .enter) == Self.changed(1) { $0.owner = "ada" })
        state.press(keys: .enter)
        state.type("!")
        #expect(
            state.press(keys: .enter)
                == Self.changed(1) { $0.text = "Verify that all services answer!" })
        state.type("hlong")
        #expect(state.press(keys: .enter) == Self.changed(1) { $0.horizon = .longTerm })
        state.type("h")
        state.press(keys: .down, .down, .down)
        #expect(state.press(keys: .enter) == Self.changed(1) { $0.horizon = .followUp })
    }

    @Test func removingAsks() {
        var state = Self.page("j-")
        #expect(state.type("y") == [.edit(.actionItemRemoved(2))])
    }

    @Test func selectionStaysOnAnItemThatMoves() {
        var state = Self.page("j")
        var moved = Fixture.items[1]
        moved.horizon = .followUp
        state.tell(Fixture.edited(200, .actionItem(moved)))
        #expect(state.recordPage.flatMap { state.selectedID(on: $0) } == 2)
    }
}
