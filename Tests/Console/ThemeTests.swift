import CellGrid
import Testing

@testable import Console

/// Themes: complete, and still telling things apart with fewer colours.
struct ThemeTests {
    @Test func darkThemeHasEveryRoleAndNoOther() throws {
        _ = try Golden.darkTheme()
    }

    @Test func missingRolesAreNamed() {
        var styles = Dictionary(uniqueKeysWithValues: ThemeRole.allCases.map { ($0, Style.plain) })
        styles[.alarm] = nil
        styles[.text] = nil
        #expect {
            try Theme(styles: styles)
        } throws: { error in
            "\(error)" == "The theme has no style for: text, alarm."
        }
    }

    static let pairs: [[ThemeRole]] = [
        [.up, .down, .blocked], [.done, .failed], [.reads, .changes, .destroys],
        [.gateMet, .gateUnmet], [.gateHolding, .gateNoData], [.output, .outputError],
        [.clock, .clockSoon, .clockOverdue], [.live, .paused, .alarm], [.readWrite, .readOnly],
        [.text, .selection], [.border, .borderActive], [.title, .titleActive],
        [.priority0, .priority1, .priority3],
    ]

    @Test(arguments: ColourDepth.allCases)
    func whatMattersLooksDifferentAtEveryDepth(depth: ColourDepth) throws {
        let theme = try Golden.darkTheme().reduced(to: depth)
        for roles in Self.pairs {
            #expect(Set(roles.map { theme[$0] }).count == roles.count, "\(roles) at \(depth)")
        }
    }

    @Test func monoHasNoColour() throws {
        let theme = try Golden.darkTheme().reduced(to: .mono)
        for role in ThemeRole.allCases {
            #expect(theme[role].foreground == .terminalDefault)
            #expect(theme[role].background == .terminalDefault)
        }
    }

    @Test func sixteenColoursKeepTheHue() throws {
        let theme = try Golden.darkTheme().reduced(to: .sixteen)
        #expect(theme[.down].foreground == .ansi(9))
        #expect(theme[.up].foreground == .ansi(2))
        #expect(theme[.changes].foreground == .ansi(11))
        #expect(theme[.faint].foreground == .ansi(8))
        #expect(theme[.selection].attributes.contains(.reverse))
    }

    @Test func reducingTwiceChangesNothing() throws {
        for depth in ColourDepth.allCases {
            let once = try Golden.darkTheme().reduced(to: depth)
            #expect(once.reduced(to: depth) == once)
        }
    }
}
