import BuiltinAssets
import CellGrid
import Console
import Testing

@testable import ConsoleRuntime

/// Theme files: every shipped one is complete, and a mistake is named with its line.
struct ThemeFileTests {
    @Test func everyShippedThemeIsComplete() throws {
        let themes = BuiltinAssets.files(in: "Themes")
        #expect(!themes.isEmpty)
        for asset in themes { _ = try ThemeFile.decode(text: asset.text, path: asset.path) }
    }

    @Test func unknownRoleIsRefusedWithItsLine() throws {
        let shipped = try #require(BuiltinAssets.text(at: "Themes/dark.yaml"))
        let text = shipped + "\n  sparkle: {fg: red}\n"
        let line = text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
        let message = try #require(throws: (any Error).self) {
            try ThemeFile.decode(text: text, path: "own.yaml")
        }
        #expect("\(message)".contains("own.yaml:\(line)"))
        #expect("\(message)".contains("sparkle"))
    }

    @Test func missingRoleIsRefused() throws {
        let shipped = try #require(BuiltinAssets.text(at: "Themes/dark.yaml"))
        let text = shipped.replacing("  text: {fg: ink}\n", with: "")
        let message = try #require(throws: (any Error).self) {
            try ThemeFile.decode(text: text, path: "own.yaml")
        }
        #expect("\(message)".contains("text"))
    }

    @Test(arguments: ["fg: nowhere", "fg: 256", "fg: -1", "bold: maybe", "glow: true"])
    func badStyleIsRefused(style: String) throws {
        let shipped = try #require(BuiltinAssets.text(at: "Themes/dark.yaml"))
        let text = shipped.replacing("  text: {fg: ink}\n", with: "  text: {\(style)}\n")
        #expect(throws: (any Error).self) {
            try ThemeFile.decode(text: text, path: "own.yaml")
        }
    }

    @Test func unknownThemeNamesTheKnownOnes() throws {
        let message = try #require(throws: (any Error).self) {
            try ThemeFile.load("neon", configurationFolder: "/nonexistent")
        }
        #expect("\(message)".contains("dark"))
    }

    @Test func paletteNamesNumbersAndANSINamesAreColours() throws {
        let shipped = try #require(BuiltinAssets.text(at: "Themes/dark.yaml"))
        let text = shipped.replacing(
            "  text: {fg: ink}\n", with: "  text: {fg: bright-red, bg: 17, underline: true}\n")
        let style = try ThemeFile.decode(text: text, path: "own.yaml")[.text]
        #expect(style.foreground == .ansi(9))
        #expect(style.background == .palette(17))
        #expect(style.attributes == .underline)
    }
}
