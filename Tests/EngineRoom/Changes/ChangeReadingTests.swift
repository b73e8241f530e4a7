import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// What git, kubectl and commands say, also when it is hostile.
struct ChangeReadingTests {
    private static let now = Timestamp(seconds: 2_000_000)

    private typealias Row = (hash: String, at: Int64, author: String, subject: String)

    private static func log(_ commits: [Row]) -> [UInt8] {
        let fields = commits.flatMap { commit in
            [
                commit.hash, String(commit.hash.prefix(7)), "\(commit.at)", commit.author,
                commit.subject,
            ]
        }
        return fields.flatMap { Array($0.utf8) + [0] }
    }

    private static func hash(_ digit: Character) -> String { String(repeating: digit, count: 40) }

    @Test func commitsAreRead() {
        let commits = GitLog.commits(
            in: Self.log([(Self.hash("a"), 10, "Ada", "one"), (Self.hash("b"), 5, "", "")]))
        #expect(commits.map(\.short) == ["aaaaaaa", "bbbbbbb"])
        #expect(commits.map(\.subject) == ["one", ""])
        #expect(commits.map(\.at) == [Timestamp(seconds: 10), Timestamp(seconds: 5)])
    }

    @Test func hostileSubjectsBecomeHarmless() {
        let subject = "\u{1B}[31mred\u{1B}]52;c;aGk=\u{07} \u{202E}txt\nsecond\tline"
        let commits = GitLog.commits(in: Self.log([(Self.hash("a"), 10, "E\u{1B}ve", subject)]))
        let text = commits[0].subject.string + commits[0].author.string
        #expect(!text.unicodeScalars.contains { $0.value < 32 || $0.value == 0x202E })
        #expect(text.contains("red"))
    }

    @Test(
        arguments: [
            [UInt8](), [0, 0, 0, 0, 0, 0], Array("no nul at all".utf8),
            Array("zz\u{0}zz\u{0}1\u{0}a\u{0}b\u{0}".utf8),
            log([(hash("a"), 1, "x", "y")]).dropLast(1) + [], Array(repeating: 0xFF, count: 1000),
        ] as [[UInt8]])
    func damagedLogHasNoCommits(output: [UInt8]) {
        #expect(GitLog.commits(in: output).isEmpty)
    }

    @Test func wholeCommitsBeforeACutAreKept() {
        let output = Self.log([(Self.hash("a"), 9, "x", "whole"), (Self.hash("b"), 8, "y", "cut")])
        #expect(GitLog.commits(in: Array(output.dropLast(3))).map(\.subject) == ["whole"])
    }

    @Test func oldCommitThatComesLateIsAMove() {
        var course = GitCourse()
        func commit(_ digit: Character, _ seconds: Int64) -> GitCommit {
            GitLog.commits(in: Self.log([(Self.hash(digit), seconds, "x", "s\(digit)")]))[0]
        }
        let (a, b) = (commit("a", 1_000), commit("b", 900))
        #expect(course.changes(in: [a], branch: nil, at: Self.now).map(\.id) == ["aaaaaaa"])
        // A reset to something older, then a commit that is new: only the first is a move.
        let moved = course.changes(in: [b], branch: "main", at: Self.now + .seconds(60))
        #expect(moved.count == 2)
        #expect(moved.last?.at == Self.now + .seconds(60))
        #expect(moved.last?.title == "main moved from aaaaaaa to bbbbbbb: sb")
        let fresh = commit("c", Self.now.seconds + 90)
        #expect(
            course.changes(in: [fresh, b], branch: "main", at: Self.now + .seconds(120)).map(\.id)
                == ["bbbbbbb", "ccccccc"])
        let last = course.changes(in: [fresh, b], branch: "main", at: Self.now + .seconds(180))
        #expect(last.count == 2)
    }

    @Test func commitOfTheSameSecondAsALookIsNoMove() {
        var course = GitCourse()
        let look = Self.now + .milliseconds(900)
        let commits = GitLog.commits(
            in: Self.log([
                (Self.hash("b"), Self.now.seconds, "x", "new"), (Self.hash("a"), 10, "x", "old"),
            ]))
        _ = course.changes(in: [commits[1]], branch: nil, at: look)
        #expect(course.changes(in: commits, branch: nil, at: look + .seconds(1)).count == 2)
    }

    @Test func linesOfACommandAreRead() {
        var lines = ChangeLines()
        let output = Array(
            """
            2026-11-21T21:40:00Z\tv12\tada\trelease 12\twith a tab
            2026-11-21T22:40:00+01:00\tv13\t\trelease 13\r
            not a change line
            2026-13-41T99:00:00Z\tv14\tada\tno such day
            2026-11-21T21:40:00Z\t\tada\tno id

            """.utf8)
        let found = lines.changes(in: output, at: Self.now)
        #expect(found.map(\.id) == ["v12", "v13"])
        #expect(found.map(\.author) == ["ada", ""])
        #expect(found[0].title.string.hasPrefix("release 12"))
        #expect(found[0].at == found[1].at)
    }

    @Test func lineWithoutATimeIsNewWhenItAppears() {
        var lines = ChangeLines()
        let bytes = { (text: String) in Array(text.utf8) }
        #expect(lines.changes(in: bytes("old\n"), at: Self.now).isEmpty)
        let later = Self.now + .seconds(60)
        let second = lines.changes(in: bytes("old\nnew \u{1B}[1m\n\n"), at: later)
        #expect(second.map(\.at) == [later])
        #expect(second.map(\.title) == ["new ␛[1m"])
        let third = lines.changes(in: bytes("new \u{1B}[1m\nold\n"), at: later + .seconds(60))
        #expect(third == second)
    }

    @Test func longTextsAreCut() {
        let sighting = ChangeSighting(
            id: DisplayText(String(repeating: "i", count: 500)), at: Self.now,
            title: DisplayText(String(repeating: "é", count: 5000)),
            author: DisplayText(String(repeating: "a", count: 500)))
        #expect(sighting.title.string.count == 200)
        #expect(sighting.id.string.count == 80 && sighting.author.string.count == 80)
    }
}
