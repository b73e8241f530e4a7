import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// Services in trouble on whole screens, compared with pictures.
struct ServiceScreenTests {
    @Test(arguments: Fixture.sizes)
    func oneRootAndNinetyNineBlockedAreReadAtAGlance(size: Size) throws {
        try Golden.compare("storm", Fixture.showing(Fixture.storm, size: size))
    }

    @Test(arguments: Fixture.sizes)
    func unfoldedGroupShowsEachOfItsServices(size: Size) throws {
        var state = Fixture.showing(Fixture.storm, size: size)
        state.press(keys: .home, .down, .enter)
        try Golden.compare("storm-open", state)
    }

    @Test(arguments: Fixture.sizes)
    func remarkableServicesCarryTheirMarks(size: Size) throws {
        try Golden.compare("remarkable", Fixture.showing(Fixture.remarkable, size: size))
    }

    @Test(arguments: Fixture.sizes)
    func marksAreLegibleWithoutColourAndInASCII(size: Size) throws {
        var setup = Fixture.setup
        setup.asciiOnly = true
        setup.colourDepth = .mono
        var state = Fixture.showing(Fixture.remarkable, size: size, setup)
        state.type("+")
        try Golden.compare("remarkable-ascii", state)
    }

    @Test(arguments: Fixture.sizes)
    func bannerSaysThatItIsUs(size: Size) throws {
        var state = Fixture.showing(Fixture.remarkable, size: size)
        state.tell(
            .recorded([Fixture.event(.localTroubleChanged(Fixture.trouble))]),
            .ticked(Fixture.now + .seconds(6)))
        try Golden.compare("local", state)
    }

    @Test(arguments: Fixture.sizes)
    func dependenciesAreATree(size: Size) throws {
        var state = Fixture.showing(Fixture.remarkable, size: size)
        state.type("d")
        try Golden.compare("graph", state)
    }

    @Test(arguments: Fixture.sizes)
    func dependenciesOfAHundredScroll(size: Size) throws {
        var setup = Fixture.setup
        setup.asciiOnly = true
        var state = Fixture.showing(Fixture.storm, size: size, setup)
        state.type("d")
        state.press(keys: .pageDown)
        try Golden.compare("graph-storm", state)
    }

    @Test(arguments: Fixture.sizes)
    func detailsOfABlockedServiceLeadToTheRoot(size: Size) throws {
        var state = Fixture.showing(Fixture.remarkable, size: size)
        state.press(keys: .down, .down, .enter)
        try Golden.compare("blocked", state)
    }

    @Test(arguments: Fixture.sizes)
    func detailsOfARootCompareGoodAndBad(size: Size) throws {
        var root = Fixture.backend
        root.lastGood?.evidence = [
            Evidence(label: "status line", text: "HTTP/1.1 200 OK"),
            Evidence(label: "header", text: "Server: staging-lb/2.4"),
            Evidence(label: "header", text: "Content-Type: application/json"),
            Evidence(label: "body", text: "{\"status\": \"ok\"}"),
        ]
        root.lastGood?.phases = [
            PhaseTiming(name: "resolve", duration: .milliseconds(1)),
            PhaseTiming(name: "connect", duration: .milliseconds(12)),
            PhaseTiming(name: "tls", duration: .milliseconds(40)),
            PhaseTiming(name: "first byte", duration: .milliseconds(30)),
            PhaseTiming(name: "transfer", duration: .milliseconds(1)),
        ]
        root.firstBad?.evidence = [
            Evidence(label: "status line", text: "HTTP/1.1 503 Service Unavailable"),
            Evidence(label: "header", text: "Server: staging-lb/2.4"),
            Evidence(label: "header", text: "Retry-After: 30"),
            Evidence(label: "body", text: "{\"error\": \"The instance could not start\"}"),
        ]
        var state = Fixture.showing(
            [root, Fixture.auth, Fixture.websocket, Fixture.frontend], size: size)
        state.press(keys: .enter)
        try Golden.compare("compared", state)
    }

    @Test(arguments: Fixture.sizes)
    func holdOffersKindsAndTimes(size: Size) throws {
        var state = Fixture.showing(Fixture.remarkable, size: size)
        state.type("h")
        try Golden.compare("hold", state)
    }

    @Test(arguments: ["", "d", "\r", "jjj\r", "jjjjj\r", "h", "h45x", "o", "/held"])
    func plainASCIIIsEnoughForEverything(keys: String) {
        var setup = Fixture.setup
        setup.asciiOnly = true
        for services in [Fixture.remarkable, Fixture.storm] {
            var state = Fixture.showing(services, setup)
            for key in keys { state.press(keys: key == "\r" ? .enter : .character(key)) }
            var grid = CellGrid(size: state.size)
            _ = render(state, theme: .mono, into: &grid)
            let foreign = grid.textRows.joined().unicodeScalars.filter { !$0.isASCII }
            #expect(foreign.isEmpty)
        }
    }

    @Test func servicesDrawAtEverySize() {
        for services in [Fixture.remarkable, Fixture.storm] {
            var state = Fixture.showing(services)
            state.tell(.recorded([Fixture.event(.localTroubleChanged(Fixture.trouble))]))
            for (columns, rows) in [
                (0, 0), (1, 1), (20, 5), (30, 8), (31, 9), (61, 14), (80, 20), (143, 49),
            ] {
                let size = Size(columns: columns, rows: rows)
                for keys in ["", "d", "h", "b", "o", "/held", "+b", "?"] {
                    FuzzTests.draw(state, size, keys)
                }
                var asked = state
                asked.press(keys: .enter)
                FuzzTests.draw(asked, size, "")
            }
        }
    }
}
