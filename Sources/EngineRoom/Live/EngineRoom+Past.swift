import Dispatch
import Foundation
import IncidentModel
import Journal
import SafeText

extension EngineRoom {
    /// How long after the start the records of past incidents are read.
    private static let readingDelay = Duration.milliseconds(1200)
    /// How many events of a past incident its report shows.
    private static let reportedEvents = 5_000

    /// Reads the records of past incidents off the room's thread, once.
    func startPast(_ bench: Bench) {
        // A console that only watches another one sees what that one finds.
        guard bench.recorder?.isWatching != true else { return }
        bench.past.remember(bench.state.record.similar)
        let reading = PastReading()
        bench.pastReading = reading
        reading.start(root: rootFolder, present: plan.folder, after: Self.readingDelay) {
            [self] found in
            run { bench in self.take(found, bench) }
        }
    }

    /// Something that past incidents are compared by has changed.
    func noticeForPast(_ events: [JournalEvent], _ bench: Bench) {
        noticeForChanges(events, bench)
        bench.past.take(events)
        tellOfPast(bench)
    }

    /// Reads the report of a past incident: `pastReport` follows, or one sentence.
    func readPast(_ id: DisplayText, _ bench: Bench) {
        let root = rootFolder
        DispatchQueue.global(qos: .userInitiated).async { [self] in
            let report = Self.report(of: id, root: root)
            run { _ in
                switch report {
                case .success(let lines): self.publish(.pastReport(id, lines))
                case .failure(let error): self.publish(.refused(error.sentence))
                }
            }
        }
    }

    /// Why an incident cannot be linked: it is this one, or there is none of that name; nil when it can.
    func objection(toLinking id: DisplayText) -> DisplayText? {
        if id.string == plan.folder.id {
            return "\(id) is this incident: found its own name, expected another one"
        }
        do {
            _ = try IncidentFolder.find(root: rootFolder, id: id.string)
            return nil
        } catch {
            return error.sentence
        }
    }

    private func take(_ found: PastReading.Found, _ bench: Bench) {
        bench.past.take(past: found.past, before: found.own)
        if found.unreadable > 0 {
            let records: DisplayText =
                found.unreadable == 1 ? "1 past record" : "\(found.unreadable) past records"
            publish(
                .noticed("\(records) cannot be read: `quell incidents list` says which and why"))
        }
        tellOfPast(bench)
    }

    private func tellOfPast(_ bench: Bench) {
        let similar = bench.past.news(
            title: bench.state.facts?.title, loaded: Set(bench.runbooks.keys))
        record(similar.map { .noticed(.similar($0)) }, by: "quell", bench)
    }

    private static func report(
        of id: DisplayText, root: String
    ) -> Result<[DisplayText], JournalError> {
        do throws(JournalError) {
            let folder = try IncidentFolder.find(root: root, id: id.string)
            let store = try JournalStore(folder: folder, readOnly: true)
            defer { store.close() }
            let account = IncidentAccount(
                state: try store.state(), events: try store.events(from: 1, limit: reportedEvents),
                utcOffsetSeconds: TimeZone.current.secondsFromGMT())
            let text = IncidentReport.markdown(account, isFull: true)
            return .success(DisplayText.lines(text))
        } catch {
            return .failure(error)
        }
    }

    /// The folder of all incidents.
    private var rootFolder: String {
        (plan.folder.path as NSString).deletingLastPathComponent
    }
}
