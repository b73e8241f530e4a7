import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// The key map, and what is made from it.
struct KeyMapTests {
    @Test(arguments: KeyMap.standard.bindings)
    func everyBindingHasATitleAndWorksOrSaysWhyNot(binding: KeyMap.Binding) {
        #expect(!binding.title.isEmpty)
        // What has no key of its own is chosen from the palette, or from the page of the record.
        #expect(!binding.keys.isEmpty || binding.scope == .record)
        for start in [Fixture.console(), Fixture.running()] {
            for pane in Pane.allCases {
                var state = start
                state.type("\(pane.number)")
                let reason = binding.disabledReason(in: state)
                let before = state
                let effects =
                    binding.keys.first.map { state.press(keys: $0) }
                    ?? state.perform(binding.action)
                if let reason {
                    #expect(effects.isEmpty)
                    #expect(state.flash?.text == DisplayText(reason))
                    #expect(reason.hasSuffix("."))
                } else if !Self.mayDoNothing.contains(binding.action) {
                    #expect(!effects.isEmpty || state != before, "\(binding.name) in \(pane)")
                }
            }
        }
    }

    /// At the end of a list, in the focused pane or with nothing to leave, these have nothing to do.
    static let mayDoNothing: Set<ConsoleAction> = [
        .focusServices, .focusClusters, .focusRunbook, .focusOutput, .focusTimeline, .moveDown,
        .moveUp, .pageDown, .pageUp, .moveToStart, .moveToEnd, .goBack,
    ]

    @Test func everyActionHasOneBinding() {
        #expect(KeyMap.standard.bindings.map(\.action).count == ConsoleAction.allCases.count)
        #expect(Set(KeyMap.standard.bindings.map(\.action)) == Set(ConsoleAction.allCases))
    }

    @Test func noKeyIsBoundTwice() {
        let keys = KeyMap.standard.bindings.flatMap(\.keys)
        #expect(Set(keys).count == keys.count)
    }

    @Test func helpListsEveryBinding() {
        let state = Fixture.outage()
        let rows = HelpPage.rows(of: state, columns: 76, glyphs: GlyphSet(asciiOnly: false))
        let text = rows.map(\.plain).joined(separator: "\n")
        for binding in KeyMap.standard.bindings {
            #expect(text.contains(binding.title))
            #expect(text.contains(":\(binding.name)"))
        }
    }

    @Test func markdownTableListsEveryBinding() {
        let table = KeyMap.standard.markdownTable
        #expect(table.split(separator: "\n").count == ConsoleAction.allCases.count + 2)
        #expect(
            table.contains(
                "| `r` | `:run` | run the selected step | in the runbook and its output |"))
        #expect(table.hasSuffix("|\n"))
    }

    @Test func keysCanBeChanged() throws {
        let map = try KeyMap.standard.rebinding([.runStep: [.function(5)]])
        #expect(map.action(for: .function(5)) == .runStep)
        #expect(map.action(for: .character("r")) == nil)
    }

    @Test func conflictNamesTheKeyAndBothActions() {
        #expect(throws: KeyMap.Conflict(key: .character("q"), actions: [.quit, .runStep])) {
            try KeyMap.standard.rebinding([.runStep: [.character("q")]])
        }
    }

    @Test func changedKeyIsTheOneThatHintsShow() throws {
        var setup = Fixture.setup
        setup.keyMap = try KeyMap.standard.rebinding([.showHelp: [.function(2)]])
        let state = Fixture.outage(setup)
        var grid = CellGrid(size: state.size)
        _ = render(state, theme: .mono, into: &grid)
        #expect(grid.textRows.last?.contains("F2 help") == true)
    }

    @Test func readOnlyRefusesEverythingThatChanges() {
        var setup = Fixture.setup
        setup.isReadOnly = true
        var state = Fixture.running(setup)
        state.type("3")
        for action in [
            ConsoleAction.runStep, .cancelStep, .tick, .skipStep, .addNote, .sendUpdate, .checkNow,
            .runOn, .rollBack, .writeFile, .showValues, .chooseRunbook,
        ] {
            #expect(action.disabledReason(in: state)?.contains("Read-only") == true)
        }
        #expect(state.type("rxscauCRBwvO").isEmpty)
        #expect(state.prompt == nil)
        #expect(state.overlays.isEmpty)
    }
}
