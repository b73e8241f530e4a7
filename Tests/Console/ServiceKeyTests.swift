import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// Order, folding, filters and the dependencies of services, by their keys.
struct ServiceKeyTests {
    static func ids(_ state: ConsoleState) -> [ServiceRowID] {
        ServiceList.selectableIDs(of: state)
    }

    @Test func fewServicesKeepTheConfiguredOrder() {
        let state = Fixture.outage()
        #expect(ServiceList.rows(of: state).map(\.id) == Fixture.services.map(\.id))
    }

    @Test func rootComesFirstAndWhatItBlocksIsFolded() {
        let state = Fixture.showing(Fixture.storm)
        #expect(Self.ids(state) == [.service(Fixture.id("db")), .blocked(by: Fixture.id("db"))])
        guard case .root(let root, 99, _) = ServiceList.lines(of: state)[1] else {
            Issue.record("the root does not say what it blocks")
            return
        }
        #expect(root.id == Fixture.id("db"))
    }

    @Test func heldRootStandsAboveWhatItBlocks() {
        var services = Fixture.storm
        services[40].hold = Hold(kind: .maintenance, until: nil, reason: "", by: "nora")
        let state = Fixture.showing(services)
        #expect(Self.ids(state) == [.service(Fixture.id("db")), .blocked(by: Fixture.id("db"))])
    }

    @Test func whatMayBeBrokenItselfIsNotFolded() {
        var services = Fixture.storm
        services[3].isAlsoBroken = true
        let state = Fixture.showing(services)
        #expect(
            Self.ids(state) == [
                .service(Fixture.id("db")), .service(services[3].id),
                .blocked(by: Fixture.id("db")),
            ])
    }

    @Test(arguments: [Key.enter, .character("b")])
    func keyUnfoldsAndFolds(key: Key) {
        var state = Fixture.showing(Fixture.storm)
        state.press(keys: .home, .down, key)
        #expect(Self.ids(state).count == 101)
        state.press(keys: key)
        #expect(Self.ids(state).count == 2)
        #expect(ServiceList.selectedRow(of: state) == .blocked(by: Fixture.id("db")))
    }

    @Test func foldingTakesTheSelectionIntoTheRowOfItsGroup() {
        var state = Fixture.showing(Fixture.storm)
        state.press(keys: .home, .down, .enter, .down, .down, .down)
        #expect(ServiceList.selected(of: state)?.id == Fixture.id("billing-web"))
        state.type("b")
        #expect(ServiceList.selectedRow(of: state) == .blocked(by: Fixture.id("db")))
    }

    @Test func sortKeyGoesBetweenUrgencyAndConfiguration() {
        var state = Fixture.showing(Fixture.storm)
        state.type("o")
        #expect(Self.ids(state).first == .service(Fixture.id("billing-api")))
        #expect(Self.ids(state).count == 100)
        #expect(state.type("b").isEmpty)
        #expect(state.flash?.kind == .refusal)
        state.type("o")
        #expect(Self.ids(state).first == .service(Fixture.id("db")))
    }

    @Test func urgencySortsRootsByTheirFirstFailure() {
        var later = Fixture.backend
        later.since = Fixture.at("22:20:00")
        var degraded = Fixture.frontend
        degraded.verdict = .degraded
        degraded.cause = .own
        let services = [
            Fixture.behind("api"), degraded, ServiceStatus(id: Fixture.id("new")), later,
            Fixture.db,
        ]
        let names = ServiceRanking(services).sorted(services).map(\.id.name)
        #expect(names == ["db", "backend", "api", "frontend", "new"])
    }

    @Test func zoomKeepsTheOrder() {
        var state = Fixture.showing(Array(Fixture.storm.prefix(20)) + [Fixture.db])
        #expect(state.serviceOrder == .urgency)
        state.type("+")
        #expect(state.serviceOrder == .urgency)
    }

    @Test func selectionOnTheFirstRowStaysOnWhatIsWorst() {
        var calm = Fixture.storm
        for index in calm.indices {
            calm[index].verdict = .up
            calm[index].cause = .none
        }
        var state = Fixture.showing(calm)
        state.tell(.servicesChanged(Fixture.storm))
        #expect(ServiceList.selected(of: state)?.id == Fixture.id("db"))
    }

    @Test func selectionOfAPersonStaysOnItsService() {
        var calm = Fixture.storm
        for index in calm.indices {
            calm[index].verdict = .up
            calm[index].cause = .none
        }
        var state = Fixture.showing(calm)
        state.type("jj")
        let chosen = ServiceList.selected(of: state)?.id
        calm[40] = Fixture.db
        state.tell(.servicesChanged(calm))
        #expect(ServiceList.selected(of: state)?.id == chosen)
    }

    @Test(arguments: [
        ("held", ["cache-b", "batch"]), ("flapping", ["cache-a"]), ("contradicted", ["mail"]),
        ("also broken", ["web"]), ("blocked", ["api", "web"]), ("root", ["db"]),
        ("refused", ["db", "cache-b"]), ("new disks", ["cache-b"]), ("maintenance", ["cache-b"]),
        ("postgres", ["db"]), ("!down", ["mail", "cache-a", "batch", "frontend"]),
    ])
    func filterFindsWords(typed: String, names: [DisplayText]) {
        var state = Fixture.showing(Fixture.remarkable)
        state.type("/\(typed)")
        #expect(Set(ServiceList.rows(of: state).map(\.id.name)) == Set(names))
    }

    @Test func filterUnfoldsWhatMatches() {
        var state = Fixture.showing(Fixture.storm)
        state.type("/billing")
        #expect(ServiceList.rows(of: state).count == 11)
    }

    @Test func nextMatchFindsAFoldedGroup() {
        var state = Fixture.showing(Fixture.storm)
        state.type("/billing-web")
        state.press(keys: .enter, .escape)
        state.press(keys: .home)
        state.type("n")
        #expect(ServiceList.selectedRow(of: state) == .blocked(by: Fixture.id("db")))
    }

    @Test func frozenPaneKeepsItsFolds() {
        var state = Fixture.showing(Fixture.storm)
        state.type(" ")
        state.tell(.servicesChanged([Fixture.frontend]))
        #expect(Self.ids(state).count == 2)
        #expect(state.missed(.services) == 1)
    }

    @Test func graphLeadsToDetailsAndBack() {
        var state = Fixture.showing(Fixture.remarkable)
        state.type("jjd")
        #expect(state.serviceInHand?.id == Fixture.id("web"))
        state.press(keys: .up, .enter)
        #expect(state.overlays.last == .details(.service(Fixture.id("api")), top: 0))
        state.press(keys: .escape)
        #expect(state.overlays.last?.isGraph == true)
        state.press(keys: .escape)
        #expect(state.overlays.isEmpty)
    }

    @Test func graphCopiesAndChecksTheSelectedService() {
        var state = Fixture.showing(Fixture.remarkable)
        state.type("d")
        #expect(state.type("y") == [.copy(Fixture.db.latest[0].equivalentCommand.string)])
        #expect(state.type("jC") == [.checkNow(Fixture.id("api"))])
    }

    @Test func detailsCopyTheCommandOfTheDecidingReading() {
        var state = Fixture.showing(Fixture.remarkable)
        state.press(keys: .enter)
        #expect(state.type("y") == [.copy(Fixture.db.latest[0].equivalentCommand.string)])
    }
}
