import Foundation
import Glibc
import IncidentModel
import Runbooks
import SafeText
import Testing

/// Files that runbooks offer, written for real.
@Suite struct FileWriterTests {
    @Test func newFileIsShownAndWritten() throws {
        let files = try FileBench(path: "conf/app.yaml", text: "port: 80\nname: web")
        try files.makeFolder("conf")
        let prepared = try files.prepare()
        #expect(prepared.preview.path.string == files.path("conf/app.yaml"))
        #expect(!prepared.preview.replaces)
        #expect(prepared.preview.changes == ["+port: 80", "+name: web"])
        #expect(files.contents("conf/app.yaml") == nil, "preparing writes nothing")
        #expect(try files.write(prepared) == nil)
        #expect(files.contents("conf/app.yaml") == "port: 80\nname: web\n")
        #expect(files.mode("conf/app.yaml") == 0o644)
        #expect(files.names("conf") == ["app.yaml"], "no temporary file is left")
    }

    @Test func changedFileIsShownAsDifferenceAndKept() throws {
        let files = try FileBench(path: "app.yaml", text: "port: 80\nname: web")
        try files.put("app.yaml", "port: 8080\nname: web\n", mode: 0o640)
        let prepared = try files.prepare()
        #expect(prepared.preview.replaces)
        #expect(
            prepared.preview.changes == [
                "@@ -1,2 +1,2 @@", "-port: 8080", "+port: 80", " name: web",
            ])
        let kept = try #require(try files.write(prepared))
        #expect(files.contents("app.yaml") == "port: 80\nname: web\n")
        #expect(files.mode("app.yaml") == 0o640, "it keeps its permissions")
        let copy = FileManager.default.contents(atPath: kept).map {
            String(decoding: $0, as: UTF8.self)
        }
        #expect(copy == "port: 8080\nname: web\n")
        #expect(files.mode(absolute: kept) == 0o600)
    }

    @Test func equalFileIsLeftAlone() throws {
        let files = try FileBench(path: "app.yaml", text: "port: 80")
        try files.put("app.yaml", "port: 80\n")
        let before = files.number("app.yaml")
        let prepared = try files.prepare()
        #expect(prepared.isUnchanged && prepared.preview.changes.isEmpty)
        #expect(try files.write(prepared) == nil)
        #expect(files.number("app.yaml") == before, "the very same file is there")
    }

    @Test func otherHashThanTheOneShownIsRefused() throws {
        let files = try FileBench(path: "app.yaml", text: "port: 80")
        let prepared = try files.prepare()
        #expect(throws: StepRefusal.self) {
            try files.writer.write(prepared, agreedTo: String(repeating: "0", count: 64))
        }
        #expect(files.contents("app.yaml") == nil)
    }

    @Test func fileThatChangedSinceIsRefused() throws {
        let files = try FileBench(path: "app.yaml", text: "port: 80")
        try files.put("app.yaml", "port: 1\n")
        let prepared = try files.prepare()
        try files.put("app.yaml", "port: 2\n")
        #expect(throws: StepRefusal.self) { try files.write(prepared) }
        #expect(files.contents("app.yaml") == "port: 2\n")
    }

    @Test func fileThatCameInBetweenIsRefused() throws {
        let files = try FileBench(path: "app.yaml", text: "port: 80")
        let prepared = try files.prepare()
        try files.put("app.yaml", "somebody's\n")
        #expect(throws: StepRefusal.self) { try files.write(prepared) }
        #expect(files.contents("app.yaml") == "somebody's\n")
    }

    @Test func missingFolderIsNamed() throws {
        let files = try FileBench(path: "not/here/app.yaml", text: "port: 80")
        #expect(
            files.refusal() == "the folder \(files.path("not/here")) does not exist: make it first")
    }

    @Test func folderAndLinkInThePlaceAreRefused() throws {
        let files = try FileBench(path: "app.yaml", text: "port: 80")
        try files.makeFolder("app.yaml")
        #expect(files.refusal() == "\(files.path("app.yaml")) is a folder")
        try FileManager.default.removeItem(atPath: files.path("app.yaml"))
        try files.link("app.yaml", to: "/etc/hostname")
        #expect(
            files.refusal()
                == "\(files.path("app.yaml")) is a link: name the file that it leads to")
    }

    @Test func linkedFolderMustNotLeadOut() throws {
        let files = try FileBench(path: "conf/app.yaml", text: "port: 80")
        try files.makeFolder("inside")
        try files.link("conf", to: "inside")
        #expect(try files.prepare().preview.path.string == files.path("inside/app.yaml"))
        try FileManager.default.removeItem(atPath: files.path("conf"))
        try files.link("conf", to: "/tmp")
        #expect(files.refusal()?.contains("leads out of") == true)
    }

    @Test func pipeInThePlaceIsRefusedWithoutWaiting() throws {
        let files = try FileBench(path: "app.yaml", text: "port: 80")
        #expect(mkfifo(files.path("app.yaml"), 0o600) == 0)
        #expect(files.refusal() == "\(files.path("app.yaml")) is not an ordinary file")
    }

    @Test func valuesFillTheText() throws {
        let files = try FileBench(path: "app.yaml", text: "host: <db-host>\nurl: http://<db-host>/")
        #expect(throws: StepRefusal.self) { try files.prepare() }
        let prepared = try files.prepare(["<db-host>": "db-1 \"x\""])
        #expect(prepared.preview.changes == ["+host: db-1 \"x\"", "+url: http://db-1 \"x\"/"])
        try files.write(prepared)
        #expect(files.contents("app.yaml") == "host: db-1 \"x\"\nurl: http://db-1 \"x\"/\n")
    }

    @Test func secretIsNeitherShownNorReadableByOthers() throws {
        let files = try FileBench(path: "app.yaml", text: "user: web\npassword: <db-password>")
        try files.put("app.yaml", "user: web\npassword: old-hunter2\n", mode: 0o600)
        let prepared = try files.prepare(["<db-password>": "xy1"])
        let shown = prepared.preview.changes.map(\.string).joined(separator: "\n")
        #expect(shown.contains("+password: ••••••"))
        #expect(!shown.contains("xy1") && !shown.contains("hunter2"))
        #expect(
            try files.prepare(["<db-password>": "xy1"]).preview.hash != prepared.preview.hash,
            "a hash that can be guessed would tell the secret")
        try files.write(prepared)
        #expect(files.contents("app.yaml") == "user: web\npassword: xy1\n")
        #expect(files.mode("app.yaml") == 0o600)
    }

    @Test func newFileWithASecretIsForItsOwnerOnly() throws {
        let files = try FileBench(path: "app.yaml", text: "password: <db-password>")
        try files.write(try files.prepare(["<db-password>": "xy1"]))
        #expect(files.mode("app.yaml") == 0o600)
    }

    @Test func secretDoesNotGoWhereOthersRead() throws {
        let files = try FileBench(path: "app.yaml", text: "password: <db-password>")
        try files.put("app.yaml", "password: none\n", mode: 0o644)
        let refusal = files.refusal(["<db-password>": "xy1"])
        #expect(refusal?.hasSuffix("others can read it (mode 644): chmod 600 it first") == true)
    }

    @Test func hostileTextIsEscapedInThePreviewOnly() throws {
        let files = try FileBench(path: "app.yaml", text: "a: \u{1B}[31mred")
        let prepared = try files.prepare()
        #expect(prepared.preview.changes.allSatisfy { !$0.string.contains("\u{1B}") })
        try files.write(prepared)
        #expect(files.contents("app.yaml") == "a: \u{1B}[31mred\n")
    }

    @Test func binaryFileIsNotShown() throws {
        let files = try FileBench(path: "app.yaml", text: "port: 80")
        try Data([0, 1, 2]).write(to: URL(fileURLWithPath: files.path("app.yaml")))
        #expect(
            try files.prepare().preview.changes
                == ["the present file is not text; its 3 bytes go", "+port: 80"])
    }

    @Test func readersSeeTheOldOrTheNewFileNeverAPart() async throws {
        let long = String(repeating: "line of a long file\n", count: 5000)
        let files = try FileBench(path: "app.yaml", text: "port: 80")
        try files.put("app.yaml", long)
        let reader = Task.detached { [path = files.path("app.yaml")] in
            var sizes: Set<Int> = []
            while !Task.isCancelled, !sizes.contains(9) {
                sizes.insert(FileManager.default.contents(atPath: path)?.count ?? -1)
            }
            return sizes
        }
        try files.write(try files.prepare())
        #expect(await eventually { files.contents("app.yaml") == "port: 80\n" })
        let sizes = await reader.value
        #expect(sizes.isSubset(of: [9, long.utf8.count]))
    }
}

/// A folder, and a runbook whose only step offers one file.
private struct FileBench: Sendable {
    let folder: String
    let runbook: Runbook
    private let cleaner: Cleaner

    private final class Cleaner: Sendable {
        let path: String
        init(_ path: String) { self.path = path }
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    init(path: String, text: String) throws {
        let folder =
            FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
            + "/quell-files-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder + "/work", withIntermediateDirectories: true)
        self.folder = folder
        cleaner = Cleaner(folder)
        runbook = try RunbookLoader.parse(
            text: "## Act\n### Write\n**File:** `\(path)`\n\n```yaml\n\(text)\n```\n", path: "r.md")
    }

    var writer: FileWriter {
        FileWriter(
            workingDirectory: folder + "/work", home: folder, backupFolder: folder + "/kept/files")
    }

    func prepare(_ values: [DisplayText: String] = [:]) throws -> PreparedFile {
        let file = try #require(runbook.plan.steps.first?.files.first?.id)
        return try writer.prepare(file, of: runbook, values: values)
    }

    @discardableResult
    func write(_ prepared: PreparedFile) throws -> String? {
        try writer.write(prepared, agreedTo: prepared.preview.hash)
    }

    /// Why the file cannot be prepared; nil when it can.
    func refusal(_ values: [DisplayText: String] = [:]) -> String? {
        do {
            _ = try prepare(values)
            return nil
        } catch {
            return "\(error)"
        }
    }

    func path(_ name: String) -> String { folder + "/work/" + name }

    func put(_ name: String, _ text: String, mode: Int = 0o644) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(name))
    }

    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(
            atPath: path(name), withIntermediateDirectories: true)
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: path(name), withDestinationPath: target)
    }

    func contents(_ name: String) -> String? {
        FileManager.default.contents(atPath: path(name)).map { String(decoding: $0, as: UTF8.self) }
    }

    func names(_ name: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: path(name))) ?? []
    }

    func mode(_ name: String) -> Int? { mode(absolute: path(name)) }

    func mode(absolute path: String) -> Int? { attribute(.posixPermissions, of: path) }

    /// What tells the file from another one in its place.
    func number(_ name: String) -> Int? { attribute(.systemFileNumber, of: path(name)) }

    private func attribute(_ key: FileAttributeKey, of path: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[key] as? NSNumber)?.intValue
    }
}
