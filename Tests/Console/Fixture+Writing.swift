import CellGrid
import IncidentModel
import SafeText

@testable import Console

/// What people have written about the outage.
extension Fixture {
    static let picked: [PickedEvidence] = [
        .reading(
            ServiceID("backend"), text: "503: Service Unavailable", at: at("21:48:03")),
        .cluster(
            ClusterReference(
                id: ClusterID(1), template: "ModuleNotFoundError: No module named <*>"),
            text: "107 records"),
    ]

    static let whys = [
        Why(
            number: 1, question: "Why is backend down?",
            answer: "Its containers end with exit 3 during start-up", evidence: picked),
        Why(
            number: 2, question: "Why do they end during start-up?",
            answer: "The middleware imports app.services.monitoring, which the image lacks"),
        Why(
            number: 3, question: "Why does the image lack it?",
            answer: "An overly broad pattern in .dockerignore excludes **/monitoring/",
            isRootCause: true),
    ]

    static let ideas = [
        Hypothesis(
            number: 1, text: "The VPC connector is full again", standing: .discarded,
            reason: "its metrics are as yesterday", evidence: [picked[0]]),
        Hypothesis(
            number: 2, text: "The image lacks a module", standing: .confirmed,
            reason: "docker run … ls app/services shows no monitoring"),
        Hypothesis(number: 3, text: "Somebody changed the base image"),
    ]

    static let items = [
        ActionItem(
            number: 1, text: "Let the monitoring modules into the image", owner: "nora@laptop",
            isDone: true),
        ActionItem(number: 2, text: "Verify that all services answer", owner: "kim"),
        ActionItem(
            number: 3, text: "Import the critical modules in a test of the image",
            horizon: .shortTerm, owner: "kim", due: CalendarDay("2025-09-19")),
        ActionItem(
            number: 4, text: "Review every exclusion in .dockerignore", horizon: .shortTerm,
            due: CalendarDay("2025-09-12")),
        ActionItem(number: 5, text: "Map which modules are critical", horizon: .longTerm),
    ]

    static let exitCriteria = [
        ExitCriterion(
            id: CriterionID("probe backend is up for 10m"), judge: .condition,
            origin: "quell.yaml", state: .unmet("backend is down")),
        ExitCriterion(
            id: CriterionID("smoke tests pass"), judge: .command("python tests/smoke.py"),
            origin: "quell.yaml", state: .noData("it has not run yet")),
        ExitCriterion(
            id: CriterionID("support has no open ticket"), judge: .person,
            origin: "staging-remediation", state: .unmet("nobody has said so")),
        ExitCriterion(
            id: CriterionID("errors < 5 per hour"), judge: .condition, origin: "quell.yaml",
            state: .met(at: at("22:30:00"))),
    ]

    static let draftText = """
        # Status update for engineering

        ## What is
        backend is down since 21:48:03: 503 Service Unavailable. auth and websocket are blocked by it.

        ## What is done
        - step 1.1 Fix .dockerignore: done

        ## What is needed
        Nothing.
        """

    static func edited(_ sequence: Int, _ edit: IncidentEdit, at clock: String = "22:30:00")
        -> ConsoleMessage
    {
        .recorded([
            JournalEvent(
                sequence: sequence, at: at(clock), monotonic: Int64(sequence),
                actor: "nora@laptop", body: .edited(edit))
        ])
    }

    /// The outage with whys, ideas, action items, moments, roles and criteria.
    static func written(_ setup: ConsoleSetup = setup, size: Size = Size(columns: 140, rows: 42))
        -> ConsoleState
    {
        var setup = setup
        setup.actor = "nora@laptop"
        var state = outage(setup, size: size)
        let edits: [IncidentEdit] =
            whys.map { .why($0) } + ideas.map { .hypothesis($0) } + items.map { .actionItem($0) }
            + [
                .impact("No customer can chat: $500K of revenue depends on it"),
                .moment(.acknowledged, at: at("21:52:00"), reason: .empty),
                .role(.commander, person: "nora@laptop", note: .empty),
                .role(.scribe, person: "kim", note: "the timeline up to 22:00 is checked"),
            ]
        for (index, edit) in edits.enumerated() { state.tell(edited(100 + index, edit)) }
        state.tell(.criteriaJudged(exitCriteria), .ticked(now))
        state.flash = nil
        return state
    }

    /// A draft on the screen.
    static func drafted(size: Size = Size(columns: 140, rows: 42), text: String = draftText)
        -> ConsoleState
    {
        var state = written(size: size)
        state.type("u")
        state.press(keys: .enter)
        state.tell(.updateDrafted(UpdateDraft(audience: "engineering", upTo: 100, text: text)))
        return state
    }
}
