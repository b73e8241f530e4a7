import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// What changed in watched files, and when.
struct WatchedFilesTests {
    private static let start = Timestamp(seconds: 10_000)

    private static func file(
        _ text: String?, node: UInt64 = 1, at seconds: Int64 = 5_000
    ) -> FileGlance {
        let mark = FileMark(
            node: node, size: Int64(text?.utf8.count ?? 0), modified: Timestamp(seconds: seconds))
        return FileGlance(mark: mark, contents: text.map { FileContents(Array($0.utf8)) })
    }

    /// What the second look says of `/f`, 60 s after the first.
    private static func second(_ before: FileGlance?, _ after: FileGlance?) -> [ChangeSighting] {
        var files = WatchedFiles()
        let look = { (file: FileGlance?) in file.map { ["/f": $0] } ?? [:] }
        _ = files.changes(in: look(before), at: start)
        return files.changes(in: look(after), at: start + .seconds(60))
    }

    @Test func firstLookDatesFilesByTheirOwnTime() {
        var files = WatchedFiles()
        let first = files.changes(in: ["/f": Self.file("a")], at: Self.start)
        #expect(first.map(\.title) == ["/f was written"])
        #expect(first.map(\.at) == [Timestamp(seconds: 5_000)])
        #expect(files.changes(in: ["/f": Self.file("a")], at: Self.start + .seconds(1)).isEmpty)
    }

    @Test(arguments: [
        ("a\nb\n", "a\nb\nc\n", "/f: 1 line added"), ("a\nb\nc\n", "a\n", "/f: 2 lines removed"),
        ("a\nb\n", "a\nB\n", "/f: 1 line added, 1 removed"),
        ("a\nb\n", "b\na\n", "/f: its lines were moved"),
    ])
    func differenceIsCountedInLines(before: String, after: String, title: String) {
        let found = Self.second(Self.file(before), Self.file(after, at: 10_030))
        #expect(found.map(\.title.string) == [title])
        #expect(found.map(\.at) == [Timestamp(seconds: 10_030)])
    }

    @Test func touchedFileDidNotChange() {
        #expect(Self.second(Self.file("a"), Self.file("a", node: 9, at: 10_030)).isEmpty)
    }

    @Test func timeOutsideTheTwoLooksIsNotBelieved() {
        let now = Self.start + .seconds(60)
        #expect(Self.second(Self.file("a"), Self.file("b", at: 7)).map(\.at) == [now])
        #expect(Self.second(Self.file("a"), Self.file("b", at: 99_999)).map(\.at) == [now])
    }

    @Test func appearanceAndDeletionAreChanges() {
        let new = Self.second(nil, Self.file("a", at: 10_010))
        #expect(new.map(\.title) == ["/f is new"])
        #expect(new.map(\.at) == [Timestamp(seconds: 10_010)])
        let gone = Self.second(Self.file("a"), nil)
        #expect(gone.map(\.title) == ["/f was deleted"])
        #expect(gone.map(\.at) == [Self.start + .seconds(60)])
    }

    @Test func unreadableFileIsJudgedByItsMark() {
        let found = Self.second(Self.file(nil), Self.file(nil, at: 10_030))
        #expect(found.map(\.title) == ["/f was written"])
    }

    @Test func changeHasTheSameNameForTheConsoleThatComesAfter() {
        let changed = Self.second(Self.file("a"), Self.file("b", at: 10_030))
        var later = WatchedFiles()
        let seen = later.changes(
            in: ["/f": Self.file("b", at: 10_030)], at: Self.start + .seconds(900))
        #expect(changed.map(\.id) == seen.map(\.id))
        let back = Self.second(Self.file("b"), Self.file("a", at: 10_040))
        #expect(back.map(\.id) != changed.map(\.id))
    }

    @Test func longFilesAreComparedAsAWhole() {
        let lines = String(repeating: "x\n", count: FileContents.mostLines + 5)
        let found = Self.second(Self.file(lines), Self.file(lines + "y", at: 10_030))
        #expect(found.map(\.title) == ["/f: its contents changed"])
    }

    @Test func pathsAreForeignText() {
        var files = WatchedFiles()
        let found = files.changes(in: ["/a\u{1B}[2J": Self.file("a")], at: Self.start)
        #expect(found.map(\.title) == ["/a␛[2J was written"])
    }
}
