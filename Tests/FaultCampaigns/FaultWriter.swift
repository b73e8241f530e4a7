import Foundation
import IncidentModel
public import Journal
import SafeText

/// A process that does nothing but record notes, and says on its standard output which are on disk.
///
/// It prints `open`, then for each note `ack RUN NUMBER SEQUENCE` once it is on disk, or `refused` with
/// the same numbers; it is killed, or ends without closing the journal.
public struct FaultWriter: Sendable {
    /// The folder that is recorded into.
    public let folder: IncidentFolder
    /// Which writer of a campaign this is.
    public let run: Int
    /// How many notes it tries to write.
    public let notes: Int

    /// Makes a writer.
    public init(folder: IncidentFolder, run: Int, notes: Int) {
        self.folder = folder
        self.run = run
        self.notes = notes
    }

    /// Appends straight to a store; opens it anew when it was refused for a while.
    ///
    /// - Throws: `JournalError` when it does not open in 200 attempts.
    public func writeToStore() throws {
        var store = try opened()
        var refusals = 0
        Self.say("open")
        for number in 1...max(notes, 1) {
            let note = RecordedNote(run: run, number: number)
            do throws(JournalError) {
                let events = try store.append(
                    [note.body], actor: "writer", at: Timestamp(seconds: 1_700_000_000),
                    monotonic: Int64(number))
                let sequence = events.map(\.sequence).max() ?? 0
                refusals = 0
                Self.say("ack \(run) \(number) \(sequence)")
            } catch {
                refusals += 1
                Self.say("refused \(run) \(number)")
            }
            // Every other writer also tries what a restart would do.
            if refusals >= 3, run % 2 == 1 {
                store.close()
                store = try opened()
                refusals = 0
                Self.say("reopened")
            }
        }
        // As after a crash: nothing is closed.
        _exit(0)
    }

    private func opened() throws -> JournalStore {
        var last: JournalError?
        for _ in 0..<200 {
            do throws(JournalError) {
                return try JournalStore(folder: folder)
            } catch {
                last = error
                Self.say("unopened")
            }
        }
        throw last ?? JournalError.notFound("journal")
    }

    /// Writes a line at once, so that a kill right after it does not take it back.
    static func say(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = write(STDOUT_FILENO, bytes, bytes.count)
    }
}
