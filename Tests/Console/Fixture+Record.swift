import CellGrid
import IncidentModel
import SafeText

@testable import Console

/// What people wrote about the outage, and what was noticed about it.
extension Fixture {
    static let deploy = ObservedChange(
        source: "deploys", id: "3f2a91c", at: at("21:44:00"), title: "exclude monitoring",
        author: "ada", services: [id("backend")])
    static let flags = ObservedChange(
        source: "flags", id: "new-session-store", at: at("20:30:00"), title: "on for everybody")
    static let foreign = ObservedChange(
        source: "deploys", id: "9912ab0", at: at("21:47:00"), title: "new colours",
        services: [id("frontend")])

    static let past = SimilarIncident(
        id: "INC-1278", title: "Staging does not start",
        openedAt: Timestamp(seconds: now.seconds - 12 * 86_400 - 60), score: 82,
        shared: ["root backend", "cluster ModuleNotFoundError"],
        solvedBy: "runbook staging-startup-failure")

    static func edit(_ edit: IncidentEdit) -> EventBody { .edited(edit) }

    static var recordBodies: [EventBody] {
        [
            .noticed(.change(flags)), .noticed(.change(deploy)), .noticed(.change(foreign)),
            .noticed(.similar(past)),
            .edited(.impact("Nobody can sign in to staging; the release waits")),
            .edited(
                .moment(
                    .acknowledged, at: at("21:52:00"), reason: "paged", unmet: [])),
            .edited(.role(.commander, person: "nora", note: "took over from ada")),
            .edited(.link(to: "INC-1279", note: "same image")),
            .edited(.escalation(after: .seconds(7_200), to: "the lead on duty")),
            .edited(.cadence(audience: "business", every: .seconds(3_600))),
        ]
    }

    static func numbered(_ bodies: [EventBody], from first: Int) -> [JournalEvent] {
        bodies.enumerated().map { index, body in
            JournalEvent(
                sequence: first + index, at: at("22:30:00"), monotonic: Int64(first + index),
                actor: "nora@laptop", body: body)
        }
    }

    static var criteria: [ExitCriterion] {
        [
            ExitCriterion(
                id: CriterionID("probe backend is up for 10m"), judge: .condition,
                origin: "quell.yaml", state: .unmet("backend is down")),
            ExitCriterion(
                id: CriterionID("no failed sign-in"), judge: .command("./count-failures"),
                origin: "quell.yaml", state: .met(at: at("22:20:00"))),
            ExitCriterion(
                id: CriterionID("support says that customers can sign in"), judge: .person,
                origin: "staging-remediation", state: .noData("nobody has said so")),
        ]
    }

    /// The outage with a record.
    static func recorded(
        _ setup: ConsoleSetup = setup, size: Size = Size(columns: 140, rows: 42)
    ) -> ConsoleState {
        var state = outage(setup, size: size)
        state.tell(
            .recorded(numbered(recordBodies, from: 12)), .criteriaJudged(criteria),
            .ticked(now + .seconds(6)), .ticked(now))
        return state
    }

    /// A page of notes, the newest first: `newest` is the number of the first one.
    static func notes(
        newest: Int, count: Int, total: Int? = nil, filter: TimelineFilter = .none
    ) -> TimelinePage {
        let events = (0..<count).map { index in
            JournalEvent(
                sequence: newest - index, at: now, monotonic: 0, actor: "quell",
                body: .noteAdded(DisplayText("note \(newest - index)")))
        }
        let total = total ?? newest
        return TimelinePage(
            total: total, events: events, offset: max(0, total - newest), filter: filter)
    }

    /// A state whose journal holds this many events, as after a restart.
    static func journal(of count: Int) -> IncidentState {
        var incident = IncidentState()
        incident.apply(
            JournalEvent(
                sequence: count, at: at("21:40:00"), monotonic: 0, actor: "quell",
                body: .consoleStopped))
        return incident
    }
}
