import Foundation
import SafeText
import Testing

@testable import EngineRoom

/// What may run is decided by contents, and kept in a file that only its owner can write.
struct TrustStoreTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("trusted")
    }

    @Test func trustedContentsAreKnownToTheNextStore() throws {
        var first = TrustStore(path: path)
        let firstTrustsANot = first.trusts(hash("a"))
        #expect(!firstTrustsANot)
        #expect(first.add(record("a")) == nil)
        var second = TrustStore(path: path)
        let secondTrustsA = second.trusts(hash("a"))
        #expect(secondTrustsA)
        let secondTrustsBNot = second.trusts(hash("b"))
        #expect(!secondTrustsBNot)
    }

    @Test func openStoreSeesWhatAnotherConsoleTrustedSince() throws {
        var (one, other) = (TrustStore(path: path), TrustStore(path: path))
        let oneTrustsANot = one.trusts(hash("a"))
        #expect(!oneTrustsANot)
        #expect(other.add(record("a")) == nil)
        let oneTrustsA = one.trusts(hash("a"))
        #expect(oneTrustsA)
    }

    @Test func fileIsItsOwnersAloneAndHasOneLineEach() throws {
        var store = TrustStore(path: path)
        _ = store.add(record("a"))
        _ = store.add(record("b"))
        let facts = try FileManager.default.attributesOfItem(atPath: path)
        #expect((facts[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(
            lines == [
                "\(hash("a"))\t2026-01-02T03:04:05Z\tada@test\t/books/a.md",
                "\(hash("b"))\t2026-01-02T03:04:05Z\tada@test\t/books/b.md",
            ])
    }

    @Test func damagedLinesAreIgnoredAndDoNotSwallowTheNextOne() throws {
        let damaged = [
            "", "nonsense", hash("c"), hash("c").uppercased() + "\td\ta\tp",
            hash("c") + "0\td\ta\tp", "\t\t\t",
        ]
        let whole = record("a").line
        try write((damaged + [whole]).joined(separator: "\n") + record("d").line.dropLast(40))
        var store = TrustStore(path: path)
        let storeTrustsA = store.trusts(hash("a"))
        #expect(storeTrustsA)
        let storeTrustsCNot = store.trusts(hash("c"))
        #expect(!storeTrustsCNot)
        #expect(store.add(record("b")) == nil)
        var next = TrustStore(path: path)
        let nextTrustsB = next.trusts(hash("b"))
        #expect(nextTrustsB)
    }

    @Test func fileThatOthersCanWriteIsNotBelieved() throws {
        try write(record("a").line)
        try FileManager.default.setAttributes([.posixPermissions: 0o622], ofItemAtPath: path)
        var store = TrustStore(path: path)
        let storeTrustsANot = store.trusts(hash("a"))
        #expect(!storeTrustsANot)
        #expect(store.add(record("b"))?.isEmpty == false)
        let storeTrustsB = store.trusts(hash("b"))
        #expect(storeTrustsB, "during this incident")
    }

    @Test func linkIsNotFollowed() throws {
        let target = try folder.write(record("a").line, to: "elsewhere")
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
        var store = TrustStore(path: path)
        let storeTrustsANot = store.trusts(hash("a"))
        #expect(!storeTrustsANot)
    }

    @Test func tabInAPathDoesNotBreakTheLine() throws {
        var odd = record("a")
        odd.path = "/a\tb"
        #expect(TrustRecord.hashes(in: odd.line) == [hash("a")])
    }

    private func hash(_ digit: String) -> String { String(repeating: digit, count: 64) }

    private func record(_ digit: String) -> TrustRecord {
        TrustRecord(
            hash: hash(digit), date: "2026-01-02T03:04:05Z", actor: "ada@test",
            path: DisplayText("/books/\(digit).md"))
    }

    private func write(_ text: String) throws {
        try folder.write(text, to: "trusted")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }
}
