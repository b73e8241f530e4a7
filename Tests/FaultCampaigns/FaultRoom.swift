import Foundation
import EngineRoom
import IncidentModel
public import Journal
import SafeText
import Settings
import Synchronization

/// An engine room with nothing to watch, into which notes are written, and what it says is on disk.
public final class FaultRoom: Sendable {
    private let room: EngineRoom
    private let seen: SeenReports

    /// Opens a room that records into a folder.
    public init(folder: IncidentFolder) {
        let path = folder.path
        let plan = EngineRoomPlan(
            settings: Settings(path: path + "/quell.yaml"), folder: folder, isReadOnly: false,
            actor: "writer", version: "campaign", executable: "/bin/false",
            configurationFolder: path, stepEnvironment: [:], workingDirectory: path,
            clock: SteadyClock())
        let seen = SeenReports()
        self.seen = seen
        room = EngineRoom(plan: plan) { seen.take($0) }
        room.start()
        seen.wait { self.room.perform(.reportRunning) }
    }

    /// Writes a note; true when everything so far is on disk.
    public func write(_ note: RecordedNote) -> Bool {
        room.perform(.addNote(note.text.string))
        // Whatever answers will do: requests are carried out in order.
        seen.wait { self.room.perform(.reportRunning) }
        return seen.unrecorded == 0
    }

    /// Events that are not on disk now.
    public var unrecorded: Int { seen.unrecorded }

    /// Closes the journal in order.
    public func stop() { room.stop(cancellingSteps: true) }
}

/// What a room said, as far as it concerns recording.
private final class SeenReports: Sendable {
    private let missing = Mutex(0)
    private let answered = DispatchSemaphore(value: 0)

    var unrecorded: Int { missing.withLock { $0 } }

    func take(_ report: EngineReport) {
        if case .recording(let unrecorded, _) = report { missing.withLock { $0 = unrecorded } }
        if case .running = report { answered.signal() }
    }

    func wait(_ ask: () -> Void) {
        ask()
        answered.wait()
    }
}

extension FaultWriter {
    /// Writes through an engine room, which keeps what was refused.
    public func writeThroughRoom() {
        let room = FaultRoom(folder: folder)
        Self.say("open")
        var waiting: [Int] = []
        for number in 1...max(notes, 1) {
            waiting.append(number)
            guard room.write(RecordedNote(run: run, number: number)) else {
                Self.say("refused \(run) \(number)")
                // The room tries again by itself, now and then.
                usleep(20_000)
                continue
            }
            for number in waiting { Self.say("ack \(run) \(number)") }
            waiting = []
        }
        _exit(0)
    }
}
