import Foundation
import Glibc
import IncidentModel
import Journal
import SafeText
import Synchronization

/// Reads the records of past incidents once, on a thread that gives way to all others.
final class PastReading: Sendable {
    /// How many opened incidents are read, the newest.
    private static let mostIncidents = 200
    /// How many events of each kind are read of a record, from either end.
    private static let mostEvents = 300

    /// What the records hold.
    struct Found: Sendable {
        /// The past incidents.
        var past: [PastIncident] = []
        /// What the present record held before.
        var own: [JournalEvent] = []
        /// How many records cannot be read.
        var unreadable = 0
    }

    private let isStopped = Atomic<Bool>(false)

    /// Reads after a delay, unless it is stopped before.
    ///
    /// - Parameters:
    ///   - root: The folder of all incidents.
    ///   - present: The present incident, which is none of the past.
    ///   - delay: How long the start of the console is left alone.
    ///   - take: Gets what was found, on this thread; not called after `stop`.
    func start(
        root: String, present: IncidentFolder, after delay: Duration,
        take: @escaping @Sendable (Found) -> Void
    ) {
        DispatchQueue.global(qos: .utility).asyncAfter(
            deadline: .now() + .nanoseconds(Int(delay.wholeNanoseconds))
        ) { [self] in
            guard !isStopped.load(ordering: .relaxed) else { return }
            let thread = Thread { [self] in
                // On Linux this is the thread's own; setpriority(2), under "C library/kernel differences".
                setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 19)
                let found = read(root, present)
                if !isStopped.load(ordering: .relaxed) { take(found) }
            }
            thread.name = "past-incidents"
            thread.stackSize = 1 << 20
            thread.start()
        }
    }

    /// Reads no further.
    func stop() { isStopped.store(true, ordering: .relaxed) }

    private func read(_ root: String, _ present: IncidentFolder) -> Found {
        var found = Found()
        found.own = (try? Self.traces(of: present)) ?? []
        let summaries = (try? IncidentFolder.list(root: root)) ?? []
        var left = Self.mostIncidents
        for summary in summaries where summary.id != present.id {
            guard !isStopped.load(ordering: .relaxed) else { return Found() }
            switch summary.standing {
            case .unreadable: found.unreadable += 1
            // What another console sees right now is no memory.
            case .recording: continue
            case .ended, .interrupted:
                guard summary.title != nil, left > 0 else { continue }
                left -= 1
                do {
                    let folder = try IncidentFolder.find(root: root, id: summary.id)
                    let events = try Self.traces(of: folder)
                    if let past = PastIncident(id: summary.id, events: events) {
                        found.past.append(past)
                    }
                } catch {
                    found.unreadable += 1
                }
            }
        }
        return found
    }

    private static func traces(of folder: IncidentFolder) throws -> [JournalEvent] {
        let store = try JournalStore(folder: folder, readOnly: true)
        defer { store.close() }
        return try store.traces(limit: mostEvents)
    }
}
