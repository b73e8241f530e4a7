import Foundation
import IncidentModel
import SafeText
import Testing

@testable import Journal

/// What incidents are compared by is read without the rest of the journal.
struct TracesTests {
    private static func change(_ number: Int) -> EventBody {
        .clusterChanged(
            ClusterChange(
                cluster: ClusterID(number), moment: .appeared, template: "t", severity: .error))
    }

    @Test func onlyTheEndsOfWhatMattersAreRead() throws {
        let root = NSTemporaryDirectory() + "quell-traces-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: root) }
        let folder = try IncidentFolder.create(root: root, id: "INC-1")
        let store = try JournalStore(folder: folder)
        defer { store.close() }
        let bodies =
            [EventBody.consoleStarted(version: "1"), .noteAdded("n")]
            + (1...100).map(Self.change) + [.edited(.title("t")), .edited(.impact("i"))]
        let events = try store.append(
            bodies, actor: "a", at: Timestamp(seconds: 1), monotonic: 0)
        let found = try store.traces(limit: 3)
        #expect(found.map(\.sequence) == [3, 4, 5, 100, 101, 102, 103])
        #expect(
            found == found.compactMap { event in events.first { $0.sequence == event.sequence } })
        #expect(try store.traces(limit: 1000).count == 101)
        #expect(try store.traces(limit: 0).isEmpty)
    }
}
