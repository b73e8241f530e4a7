import Foundation
import IncidentModel
import Journal
import SafeText
import Testing

@testable import EngineRoom

/// Files that steps offer, through the room: shown first, written once agreed to, on record.
@Suite(.timeLimit(.minutes(5))) struct RoomFileTests {
    private static let runbook = """
        # Drill

        ## Act

        ### Write

        **File:** `app.yaml`

        ```yaml
        port: <port>
        ```
        """

    @Test func agreedFileIsWrittenRecordedAndWhatWasThereKept() async throws {
        let (bench, room, file) = try Self.started()
        let path = bench.folder.file("work/app.yaml")
        try bench.folder.write("port: 1\n", to: "work/app.yaml")
        room.perform(.prepareFile(file))
        #expect(await eventually { bench.log.neededValues == ["<port>"] })
        room.perform(.setValue(file.step.runbook, written: "<port>", value: "80"))
        let preview = try #require(await Self.preview(file, room, bench.log))
        #expect(preview.changes == ["@@ -1,1 +1,1 @@", "-port: 1", "+port: 80"])
        #expect(Self.read(path) == "port: 1\n")
        room.perform(.writeFile(file, hash: preview.hash))
        let written = EventBody.fileWritten(file: file, path: preview.path, hash: preview.hash)
        #expect(await eventually { bench.log.bodies.contains(written) })
        room.stop(cancellingSteps: false)
        #expect(Self.read(path) == "port: 80\n")
        #expect(try bench.stateOnDisk().writtenFiles == [file])
        let kept = bench.incident.path + "/files"
        let names = try FileManager.default.contentsOfDirectory(atPath: kept)
        #expect(names.map { Self.read(kept + "/" + $0) } == ["port: 1\n"])
    }

    @Test func otherHashAndOtherValueAreRefused() async throws {
        let (bench, room, file) = try Self.started()
        room.perform(.setValue(file.step.runbook, written: "<port>", value: "80"))
        let first = try #require(await Self.preview(file, room, bench.log))
        room.perform(.writeFile(file, hash: "0"))
        #expect(await eventually { bench.log.refusals.count == 1 })
        _ = await Self.preview(file, room, bench.log)
        room.perform(.setValue(file.step.runbook, written: "<port>", value: "81"))
        room.perform(.writeFile(file, hash: first.hash))
        #expect(
            await eventually {
                bench.log.refusals.last == "that file is no longer prepared: ask again"
            })
        room.stop(cancellingSteps: false)
        #expect(Self.read(bench.folder.file("work/app.yaml")) == nil)
    }

    @Test func readOnlyRoomNeitherPreparesNorWrites() async throws {
        let (bench, room, file) = try Self.started(isReadOnly: true)
        room.perform(.prepareFile(file))
        room.perform(.writeFile(file, hash: "0"))
        #expect(
            await eventually {
                bench.log.refusals == Array(repeating: "this console is read-only", count: 2)
            })
        room.stop(cancellingSteps: false)
    }

    @Test func untrustedRunbookWritesNothing() async throws {
        let (bench, room, file) = try Self.started(isTrusted: false)
        room.perform(.prepareFile(file))
        #expect(await eventually { bench.log.trustQuestions.count == 1 })
        room.stop(cancellingSteps: false)
    }

    private static func started(
        isTrusted: Bool = true, isReadOnly: Bool = false
    ) throws -> (bench: RoomBench, room: EngineRoom, file: FileID) {
        let bench = try RoomBench(runbook: runbook, isTrusted: isTrusted)
        let room = bench.room(isReadOnly: isReadOnly)
        room.start()
        return (bench, room, FileID(step: bench.step(1), index: 0))
    }

    private static func preview(
        _ file: FileID, _ room: EngineRoom, _ log: ReportLog
    ) async -> FilePreview? {
        let before = log.filePreviews.count
        room.perform(.prepareFile(file))
        _ = await eventually { log.filePreviews.count > before }
        return log.filePreviews.last
    }

    private static func read(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }
}

extension ReportLog {
    fileprivate var filePreviews: [FilePreview] {
        reports.compactMap { if case .filePrepared(let preview) = $0 { preview } else { nil } }
    }
    fileprivate var neededValues: [DisplayText] {
        reports.flatMap { report -> [DisplayText] in
            if case .valuesNeeded(_, let variables) = report {
                variables.map(\.written)
            } else {
                []
            }
        }
    }
}
