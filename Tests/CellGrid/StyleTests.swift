import CellGrid
import Testing

@Suite("Styles keep what they are given and shrink to what a terminal shows")
struct StyleTests {
    private static let colours: [Colour] =
        [.terminalDefault] + (0...15).map { .ansi($0) } + (0...255).map { .palette($0) }

    @Test(arguments: colours)
    func bothColoursAndAttributesAreKept(colour: Colour) {
        var style = Style(foreground: colour, background: .ansi(3), attributes: [.bold, .italic])
        #expect(style.foreground == colour)
        #expect(style.background == .ansi(3))
        style.background = colour
        style.foreground = .palette(255)
        style.attributes = .underline
        #expect(style.background == colour)
        #expect(style.foreground == .palette(255))
        #expect(style.attributes == .underline)
    }

    @Test(arguments: [
        (Colour.palette(9), Colour.ansi(9)), (.palette(196), .ansi(9)), (.palette(46), .ansi(10)),
        (.palette(232), .ansi(0)), (.palette(255), .ansi(7)), (.palette(231), .ansi(15)),
        (.palette(244), .ansi(8)), (.ansi(5), .ansi(5)), (.terminalDefault, .terminalDefault),
    ])
    func sixteenColoursAreTheNearest(colour: Colour, expected: Colour) {
        #expect(colour.downgradedToSixteen == expected)
    }

    @Test func monoKeepsOnlyAttributes() {
        let style = Style(foreground: .ansi(1), background: .palette(99), attributes: .reverse)
        #expect(style.downgraded(to: .mono) == Style(attributes: .reverse))
    }

    @Test func twoHundredFiftySixColoursStay() {
        let style = Style(foreground: .palette(99))
        #expect(style.downgraded(to: .twoHundredFiftySix) == style)
    }
}
