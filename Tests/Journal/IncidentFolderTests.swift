import Foundation
import IncidentModel
import SafeText
import Testing

@testable import Journal

@Suite struct IncidentFolderTests {
    private let root = TemporaryRoot()
    private let moment = Timestamp(seconds: 1_795_228_325)

    @Test func nameIsTheLocalMinute() {
        #expect(IncidentFolder.newID(at: moment, utcOffsetSeconds: 0) == "INC-20261121-0232")
        #expect(IncidentFolder.newID(at: moment, utcOffsetSeconds: -10_800) == "INC-20261120-2332")
    }

    @Test func takenNameGetsANumber() throws {
        let names = try (1...3).map { _ in
            try IncidentFolder.createNew(root: root.path, at: moment, utcOffsetSeconds: 0).id
        }
        #expect(names == ["INC-20261121-0232", "INC-20261121-0232-2", "INC-20261121-0232-3"])
    }

    @Test func foldersAndFilesBelongToTheirOwnerAlone() throws {
        let folder = try root.makeFolder()
        let store = try JournalStore(folder: folder)
        try store.append([.noteAdded("x")])
        for path in [folder.path, folder.outputPath, root.path] {
            #expect(try permissions(path) == 0o700)
        }
        for ending in ["", "-wal", "-shm", "-head"] {
            #expect(try permissions(folder.journalPath + ending) == 0o600, "\(ending)")
        }
        #expect(try permissions(folder.path + "/lock") == 0o600)
    }

    @Test(arguments: [
        "", ".", "..", "../x", "a/b", "/etc", ".hidden", "-rf", "a b", "a\n", "a\0b", "ümlaut",
        String(repeating: "a", count: 65),
    ])
    func unsafeNameIsRefused(id: String) {
        let root = root.path
        #expect(
            journalError { _ = try IncidentFolder.create(root: root, id: id) }?.isUnsafe == true)
        #expect(journalError { _ = try IncidentFolder.find(root: root, id: id) }?.isUnsafe == true)
        #expect(!FileManager.default.fileExists(atPath: root))
    }

    @Test func existingNameIsRefusedAndMissingOneIsNotFound() throws {
        _ = try root.makeFolder()
        #expect(journalError { _ = try root.makeFolder() } == .alreadyExists("INC-1"))
        let missing = journalError { _ = try IncidentFolder.find(root: root.path, id: "INC-2") }
        #expect(missing?.description == "There is no incident INC-2.")
    }

    @Test func linkToAFolderIsNoIncident() throws {
        _ = try root.makeFolder()
        try FileManager.default.createSymbolicLink(
            atPath: root.path + "/INC-2", withDestinationPath: root.path + "/INC-1")
        let error = journalError { _ = try IncidentFolder.find(root: root.path, id: "INC-2") }
        #expect(error == .notFound("INC-2"))
        #expect(try IncidentFolder.list(root: root.path).map(\.id) == ["INC-1"])
    }

    @Test func folderBelowAFileCannotBeMadeAndSaysWhy() throws {
        _ = try root.makeFolder()
        let file = root.path + "/file"
        try Data().write(to: URL(fileURLWithPath: file))
        let error = journalError { _ = try IncidentFolder.create(root: file, id: "INC-1") }
        #expect(error?.description == "Cannot create the journal \(file)/INC-1: not a directory.")
    }

    @Test func folderInAPlaceOfTheSystemCannotBeMade() {
        let error = journalError { _ = try IncidentFolder.create(root: "/proc/quell", id: "INC-1") }
        guard case .cannotCreate(let path, _) = error else {
            Issue.record("unexpected \(String(describing: error))")
            return
        }
        #expect(path == "/proc/quell")
    }

    @Test func stateFolderFollowsTheEnvironment() throws {
        let named = try IncidentFolder.defaultRoot(environment: [
            "XDG_STATE_HOME": "/s", "HOME": "/h",
        ])
        #expect(named == "/s/quell/incidents")
        let relative = try IncidentFolder.defaultRoot(environment: [
            "XDG_STATE_HOME": "s", "HOME": "/h",
        ])
        #expect(relative == "/h/.local/state/quell/incidents")
        #expect(
            journalError { _ = try IncidentFolder.defaultRoot(environment: [:]) } == .noStateFolder)
    }

    private func permissions(_ path: String) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue
    }
}

extension JournalError {
    fileprivate var isUnsafe: Bool {
        if case .unsafeID = self { true } else { false }
    }
}
