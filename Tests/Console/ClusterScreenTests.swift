import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// Log clusters and sources on whole screens, compared with pictures.
struct ClusterScreenTests {
    @Test(arguments: Fixture.sizes)
    func markedClustersCarryTheirBadges(size: Size) throws {
        var state = Fixture.marked(size: size)
        state.press(keys: .end)
        try Golden.compare("marked", state)
    }

    @Test(arguments: Fixture.sizes)
    func zoomedPaneShowsCountsThatAddUp(size: Size) throws {
        var state = Fixture.marked(size: size)
        state.type("+M")
        try Golden.compare("marked-zoomed", state)
    }

    @Test(arguments: Fixture.sizes)
    func marksAreLegibleWithoutColourAndInASCII(size: Size) throws {
        var setup = Fixture.setup
        setup.asciiOnly = true
        setup.colourDepth = .mono
        var state = Fixture.marked(setup, size: size)
        state.type("+M")
        try Golden.compare("marked-ascii", state)
    }

    @Test(arguments: ["", "+M", "S", "l", "D", "P", "J3\r", "\r", "j\r", "/~(", "?", "ot"])
    func plainASCIIIsEnoughForEverything(keys: String) {
        var setup = Fixture.setup
        setup.asciiOnly = true
        var state = Fixture.marked(setup)
        for key in keys { state.press(keys: key == "\r" ? .enter : .character(key)) }
        var grid = CellGrid(size: state.size)
        _ = render(state, theme: .mono, into: &grid)
        let foreign = grid.textRows.joined().unicodeScalars.filter { !$0.isASCII }
        #expect(foreign.isEmpty)
    }

    @Test(arguments: Fixture.sizes)
    func timeRangeIsInTheBorder(size: Size) throws {
        var state = Fixture.marked(size: size)
        state.type("ot")
        state.tell(.ticked(Fixture.now + .seconds(6)))
        try Golden.compare("range", state)
    }

    @Test(arguments: Fixture.sizes)
    func detailsTellEverythingAboutACause(size: Size) throws {
        var state = Fixture.marked(size: size)
        state.press(keys: .enter)
        try Golden.compare("cause", state)
    }

    @Test(arguments: Fixture.sizes)
    func detailsOfASymptomGiveTheEvidence(size: Size) throws {
        var state = Fixture.marked(size: size)
        state.press(keys: .down, .enter)
        try Golden.compare("symptom", state)
    }

    @Test(arguments: Fixture.sizes)
    func sourcesTellWhatWasLost(size: Size) throws {
        var state = Fixture.marked(size: size)
        state.type("S")
        try Golden.compare("sources", state)
    }

    @Test(arguments: Fixture.sizes)
    func linkOffersTheOtherClusters(size: Size) throws {
        var state = Fixture.marked(size: size)
        state.type("jjl")
        try Golden.compare("link", state)
    }

    @Test(arguments: Fixture.sizes)
    func splitOffersTheVariables(size: Size) throws {
        var state = Fixture.marked(size: size)
        state.type("D")
        try Golden.compare("split", state)
    }

    @Test(arguments: Fixture.sizes)
    func mergeSaysWhatWillHappen(size: Size) throws {
        var state = Fixture.marked(size: size)
        state.type("J3")
        state.press(keys: .enter)
        try Golden.compare("merge", state)
    }

    @Test(arguments: Fixture.sizes)
    func badExpressionSaysWhatIsWrong(size: Size) throws {
        var state = Fixture.marked(size: size)
        state.type("/sev:eror")
        try Golden.compare("badfilter", state)
    }

    @Test(arguments: Fixture.sizes)
    func entryOfADecisionNamesBothClusters(size: Size) throws {
        var state = Fixture.marked(size: size)
        state.tell(.recorded([Fixture.merged(12)]), .ticked(Fixture.now + .seconds(6)))
        state.press(keys: .character("5"), .enter)
        try Golden.compare("decision", state)
    }
}
