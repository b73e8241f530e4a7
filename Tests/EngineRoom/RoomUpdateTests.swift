import Foundation
import IncidentModel
import SafeText
import Settings
import Testing

@testable import EngineRoom

/// Status updates leave a room on every way, and only what left is recorded as sent.
@Suite(.timeLimit(.minutes(5))) struct RoomUpdateTests {
    private static let text = "## Conditions\n\n- backend is down\n"

    @Test func commandGetsTheTextAndIsRecordedOnceItTookIt() async throws {
        let bench = try RoomBench()
        let (room, log) = (
            bench.room(change: {
                $0.settings.incident.updateCommand =
                    "sleep 0.3; cat > mail; echo $QUELL_AUDIENCE $QUELL_INCIDENT >> mail"
            }), bench.log
        )
        room.start()
        room.perform(
            .sendUpdate(audience: "engineering", text: Self.text, by: .command("whatever")))
        room.perform(
            .sendUpdate(audience: "engineering", text: "again", by: .command("whatever")))
        #expect(await eventually { log.sentUpdates.count == 1 })
        room.stop(cancellingSteps: false)
        #expect(log.refusals == ["an update for engineering is being sent already"])
        let mail = try String(contentsOfFile: bench.folder.file("mail"), encoding: .utf8)
        #expect(mail == Self.text + "engineering INC-1\n")
        let sent = try #require(log.sentUpdates.first)
        #expect(
            UpdateText.lines(of: sent.text) == ["## Conditions", "", "- backend is down"])
        #expect(sent.channel != .command("whatever"), "the command is the configured one")
        #expect(log.missingOnDisk.isEmpty)
    }

    @Test(arguments: [
        ("echo no route >&2; exit 7", "exit 7: no route"), ("kill -9 $$", "ended by signal 9"),
        ("exit 0 | no-such-program-here", "exit 127"),
    ])
    func failedCommandIsToldAndNothingCountsAsSent(
        _ command: String, _ words: String
    ) async throws {
        let bench = try RoomBench()
        let room = bench.room(change: { $0.settings.incident.updateCommand = command })
        let log = bench.log
        room.start()
        room.perform(.sendUpdate(audience: "business", text: "x", by: .command("")))
        #expect(await eventually { !log.refusals.isEmpty })
        room.stop(cancellingSteps: false)
        let sentence = log.refusals.first?.string ?? ""
        #expect(sentence.hasPrefix("the update for business was not sent: \(words)"), "\(sentence)")
        #expect(log.sentUpdates.isEmpty)
        #expect(try bench.stateOnDisk().updates.isEmpty)
        let ends = log.bodies.filter {
            if case .noticed(.commandEnded) = $0 { true } else { false }
        }
        #expect(ends.count == 1)
    }

    @Test func commandThatReadsNothingStillGetsAnUpdateOfAnySize() async throws {
        let bench = try RoomBench()
        let room = bench.room(change: { $0.settings.incident.updateCommand = "true" })
        room.start()
        let long = String(repeating: "line of an update\n", count: 3500)
        room.perform(.sendUpdate(audience: "all", text: long, by: .command("")))
        #expect(await eventually { bench.log.sentUpdates.count == 1 })
        room.stop(cancellingSteps: false)
    }

    @Test func fileGetsOneUpdateAfterAnother() async throws {
        let bench = try RoomBench()
        let (room, log) = (bench.room(), bench.log)
        room.start()
        for _ in 0..<2 {
            room.perform(.sendUpdate(audience: "all", text: Self.text, by: .file("updates.md")))
        }
        room.perform(.sendUpdate(audience: "all", text: "x", by: .file(".")))
        room.perform(.sendUpdate(audience: "all", text: "x", by: .file("")))
        room.stop(cancellingSteps: false)
        let path = bench.folder.file("work/updates.md")
        #expect(
            try String(contentsOfFile: path, encoding: .utf8) == Self.text + "\n" + Self.text)
        #expect(
            log.sentUpdates.map(\.channel) == [.file(DisplayText(path)), .file(DisplayText(path))])
        #expect(log.refusals.count == 2)
        #expect(log.refusals.first?.string.contains("is a folder") == true)
        #expect(log.refusals.last == "a file for the update needs a path, found none")
    }

    @Test func whatLeavesHoldsNoSecretAndNoControlCharacter() async throws {
        let bench = try RoomBench()
        let (room, log) = (bench.room(), bench.log)
        room.start()
        room.perform(
            .sendUpdate(
                audience: "all", text: "a\u{1b}[31m\r\npassword=hunter2hunter2\n", by: .file("u.md")
            ))
        room.stop(cancellingSteps: false)
        let text = try String(contentsOfFile: bench.folder.file("work/u.md"), encoding: .utf8)
        #expect(!text.contains("hunter2") && !text.contains("\u{1b}") && !text.contains("\r"))
        let sent = try #require(log.sentUpdates.first)
        #expect(UpdateText.lines(of: sent.text).map { $0.string + "\n" }.joined() == text)
    }

    @Test func senselessUpdatesAreRefused() async throws {
        let bench = try RoomBench("incident: {updates: {engineering: 30m}}")
        let (room, log) = (bench.room(), bench.log)
        room.start()
        room.perform(.openIncident(OpeningFacts(title: "Shop is down")))
        for (audience, text) in [("", "x"), ("all", " \n"), ("the whole firm", "x")] {
            room.perform(
                .sendUpdate(audience: DisplayText(audience), text: text, by: .byHand))
        }
        room.perform(.sendUpdate(audience: "all", text: "x", by: .command("cat")))
        room.perform(
            .sendUpdate(
                audience: "all", text: String(repeating: "x", count: 70_000), by: .byHand))
        room.perform(.sendUpdate(audience: "customers", text: "x", by: .byHand))
        room.stop(cancellingSteps: false)
        #expect(
            log.refusals == [
                "an update needs an audience, found none", "an update needs a text, found none",
                "no audience is called “the whole firm”: known are engineering, and a new one is one word",
                "no command sends updates: set update_command under incident in quell.yaml",
                "an update has at most 64 KiB, found 69 KiB",
            ])
        #expect(log.sentUpdates.map(\.audience) == ["customers"])
    }

    @Test func leavingWaitsForAnUpdateThatIsOnItsWay() async throws {
        let bench = try RoomBench()
        let room = bench.room(change: {
            $0.settings.incident.updateCommand = "sleep 1; cat > mail"
        })
        room.start()
        room.perform(.sendUpdate(audience: "all", text: "x", by: .command("")))
        room.stop(cancellingSteps: false)
        #expect(try bench.stateOnDisk().updates.keys.map(\.string) == ["all"])
        #expect(FileManager.default.fileExists(atPath: bench.folder.file("mail")))
    }
}

extension RoomUpdateTests {
    @Test func draftTellsWhatIsNewForItsAudience() async throws {
        let bench = try RoomBench(
            """
            incident: {updates: {engineering: 30m}}
            exit_criteria: [{person: users can log in}]
            """)
        let (room, log) = (bench.room(), bench.log)
        room.start()
        room.perform(.openIncident(OpeningFacts(title: "Shop is down")))
        room.perform(.edit(.moment(.mitigated, at: Timestamp(seconds: 0), reason: "too early")))
        #expect(await eventually { log.refusals.count == 1 })
        room.perform(.draftUpdate(audience: "engineering"))
        #expect(await eventually { log.drafts.count == 1 })
        room.perform(.draftUpdate(audience: " "))
        #expect(await eventually { log.refusals.count == 2 })
        room.stop(cancellingSteps: false)
        let draft = try #require(log.drafts.first)
        #expect(draft.audience == "engineering")
        #expect(draft.upTo == log.events.dropLast().last?.sequence)
        for words in ["Shop is down", "## Conditions", "## Actions", "## Needs"] {
            #expect(draft.text.contains(words), "\(draft.text)")
        }
    }
}
