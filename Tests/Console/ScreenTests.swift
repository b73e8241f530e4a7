import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// Whole screens at all sizes, compared with pictures.
struct ScreenTests {
    @Test(arguments: Fixture.sizes)
    func freshStartSaysWhatWouldFillEveryPane(size: Size) throws {
        var state = Fixture.console(
            ConsoleSetup(title: "Staging"), size: size)
        state.tell(.logsChanged(Fixture.waitingLogs), .runbooksLoaded([]))
        try Golden.compare("fresh", state)
    }

    @Test(arguments: Fixture.sizes)
    func outageShowsTheCauseTheClustersAndTheNextStep(size: Size) throws {
        try Golden.compare("outage", Fixture.outage(size: size))
    }

    @Test(arguments: Fixture.sizes)
    func runningStepShowsItsClockAndItsOutput(size: Size) throws {
        var state = Fixture.running(size: size)
        state.type("3")
        try Golden.compare("running", state)
    }

    @Test(arguments: Fixture.sizes)
    func outputPaneFollowsTheRunningStep(size: Size) throws {
        var state = Fixture.running(size: size)
        state.type("4")
        try Golden.compare("output", state)
    }

    @Test(arguments: Fixture.sizes)
    func confirmationShowsTheExactCommand(size: Size) throws {
        var state = Fixture.outage(size: size)
        state.type("3")
        state.ask(Fixture.preview(Fixture.stepID(1, 2)))
        try Golden.compare("confirm", state)
    }

    @Test(arguments: Fixture.sizes)
    func destroyingCommandAsksForAWord(size: Size) throws {
        var setup = Fixture.setup
        setup.values = [ConsoleSetup.ShownValue(name: "REDIS_HOST", text: "10.20.0.7")]
        var state = Fixture.outage(setup, size: size)
        state.tell(
            .recordingChanged(unrecorded: 3, reason: "no space left on device"),
            .ticked(Fixture.now + .seconds(6)))
        state.type("3jjjjj")
        state.ask(Fixture.preview(Fixture.stepID(2, 2)))
        state.type("destroy unrec")
        try Golden.compare("destroy", state)
    }

    @Test(arguments: Fixture.sizes)
    func helpListsTheKeys(size: Size) throws {
        var state = Fixture.outage(size: size)
        state.type("?")
        try Golden.compare("help", state)
    }

    @Test(arguments: Fixture.sizes)
    func serviceDetailsShowWhatIsWrong(size: Size) throws {
        var state = Fixture.outage(size: size)
        state.press(keys: .enter)
        try Golden.compare("service", state)
    }

    @Test(arguments: Fixture.sizes)
    func clusterDetailsShowExamples(size: Size) throws {
        var state = Fixture.outage(size: size)
        state.press(keys: .character("2"), .enter)
        try Golden.compare("cluster", state)
    }

    @Test(arguments: Fixture.sizes)
    func stepDetailsShowExactCommandsAndChecks(size: Size) throws {
        var state = Fixture.outage(size: size)
        state.press(keys: .character("3"), .enter)
        try Golden.compare("step", state)
    }

    @Test(arguments: Fixture.sizes)
    func filterPromptFiltersWhileTyping(size: Size) throws {
        var state = Fixture.outage(size: size)
        state.type("2/backend")
        try Golden.compare("filter", state)
    }

    @Test(arguments: Fixture.sizes)
    func paletteOffersCommands(size: Size) throws {
        var state = Fixture.outage(size: size)
        state.type(":no")
        try Golden.compare("palette", state)
    }

    @Test(arguments: Fixture.sizes)
    func frozenPaneSaysWhatItMissed(size: Size) throws {
        var state = Fixture.outage(size: size)
        state.type("2 ")
        var logs = Fixture.logs
        logs.lines += 1_204
        state.tell(.logsChanged(logs))
        try Golden.compare("frozen", state)
    }

    @Test(arguments: Fixture.sizes)
    func readOnlyScreenSaysWhyAKeyDoesNothing(size: Size) throws {
        var setup = Fixture.setup
        setup.isReadOnly = true
        var state = Fixture.outage(setup, size: size)
        state.type("3r")
        try Golden.compare("readonly", state)
    }

    @Test(arguments: Fixture.sizes)
    func asciiWithoutColourKeepsItsMeaning(size: Size) throws {
        var setup = Fixture.setup
        setup.asciiOnly = true
        setup.colourDepth = .mono
        try Golden.compare("ascii", Fixture.running(setup, size: size))
    }

    @Test(arguments: Fixture.sizes)
    func sixteenColours(size: Size) throws {
        var setup = Fixture.setup
        setup.colourDepth = .sixteen
        try Golden.compare("sixteen", Fixture.running(setup, size: size))
    }

    @Test(arguments: Fixture.sizes)
    func wideGlyphsKeepTheColumns(size: Size) throws {
        var state = Fixture.outage(size: size)
        var services = Fixture.services
        services[0].id = ServiceID("予約サービス")
        services[3].id = ServiceID("🚀 launch")
        var logs = Fixture.logs
        logs.clusters[0].template = "接続 <*> が失敗しました: タイムアウト <*> ミリ秒"
        logs.clusters[1].template = "🔥🔥 <*> é̂ ﷽ family 👩‍👩‍👧‍👦"
        state.tell(.servicesChanged(services), .logsChanged(logs))
        try Golden.compare("wide", state)
    }

    @Test(arguments: Fixture.sizes)
    func passingStatesAreMarked(size: Size) throws {
        var state = Fixture.outage(size: size)
        var services = Fixture.services
        services[0].transition = .recovering
        services[1].cause = .pending
        services[2].verdict = .up
        services[2].cause = .none
        services[2].transition = .suspect
        services[3].isStale = true
        services.append(ServiceStatus(id: ServiceID("db")))
        state.tell(.servicesChanged(services))
        try Golden.compare("passing", state)
    }

    @Test(arguments: Fixture.sizes)
    func quittingWithARunningStepAsks(size: Size) throws {
        var state = Fixture.running(size: size)
        state.type("q")
        try Golden.compare("quit", state)
    }

    @Test(arguments: Fixture.sizes)
    func zoomedPaneHasAllTheRoom(size: Size) throws {
        var state = Fixture.outage(size: size)
        state.type("5+")
        try Golden.compare("timeline", state)
    }

    @Test(arguments: [
        Size(columns: 70, rows: 24), Size(columns: 28, rows: 7), Size(columns: 220, rows: 60),
    ])
    func otherSizesAreArrangedToo(size: Size) throws {
        try Golden.compare("outage", Fixture.running(size: size))
    }
}
