import Conditions
import IncidentModel
import Runbooks
import SafeText
import Testing

@testable import EngineRoom

/// The judgement of exit criteria, without a room.
@Suite struct CriteriaWatchTests {
    private static let now = Timestamp(seconds: 1_000_000)
    private static let web = ServiceID("web")

    @Test func conditionThatHoldsIsMetSinceTheFirstMoment() throws {
        var watch = try Self.watch(["probe web is up"])
        let first = watch.judge(Self.snapshot(), .incident)
        #expect(first.hasMoved)
        #expect(watch.criteria.map(\.state) == [.met(at: Self.now)])
        let later = watch.judge(Self.snapshot(after: 60), .incident)
        #expect(!later.hasMoved)
        #expect(watch.criteria.map(\.state) == [.met(at: Self.now)])
    }

    @Test func onlyTurnsAreWorthAnEvent() throws {
        var watch = try Self.watch(["probe web is up"])
        let down = watch.judge(Self.snapshot(.down), .incident).turned
        #expect(down.isEmpty, "it never held")
        var known = CriteriaWatch.Knowledge.incident
        let met = watch.judge(Self.snapshot(), known).turned
        #expect(met.map(\.state.word) == ["met"])
        known.recorded[Self.id("probe web is up")] = met.first?.state
        let again = watch.judge(Self.snapshot(), known).turned
        #expect(again.isEmpty)
        let lost = watch.judge(Self.snapshot(.down), known).turned
        #expect(lost.map(\.state.word) == ["unmet"])
    }

    @Test func withoutAnIncidentNothingIsRecorded() throws {
        var watch = try Self.watch(["probe web is up"])
        let verdicts = watch.judge(Self.snapshot(), CriteriaWatch.Knowledge())
        #expect(verdicts.turned.isEmpty && verdicts.hasMoved)
        let opened = watch.judge(Self.snapshot(), .incident)
        #expect(opened.turned.count == 1, "once it is open")
    }

    @Test func silenceAfterARestartSaysNothingAgainstTheRecord() throws {
        var watch = try Self.watch(["probe web is up"])
        var known = CriteriaWatch.Knowledge.incident
        known.recorded[Self.id("probe web is up")] = .met(at: Self.now)
        let silent = watch.judge(Self.snapshot(nil), known).turned
        #expect(silent.isEmpty)
        #expect(watch.criteria.first?.state.word == "no data")
        _ = watch.judge(Self.snapshot(), known)
        let lost = watch.judge(Self.snapshot(nil), known).turned
        #expect(lost.map(\.state.word) == ["no data"])
    }

    @Test func countdownIsToldOnceASecond() throws {
        var watch = try Self.watch(["probe web is up for 10 min"])
        let first = watch.judge(Self.snapshot(), .incident)
        #expect(first.next == Self.now + .seconds(500))
        let soon = watch.judge(Self.snapshot(milliseconds: 400), .incident)
        #expect(!soon.hasMoved)
        let later = watch.judge(Self.snapshot(after: 1), .incident)
        #expect(later.hasMoved)
        #expect(
            watch.criteria.first?.state
                == .holding(since: Self.now + .seconds(-100), remaining: .seconds(499)))
    }

    @Test func personsWordCounts() throws {
        var watch = CriteriaWatch()
        let happy = ExitCriterionDefinition(text: "users are happy", judge: .person)
        _ = watch.take([.init(definition: happy, runbook: nil)])
        _ = watch.judge(Self.snapshot(), .incident)
        #expect(watch.criteria.map(\.state) == [.unmet("nobody said so yet")])
        var known = CriteriaWatch.Knowledge.incident
        known.confirmations[Self.id("users are happy")] = Self.tick(at: Self.now)
        let verdicts = watch.judge(Self.snapshot(after: 5), known)
        #expect(watch.criteria.map(\.state) == [.met(at: Self.now)])
        #expect(verdicts.turned.isEmpty, "the word itself is the event")
    }

    @Test func wordOfACommandCountsForAWhile() {
        var watch = Self.watch(command: "./smoke.sh")
        let id = Self.id("./smoke.sh")
        _ = watch.judge(Self.snapshot(), .incident)
        #expect(watch.criteria.map(\.state) == [.noData("its command has not run yet")])
        watch.started(id, CriterionCommand(script: "./smoke.sh"), at: Self.now)
        _ = watch.judge(Self.snapshot(), .incident)
        #expect(watch.criteria.map(\.state) == [.noData("its command is running")])
        watch.spoke(id, .met(at: Self.now), at: Self.now)
        let verdicts = watch.judge(Self.snapshot(after: 600), .incident)
        #expect(watch.criteria.first?.isMet == true)
        #expect(verdicts.next == Self.now + .milliseconds(600_001))
        _ = watch.judge(Self.snapshot(after: 601), .incident)
        #expect(watch.criteria.map(\.state) == [.noData("its command spoke more than 10 m ago")])
    }

    @Test func commandRunsOnItsPause() {
        let command = CriterionCommand(script: "./smoke.sh", every: .seconds(30))
        var watch = Self.watch(command: command)
        let id = Self.id("./smoke.sh")
        #expect(watch.dueCommands(at: Self.now, trusted: []).map(\.id) == [id])
        watch.started(id, command, at: Self.now)
        #expect(watch.dueCommands(at: Self.now + .seconds(60), trusted: []).isEmpty, "it runs")
        watch.spoke(id, .met(at: Self.now), at: Self.now + .seconds(2))
        #expect(watch.dueCommands(at: Self.now + .seconds(29), trusted: []).isEmpty)
        #expect(watch.nextCommand(trusted: []) == Self.now + .seconds(30))
        #expect(watch.dueCommands(at: Self.now + .seconds(30), trusted: []).map(\.id) == [id])
    }

    @Test(arguments: [
        ("uptime", true, CriteriaWatch.Permission.unasked), ("./smoke.sh", true, .agreed),
        ("systemctl restart web", true, .agreed),
        ("uptime", false, .never("drill is not trusted: its commands do not run")),
        (
            "rm -rf /srv", true,
            .never("what judges “rm -rf /srv” destroys something: run it elsewhere")
        ),
    ])
    func commandOfARunbookRunsUnaskedOnlyWhenItReadsAndIsTrusted(
        _ script: String, _ isTrusted: Bool, _ expected: CriteriaWatch.Permission
    ) {
        let drill = RunbookID("drill")
        let watch = Self.watch(command: CriterionCommand(script: script), of: drill)
        let trusted: Set<RunbookID> = isTrusted ? [drill] : []
        #expect(watch.permission(for: Self.id(script), trusted: trusted) == expected)
        #expect(watch.idleCommands(trusted: trusted).isEmpty == (expected != .unasked))
    }

    @Test func ownerOfTheConfigurationIsTrustedLikeForProbes() {
        let watch = Self.watch(command: "./anything --at-all")
        #expect(watch.permission(for: Self.id("./anything --at-all"), trusted: []) == .unasked)
    }

    @Test func untrustedRunbookHasNoWord() {
        let drill = RunbookID("drill")
        var watch = Self.watch(command: CriterionCommand(script: "uptime"), of: drill)
        watch.started(Self.id("uptime"), CriterionCommand(script: "uptime"), at: Self.now)
        watch.spoke(Self.id("uptime"), .met(at: Self.now), at: Self.now)
        _ = watch.judge(Self.snapshot(), .incident)
        #expect(watch.criteria.map(\.state) == [.noData("drill is not trusted")])
        var known = CriteriaWatch.Knowledge.incident
        known.trusted = [drill]
        _ = watch.judge(Self.snapshot(), known)
        #expect(watch.criteria.first?.isMet == true)
    }

    @Test func consoleThatWatchesTakesTheWordOfTheOneThatRecords() {
        var watch = Self.watch(command: "./smoke.sh")
        var known = CriteriaWatch.Knowledge.incident
        known.isWatching = true
        _ = watch.judge(Self.snapshot(), known)
        #expect(watch.criteria.map(\.state) == [.noData("its command runs in another console")])
        known.recorded[Self.id("./smoke.sh")] = .met(at: Self.now)
        _ = watch.judge(Self.snapshot(), known)
        #expect(watch.criteria.map(\.state) == [.met(at: Self.now)])
    }

    @Test func secondRequestWithinAMinuteAgrees() {
        var watch = CriteriaWatch()
        let id = Self.id("x")
        let answers = [0, 59, 120].map { watch.isAgreed(id, at: Self.now + .seconds($0)) }
        #expect(answers == [false, true, false], "the third one comes too late")
    }

    @Test func firstCriterionWithATextWinsAndWordsFollowTheirCommand() {
        let own = CriteriaWatch.Asked(
            definition: .init(text: "smoke", judge: .command(CriterionCommand(script: "./a"))),
            runbook: nil)
        let other = CriteriaWatch.Asked(
            definition: .init(text: "smoke", judge: .person), runbook: RunbookID("drill"))
        var watch = CriteriaWatch()
        let isNew = [watch.take([own, other]), watch.take([own, other])]
        #expect(isNew == [true, false])
        #expect(watch.criteria.map(\.origin) == ["quell.yaml"])
        watch.started(own.id, CriterionCommand(script: "./a"), at: Self.now)
        // The file was loaded again while the old command ran.
        var changed = own
        changed.definition.judge = .command(CriterionCommand(script: "./b"))
        _ = watch.take([changed])
        watch.spoke(own.id, .met(at: Self.now), at: Self.now)
        _ = watch.judge(Self.snapshot(), .incident)
        #expect(watch.criteria.map(\.state) == [.noData("its command has not run yet")])
    }

    private static func id(_ text: String) -> CriterionID { CriterionID(DisplayText(text)) }

    private static func tick(at moment: Timestamp) -> IncidentState.Tick? {
        var state = IncidentState()
        let criterion = CriterionID("x")
        state.apply(
            JournalEvent(
                sequence: 1, at: moment, monotonic: 0, actor: "ada",
                body: .edited(.criterion(criterion, holds: true))))
        return state.record.confirmations[criterion]
    }

    private static func watch(_ conditions: [String]) throws -> CriteriaWatch {
        var watch = CriteriaWatch()
        let asked = try conditions.map { text in
            CriteriaWatch.Asked(
                definition: ExitCriterionDefinition(
                    text: DisplayText(text), judge: .condition(try Condition.parse(text))),
                runbook: nil)
        }
        _ = watch.take(asked)
        return watch
    }

    private static func watch(command script: String) -> CriteriaWatch {
        watch(command: CriterionCommand(script: script))
    }

    private static func watch(
        command: CriterionCommand, of runbook: RunbookID? = nil
    ) -> CriteriaWatch {
        var watch = CriteriaWatch()
        let definition = ExitCriterionDefinition(
            text: DisplayText(command.script), judge: .command(command))
        _ = watch.take([CriteriaWatch.Asked(definition: definition, runbook: runbook)])
        return watch
    }

    /// One service, up since 100 s; nil for one without a fresh reading.
    private static func snapshot(
        _ verdict: Verdict? = .up, after seconds: Int = 0, milliseconds: Int = 0
    ) -> ModelSnapshot {
        let moment = now + .seconds(seconds) + .milliseconds(milliseconds)
        var service = ServiceStatus(id: web)
        service.verdict = verdict ?? .up
        service.isStale = verdict == nil
        service.since = now + .seconds(-100)
        service.latest = [
            Reading(
                probe: ProbeID(service: web, index: 0), kind: "http", startedAt: moment,
                duration: .milliseconds(20), outcome: verdict == .down ? .down : .up)
        ]
        return ModelSnapshot(
            now: moment, watchingSince: now + .seconds(-10_000), services: [service],
            logs: LogStatus())
    }
}

extension CriteriaWatch.Knowledge {
    /// An open incident of which nothing more is known.
    fileprivate static var incident: Self {
        var knowledge = Self()
        knowledge.hasIncident = true
        return knowledge
    }
}
