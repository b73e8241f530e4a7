import BuiltinAssets
import Foundation
import IncidentModel
import Runbooks
import SafeText
import Settings
import Testing

@testable import EngineRoom

/// A path, else a name among one's own, else a name among the shipped ones.
struct RunbookShelfTests {
    private static let shippedName = "staging-startup-failure"
    private let folder: TemporaryFolder
    private let shelf: RunbookShelf

    init() throws {
        folder = try TemporaryFolder()
        shelf = RunbookShelf(userFolder: folder.file("config"))
    }

    @Test func relativePathStartsFromTheFolderOfTheReference() throws {
        let path = try folder.write("# Mine\n", to: "books/own.md")
        #expect(try shelf.locate(reference("own.md", in: "books")) == .file(path))
        #expect(try shelf.locate(reference("books/own.md")) == .file(path))
        #expect(try shelf.locate(reference(path, in: "elsewhere")) == .file(path))
    }

    @Test func fileBesideTheConfigurationWinsOverNames() throws {
        try folder.write("# Own\n", to: "config/runbooks/x.md")
        let path = try folder.write("# Beside\n", to: "x.md")
        #expect(try shelf.locate(reference("x.md")) == .file(path))
    }

    @Test(arguments: [shippedName, shippedName + ".md"])
    func ownRunbookWinsOverTheShippedOneOfThatName(name: String) throws {
        let shipped = "Runbooks/\(Self.shippedName).md"
        #expect(try shelf.locate(reference(name)) == .shipped(shipped))
        let path = try folder.write("# Own\n", to: "config/runbooks/\(Self.shippedName).md")
        #expect(try shelf.locate(reference(name)) == .file(path))
        #expect(try shelf.load(reference(name)).plan.title == "Own")
    }

    @Test func shippedRunbookIsLoadedFromTheProgramItself() throws {
        let runbook = try shelf.load(reference(Self.shippedName))
        #expect(!runbook.plan.steps.isEmpty)
        #expect(runbook.plan.id.name.string == Self.shippedName)
    }

    @Test func everyShippedRunbookIsOnTheShelf() throws {
        let names = BuiltinAssets.files(in: "Runbooks").map(\.path)
        #expect(!names.isEmpty)
        for path in names {
            let name = String(path.dropFirst("Runbooks/".count).dropLast(".md".count))
            #expect(shelf.names.contains(name))
            #expect(throws: Never.self) { try shelf.load(reference(name)) }
        }
    }

    @Test func namesAreOwnAndShippedOnesInOrderOnce() throws {
        try folder.write("# A\n", to: "config/runbooks/aa.md")
        try folder.write("# S\n", to: "config/runbooks/\(Self.shippedName).md")
        try folder.write("no runbook", to: "config/runbooks/notes.txt")
        #expect(shelf.names.first == "aa")
        #expect(shelf.names.filter { $0 == Self.shippedName }.count == 1)
        #expect(!shelf.names.contains { $0.contains("notes") })
        #expect(shelf.names == shelf.names.sorted())
    }

    @Test func missingRunbookIsNamedWithItsLineAndTheKnownOnes() throws {
        let error = try #require(throws: RunbookShelf.NotFound.self) {
            try shelf.locate(reference("ghost", line: 12))
        }
        #expect(error.description.hasPrefix("\(folder.path)/quell.yaml:12: "))
        #expect(error.description.contains("\"ghost\""))
        #expect(error.description.contains(Self.shippedName))
    }

    @Test func missingRunbookOfTheCommandLineHasNoLine() throws {
        let error = try #require(throws: RunbookShelf.NotFound.self) {
            try shelf.locate(reference("no/such.md"))
        }
        #expect(error.description.hasPrefix("found runbook \"no/such.md\""))
    }

    @Test func folderIsNoRunbook() throws {
        try folder.write("# A\n", to: "book.md/inner.md")
        #expect(throws: RunbookShelf.NotFound.self) { try shelf.locate(reference("book.md")) }
    }

    @Test func nameCannotLeadOutOfTheShelf() throws {
        try folder.write("# Own\n", to: "config/runbooks/own.md")
        try folder.write("# Secret\n", to: "config/secret.md")
        #expect(throws: RunbookShelf.NotFound.self) { try shelf.locate(reference("../secret")) }
    }

    private func reference(
        _ text: String, in subfolder: String? = nil, line: Int? = nil
    ) -> RunbookReference {
        let start = subfolder.map { folder.file($0) } ?? folder.path
        return RunbookReference(text: text, folder: start, line: line)
    }
}
