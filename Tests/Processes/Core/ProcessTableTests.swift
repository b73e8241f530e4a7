import Testing

@testable import Processes

@Suite struct ProcessTableTests {
    private func stat(
        _ pid: Int, _ name: String = "x", parent: Int, session: Int, state: String = "S"
    ) -> String {
        "\(pid) (\(name)) \(state) \(parent) 7 \(session) 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 9876 2 3 4\n"
    }

    private func table(_ lines: [String]) -> ProcessTable {
        ProcessTable(entries: lines.compactMap { ProcessTable.Entry(stat: $0) })
    }

    @Test func nameMayHoldAnything() throws {
        let entry = try #require(
            ProcessTable.Entry(stat: stat(5, "a) S 1 (b", parent: 3, session: 4)))
        #expect(entry.pid == 5)
        #expect(entry.parent == 3)
        #expect(entry.session == 4)
        #expect(entry.startTicks == 9876)
        #expect(!entry.isZombie)
    }

    @Test(arguments: ["", "5", "5 (x", "5 (x) S 1 2", "x (y) S 1 2 3"])
    func textThatIsNotAStatIsNothing(_ text: String) {
        #expect(ProcessTable.Entry(stat: text) == nil)
    }

    @Test func descendantsAreFoundAtAnyDepthWithoutZombies() {
        let table = table([
            stat(10, parent: 1, session: 10), stat(11, parent: 10, session: 10),
            stat(12, parent: 11, session: 12), stat(13, parent: 12, session: 12, state: "Z"),
            stat(14, parent: 13, session: 12), stat(20, parent: 1, session: 20),
        ])
        #expect(table.descendants(of: 10).map(\.pid).sorted() == [11, 12, 14])
    }

    @Test func membersOfASessionNeedNotBeDescendants() {
        let table = table([
            stat(10, parent: 1, session: 10), stat(11, parent: 1, session: 10),
            stat(12, parent: 10, session: 12),
        ])
        #expect(table.members(ofSession: 10).map(\.pid).sorted() == [10, 11])
    }
}
