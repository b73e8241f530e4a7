import Foundation
import SafeText
import Testing

@testable import EngineRoom

/// The file that updates are appended to.
@Suite struct UpdateFileTests {
    @Test func newFileBelongsToItsOwnerAlone() throws {
        let folder = try TemporaryFolder()
        let file = UpdateFile("updates.md", in: folder.path, home: nil)
        #expect(file.append("one\n") == nil)
        let facts = try FileManager.default.attributesOfItem(atPath: folder.file("updates.md"))
        #expect(facts[.posixPermissions] as? Int == 0o600)
    }

    @Test func updatesFollowEachOtherWithALineBetween() throws {
        let folder = try TemporaryFolder()
        let file = UpdateFile(folder.file("u.md"), in: "/nowhere", home: nil)
        #expect(file.append("one\n") == nil && file.append("two\n") == nil)
        #expect(try String(contentsOfFile: folder.file("u.md"), encoding: .utf8) == "one\n\ntwo\n")
    }

    @Test func homeIsKnown() {
        #expect(UpdateFile("~/u.md", in: "/x", home: "/home/ada").path == "/home/ada/u.md")
        #expect(UpdateFile("u.md", in: "/x", home: "/home/ada").path == "/x/u.md")
    }

    @Test func whatIsNoPlainFileIsRefused() throws {
        let folder = try TemporaryFolder()
        #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
        let refusals = [folder.path, folder.file("pipe"), "/dev/null", folder.file("no/u.md")].map {
            UpdateFile($0, in: "/x", home: nil).append("one\n")?.string ?? "written"
        }
        #expect(refusals[0] == "\(folder.path) is a folder: give the path of a file")
        #expect(refusals[1].contains("/pipe cannot be written"))
        #expect(refusals[2] == "/dev/null is no plain file: give the path of one")
        #expect(
            refusals[3] == "the folder of \(folder.file("no/u.md")) does not exist: make it first")
    }

    @Test func fileOnAFullDiskIsAsItWas() {
        // /dev/full takes no byte, and is refused before that because it is no plain file.
        let refusal = UpdateFile("/dev/full", in: "/x", home: nil).append("one\n")
        #expect(refusal == "/dev/full is no plain file: give the path of one")
    }
}
