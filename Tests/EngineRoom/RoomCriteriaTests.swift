import Foundation
import IncidentModel
import SafeText
import Settings
import Testing

@testable import EngineRoom

/// Exit criteria in a room: real probes, real commands, persons' words, and the resolution they stand in
/// the way of.
@Suite(.timeLimit(.minutes(5))) struct RoomCriteriaTests {
    @Test func allThreeKindsAreJudgedAndTheirTurnsRecorded() async throws {
        let bench = try RoomBench(
            """
            services: [{name: web, probes: [{exec: "exit 0"}]}]
            exit_criteria:
              - probe web is up
              - {command: "test -e there", name: smoke, every: 5s}
              - {person: users can log in}
            """)
        try bench.folder.write("", to: "there")
        let (room, log) = (bench.room(), bench.log)
        room.start()
        #expect(await eventually { log.criterion("probe web is up") == "met" })
        #expect(log.criterion("smoke") == "no data", "no incident is open")
        #expect(log.criterionTurns.isEmpty)
        room.perform(.openIncident(OpeningFacts(title: "Shop is down")))
        #expect(await eventually { log.criterion("smoke") == "met" })
        #expect(log.criterion("users can log in") == "unmet")
        room.perform(.edit(.criterion(CriterionID("users can log in"), holds: true)))
        #expect(await eventually { log.criteria.allSatisfy { $0.isMet } })
        room.stop(cancellingSteps: false)
        #expect(log.criteria.map(\.id.text) == ["probe web is up", "smoke", "users can log in"])
        #expect(log.criteria.map(\.origin) == ["quell.yaml", "quell.yaml", "quell.yaml"])
        #expect(log.criterionTurns.sorted() == ["probe web is up: met", "smoke: met"])
        let record = try bench.stateOnDisk().record
        let word = record.confirmations[CriterionID("users can log in")]
        #expect(word?.by == "ada@test")
        #expect(log.criteria.last?.state == word.map { .met(at: $0.at) })
        #expect(log.missingOnDisk.isEmpty)
    }

    @Test func commandStartsInTheFolderOfTheFileAndKnowsTheIncident() async throws {
        let bench = try RoomBench(
            "exit_criteria: [{command: 'pwd > where; echo $QUELL_INCIDENT $ROOM_FOLDER >> where', name: c}]"
        )
        let room = bench.room()
        room.start()
        room.perform(.judgeCriterion(CriterionID("c")))
        #expect(await eventually { bench.log.criterion("c") == "met" })
        room.stop(cancellingSteps: false)
        let said = try String(contentsOfFile: bench.folder.file("where"), encoding: .utf8)
        let folder = URL(fileURLWithPath: bench.folder.path).resolvingSymlinksInPath().path
        #expect(said == "\(folder)\nINC-1 \(bench.folder.path)\n")
    }

    @Test func commandThatFailsSaysWhatItSaw() async throws {
        let bench = try RoomBench(
            """
            exit_criteria:
              - {command: "echo login page is empty >&2; exit 1", name: smoke}
              - {command: "sleep 60", name: slow, timeout: 1s}
              - {command: "no-such-program-here", name: missing}
            """)
        let (room, log) = (bench.room(), bench.log)
        room.start()
        for name in ["smoke", "slow", "missing"] {
            room.perform(.judgeCriterion(CriterionID(DisplayText(name))))
        }
        #expect(await eventually { log.criterion("smoke") == "unmet" })
        #expect(log.criteria[0].state == .unmet("exit status 1: login page is empty"))
        #expect(await eventually { Self.reason(log, 1).hasPrefix("timed out") })
        #expect(await eventually { Self.reason(log, 2).hasPrefix("command not found") })
        room.stop(cancellingSteps: false)
        #expect(log.criteria[1].state.word == "no data" && log.criteria[2].state.word == "no data")
    }

    @Test func resolvingIsRefusedWhileACriterionDoesNotHold() async throws {
        let bench = try RoomBench(Self.smoke)
        let (room, log) = (bench.room(), bench.log)
        room.start()
        room.perform(.openIncident(OpeningFacts(title: "Shop is down")))
        room.perform(.resolve(reason: "looks good", despiteUnmet: false))
        #expect(await eventually { log.hindrances == [["smoke", "users can log in"]] })
        #expect(log.edits.isEmpty)
        try bench.folder.write("", to: "there")
        room.perform(.edit(.criterion(CriterionID("users can log in"), holds: true)))
        room.perform(.resolve(reason: "looks good", despiteUnmet: false))
        #expect(await eventually { log.edits.count == 2 })
        room.stop(cancellingSteps: false)
        let resolution = try #require(try bench.stateOnDisk().record.resolution)
        #expect(resolution.reason == "looks good" && resolution.unmet.isEmpty)
        #expect(resolution.by == "ada@test")
    }

    @Test func criteriaThatNeverHeldAreInTheRecordOnce() async throws {
        let bench = try RoomBench(Self.smoke)
        let (room, log) = (bench.room(), bench.log)
        room.start()
        room.perform(.openIncident(OpeningFacts(title: "Shop is down")))
        #expect(await eventually { log.criteria.count == 2 })
        room.stop(cancellingSteps: false)
        let second = bench.room(log: ReportLog())
        second.start()
        second.stop(cancellingSteps: false)
        let ids = [CriterionID("smoke"), CriterionID("users can log in")]
        let told = try bench.eventsOnDisk().filter { $0.body == .noticed(.criteria(ids)) }
        #expect(told.count == 1)
        let criteria = try bench.stateOnDisk().record.criteria
        #expect(Set(criteria.keys) == Set(ids))
        #expect(criteria.values.allSatisfy { $0 == .unmet("never seen to hold") })
    }

    @Test func criteriaThatAreAskedForAfterTheResolutionAreNotInTheRecord() async throws {
        let bench = try RoomBench(Self.smoke)
        let room = bench.room(change: { $0.settings.exitCriteria = [] })
        room.start()
        room.perform(.openIncident(OpeningFacts(title: "Shop is down")))
        room.perform(.resolve(reason: "it was a drill", despiteUnmet: false))
        room.stop(cancellingSteps: false)
        let log = ReportLog()
        let second = bench.room(log: log)
        second.start()
        #expect(await eventually { log.criteria.count == 2 })
        second.stop(cancellingSteps: false)
        let record = try bench.stateOnDisk().record
        #expect(record.resolution != nil)
        #expect(record.criteria.isEmpty)
    }

    @Test func commandIsRunAfreshForEveryResolution() async throws {
        let bench = try RoomBench(
            "exit_criteria: [{command: 'echo x >> runs; test -e there', name: smoke}]")
        let (room, log) = (bench.room(), bench.log)
        try bench.folder.write("", to: "there")
        room.start()
        room.perform(.openIncident(OpeningFacts(title: "Shop is down")))
        room.perform(.judgeCriterion(CriterionID("smoke")))
        #expect(await eventually { log.criterion("smoke") == "met" })
        // It was green a moment ago, and no longer is.
        try FileManager.default.removeItem(atPath: bench.folder.file("there"))
        room.perform(.resolve(reason: "looks good", despiteUnmet: false))
        #expect(await eventually { log.hindrances == [["smoke"]] })
        room.stop(cancellingSteps: false)
        #expect(try String(contentsOfFile: bench.folder.file("runs"), encoding: .utf8) == "x\nx\n")
        #expect(try bench.stateOnDisk().record.resolution == nil)
    }

    @Test func resolvingAllTheSameNamesWhatDidNotHold() async throws {
        let bench = try RoomBench(Self.smoke)
        let (room, log) = (bench.room(), bench.log)
        room.start()
        room.perform(.openIncident(OpeningFacts(title: "Shop is down")))
        room.perform(.resolve(reason: " ", despiteUnmet: true))
        room.perform(.resolve(reason: "the shop is closed for good", despiteUnmet: true))
        #expect(await eventually { log.edits.count == 1 })
        room.stop(cancellingSteps: false)
        #expect(log.refusals == ["resolving in spite of exit criteria needs a reason"])
        let resolution = try #require(try bench.stateOnDisk().record.resolution)
        #expect(resolution.unmet == ["smoke", "users can log in"])
        #expect(resolution.reason == "the shop is closed for good")
    }

    @Test func writingTheMomentIsNoWayRoundTheCriteria() async throws {
        let bench = try RoomBench("exit_criteria: [{person: users can log in}]")
        let (room, log) = (bench.room(), bench.log)
        room.start()
        room.perform(.openIncident(OpeningFacts(title: "Shop is down")))
        #expect(await eventually { log.bodies.contains { $0.isOpening } })
        let now = Timestamp(nanoseconds: Int64(Date().timeIntervalSince1970 * 1e9))
        room.perform(
            .edit(.moment(.resolved, at: now, reason: "over", unmet: ["users can log in"])))
        #expect(await eventually { log.hindrances == [["users can log in"]] })
        room.stop(cancellingSteps: false)
        #expect(log.edits.isEmpty)
    }

    @Test func withoutCriteriaAReasonIsEnough() async throws {
        let bench = try RoomBench()
        let room = bench.room()
        room.start()
        room.perform(.openIncident(OpeningFacts(title: "Shop is down")))
        room.perform(.resolve(reason: "", despiteUnmet: false))
        room.perform(.resolve(reason: "it works", despiteUnmet: false))
        room.stop(cancellingSteps: false)
        #expect(bench.log.refusals == ["resolving needs a reason: what ended it"])
        #expect(try bench.stateOnDisk().record.resolution?.reason == "it works")
    }

    @Test func commandsOfAnUntrustedRunbookDoNotRun() async throws {
        let bench = try RoomBench(runbook: Self.runbook("touch ran"), isTrusted: false)
        let (room, log) = (bench.room(), bench.log)
        room.start()
        #expect(await eventually { log.criteria.count == 1 })
        #expect(log.criteria.first?.origin == "drill")
        room.perform(.judgeCriterion(CriterionID("check")))
        room.perform(.openIncident(OpeningFacts(title: "x")))
        room.perform(.resolve(reason: "x", despiteUnmet: false))
        #expect(await eventually { log.hindrances == [["check"]] })
        room.stop(cancellingSteps: false)
        #expect(log.refusals == ["drill is not trusted: its commands do not run"])
        #expect(!FileManager.default.fileExists(atPath: bench.folder.file("work/ran")))
    }

    @Test func commandThatMayDoMoreThanReadIsAskedForTwice() async throws {
        let bench = try RoomBench(runbook: Self.runbook("touch ran"))
        let (room, log) = (bench.room(), bench.log)
        room.start()
        #expect(await eventually { log.criteria.count == 1 })
        room.perform(.openIncident(OpeningFacts(title: "x")))
        room.perform(.resolve(reason: "x", despiteUnmet: false))
        #expect(await eventually { log.hindrances == [["check"]] })
        room.perform(.judgeCriterion(CriterionID("check")))
        #expect(
            await eventually {
                log.refusals == [
                    "“touch ran” is not known to read only: ask for it again within a minute to run it"
                ]
            })
        #expect(!FileManager.default.fileExists(atPath: bench.folder.file("work/ran")))
        room.perform(.judgeCriterion(CriterionID("check")))
        #expect(await eventually { log.criterion("check") == "met" })
        room.stop(cancellingSteps: false)
        #expect(FileManager.default.fileExists(atPath: bench.folder.file("work/ran")))
        let note = EventBody.noteAdded("had exit criterion “check” judged by: touch ran")
        #expect(log.bodies.contains(note))
    }

    @Test func commandThatReadsRunsOnceItsRunbookIsTrusted() async throws {
        let bench = try RoomBench(runbook: Self.runbook("ls go"), isTrusted: false)
        let (room, log) = (bench.room(), bench.log)
        try bench.folder.write("", to: "work/go")
        room.start()
        #expect(await eventually { log.criterion("check") == "no data" })
        room.perform(.trustRunbook(bench.step(1).runbook))
        room.perform(.judgeCriterion(CriterionID("check")))
        #expect(await eventually { log.criterion("check") == "met" })
        room.stop(cancellingSteps: false)
        #expect(log.refusals.isEmpty)
    }

    @Test func leavingEndsACommandThatStillRuns() async throws {
        let bench = try RoomBench(
            "exit_criteria: [{command: 'echo $$ > pid; sleep 300', name: slow, timeout: 5m}]")
        let room = bench.room()
        room.start()
        room.perform(.judgeCriterion(CriterionID("slow")))
        let pid = bench.folder.file("pid")
        #expect(
            await eventually {
                FileManager.default.contents(atPath: pid).map { !$0.isEmpty } ?? false
            })
        room.stop(cancellingSteps: false)
        let text = try String(contentsOfFile: pid, encoding: .utf8)
        let number = try #require(Int32(text.filter { $0.isNumber }))
        #expect(kill(number, 0) == -1 && errno == ESRCH)
    }

    @Test func secretInWhatACommandSaysIsHidden() async throws {
        let bench = try RoomBench(
            "exit_criteria: [{command: 'echo password=hunter2hunter2; exit 1', name: c}]")
        let room = bench.room()
        room.start()
        room.perform(.judgeCriterion(CriterionID("c")))
        #expect(await eventually { bench.log.criterion("c") == "unmet" })
        room.stop(cancellingSteps: false)
        #expect(!Self.reason(bench.log, 0).contains("hunter2"))
    }

    private static let smoke = """
        exit_criteria:
          - {command: "test -e there", name: smoke}
          - {person: users can log in}
        """

    private static func runbook(_ command: String) -> String {
        "---\nexit_criteria: [{command: \(command), name: check}]\n---\n" + RoomBench.runbook
    }

    private static func reason(_ log: ReportLog, _ place: Int) -> String {
        guard log.criteria.indices.contains(place) else { return "" }
        switch log.criteria[place].state {
        case .unmet(let text), .noData(let text): return text.string
        case .holding, .met: return ""
        }
    }
}

extension EventBody {
    fileprivate var isOpening: Bool {
        if case .incidentOpened = self { true } else { false }
    }
}
