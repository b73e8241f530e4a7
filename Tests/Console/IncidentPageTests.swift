import CellGrid
import Foundation
import IncidentModel
import SafeText
import Testing

@testable import Console

/// The page about the incident, and where its rows lead.
struct IncidentPageTests {
    static func text(of state: ConsoleState, columns: Int = 120) -> String {
        IncidentPage(state: state, columns: columns, glyphs: GlyphSet(asciiOnly: false)).rows
            .map(\.text.plain).joined(separator: "\n")
    }

    @Test(arguments: Fixture.sizes)
    func everythingAboutTheIncident(size: Size) throws {
        var state = Fixture.recorded(size: size)
        state.type("I")
        try Golden.compare("incident", state)
    }

    @Test(arguments: Fixture.sizes)
    func emptySectionsSayWhatFillsThem(size: Size) throws {
        var state = Fixture.console(size: size)
        state.type("I")
        try Golden.compare("incident-empty", state)
    }

    @Test(arguments: Fixture.sizes)
    func nearestChangeStandsBesideTheRoot(size: Size) throws {
        try Golden.compare("suspects", Fixture.recorded(size: size))
    }

    @Test(arguments: Fixture.sizes)
    func detailsOfTheRootListTheChangesBefore(size: Size) throws {
        var state = Fixture.recorded(size: size)
        state.press(keys: .character("1"), .enter)
        try Golden.compare("root-details", state)
    }

    @Test(arguments: Fixture.sizes)
    func reportOfAPastIncidentIsRead(size: Size) throws {
        var state = Fixture.recorded(size: size)
        state.type("I")
        state.press(keys: .end, .pageUp, .pageUp)
        _ = state.readPast("INC-1278")
        state.tell(.pastReport("INC-1278", Self.report))
        try Golden.compare("past-report", state)
    }

    static let report: [DisplayText] = [
        "# INC-1278 Staging does not start", "", "Solved by the runbook staging-startup-failure.",
        "", "## Timeline", "- 09:12 backend DOWN",
        "- 09:31 step 2.2 done: the image was built again from the corrected context, and all services answered within a minute",
        "```", "./deploy backend --force-rebuild", "```",
    ]

    @Test func allPartsAreOnThePage() {
        let text = Self.text(of: Fixture.recorded())
        for words in [
            "Complete staging failure", "INC-1279", "Nobody can sign in", "engineering", "business",
            "the lead on duty", "12 of 30 min", "commander", "nora", "acknowledged", "paged",
            "probe backend is up for 10m", "backend is down",
            "3f2a91c exclude monitoring, 4 min before",
            "new-session-store on for everybody, 1 h before", "like INC-1278, 12 days ago",
            "runbook staging-startup-failure", "every entry is on disk",
        ] {
            #expect(text.contains(words), "\(words)")
        }
        #expect(!text.contains("9912ab0"), "it names another service")
    }

    @Test func nearestChangeComesFirst() {
        let text = Self.text(of: Fixture.recorded())
        let near = text.range(of: "3f2a91c")
        let far = text.range(of: "new-session-store")
        #expect(near.map { near in far.map { near.lowerBound < $0.lowerBound } ?? false } == true)
    }

    @Test func recordingTroubleStandsOnThePage() {
        var state = Fixture.recorded()
        state.tell(.recordingChanged(unrecorded: 3, reason: "disk full"))
        #expect(Self.text(of: state).contains("3 not on disk: disk full"))
    }

    @Test func resolvedIncidentHasNoClocks() {
        var state = Fixture.recorded()
        state.tell(
            .recorded(
                Fixture.numbered(
                    [.edited(.moment(.resolved, at: Fixture.now, reason: "all green"))], from: 40)))
        let text = Self.text(of: state)
        #expect(text.contains("resolved"))
        #expect(!text.contains("due in"))
    }

    @Test func enterReadsTheReportOfALikeIncident() {
        var state = Fixture.recorded()
        state.type("I")
        for _ in 0..<20 { state.press(keys: .down) }
        for _ in 0..<40 {
            if case .incident(let view)? = state.overlays.last, view.link == .past("INC-1278") {
                break
            }
            state.press(keys: .up)
        }
        #expect(state.press(keys: .enter) == [.readPast("INC-1278")])
        state.tell(.pastReport("INC-1278", Self.report))
        guard case .pastReport(let report, 0)? = state.overlays.last else {
            Issue.record("no report")
            return
        }
        #expect(report.lines == Self.report)
        state.press(keys: .escape)
        guard case .incident? = state.overlays.last else {
            Issue.record("not back at the page")
            return
        }
    }

    @Test func reportThatNobodyAskedForDoesNotComeUp() {
        var state = Fixture.recorded()
        state.tell(.pastReport("INC-1278", Self.report))
        #expect(state.overlays.isEmpty)
    }

    @Test func reportDoesNotTakeTheKeysOfALine() {
        var state = Fixture.recorded()
        _ = state.readPast("INC-1278")
        state.type("a")
        state.tell(.pastReport("INC-1278", Self.report))
        #expect(state.overlays.isEmpty && state.prompt != nil)
    }

    @Test func changeOpensItsDetailsAndIsEvidence() {
        var state = Fixture.recorded()
        state.type("I")
        let link = IncidentLink.change(source: "deploys", id: "3f2a91c")
        state.overlays = [.incident(LinkedView(top: 0, link: link))]
        #expect(state.pickedEvidence == .change(Fixture.deploy))
        state.press(keys: .enter)
        #expect(state.overlays.last == .details(.change(Fixture.deploy), top: 0))
        #expect(state.pickedEvidence == .change(Fixture.deploy))
    }

    @Test func thePageScrollsToItsEndAndBack() {
        var state = Fixture.recorded(size: Size(columns: 50, rows: 15))
        state.type("I")
        for _ in 0..<200 { state.press(keys: .down) }
        var grid = CellGrid(size: state.size)
        _ = render(state, theme: .mono, into: &grid)
        #expect(grid.textRows.contains { $0.contains("recording") })
        for _ in 0..<200 { state.press(keys: .up) }
        _ = render(state, theme: .mono, into: &grid)
        #expect(
            grid.textRows.contains { $0.contains("Complete staging failure") && $0.hasPrefix("│") })
    }
}
