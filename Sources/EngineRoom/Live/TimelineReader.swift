import Dispatch
import IncidentModel
import Journal
import Synchronization

/// Looks for entries of the timeline on a thread and a connection of its own, so that a long search
/// holds nobody up; a newer request ends an older one.
final class TimelineReader: Sendable {
    private let folder: IncidentFolder
    private let deliver: @Sendable (Int, TimelinePage) -> Void
    private let queue = DispatchQueue(label: "quell.timeline", qos: .userInitiated)
    private let newest = Atomic<Int>(0)
    /// Opened by the first search; used on the queue only.
    private let store = Mutex<JournalStore?>(nil)

    /// Prepares a reader; a page comes with the number of the request that it answers.
    init(folder: IncidentFolder, deliver: @escaping @Sendable (Int, TimelinePage) -> Void) {
        self.folder = folder
        self.deliver = deliver
    }

    /// Looks for a page in place of whatever was looked for before.
    func ask(offset: Int, count: Int, filter: TimelineFilter) {
        let request = newest.add(1, ordering: .acquiringAndReleasing).newValue
        queue.async { [self] in
            guard isNewest(request) else { return }
            do throws(JournalError) {
                let page = try opened().page(
                    offset: offset, count: count, filter: filter, isWanted: { isNewest(request) })
                if let page { deliver(request, page) }
            } catch {
                deliver(request, TimelinePage(filter: filter, unreadable: error.sentence))
            }
        }
    }

    /// Ends what is looked for.
    func forget() { newest.add(1, ordering: .acquiringAndReleasing) }

    /// True for the request that was made last.
    func isNewest(_ request: Int) -> Bool { newest.load(ordering: .acquiring) == request }

    /// Ends what is looked for and closes the journal; returns when that is done.
    func stop() {
        forget()
        queue.sync { store.withLock { $0?.close() } }
    }

    private func opened() throws(JournalError) -> JournalStore {
        try store.withLock { (store) throws(JournalError) in
            if let store { return store }
            let opened = try JournalStore(folder: folder, readOnly: true, isQuick: true)
            store = opened
            return opened
        }
    }
}
