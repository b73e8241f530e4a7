import Foundation
import Glibc
import IncidentModel
import SafeText
import Testing

@testable import Probes

@Suite(.serialized) struct FileProbeServerTests {
    private func failing(_ probe: String) async throws -> String {
        let reading = try await reading(probe)
        #expect(reading.outcome == .down)
        #expect(reading.failure == (reading.summary == "content" ? .content : .state))
        #expect(reading.failedPhase == "look")
        #expect(reading.summary.string.count <= 8)
        return reading.reason.string
    }

    @Test func fileAsExpectedIsUp() async throws {
        let home = try LoopbackProgram()
        let path = try home.write("backup.log", "started\nall 12 tables done\n")
        chmod(path, 0o640)
        let reading = try await reading(
            "{file: \(path), expect: {age: < 1h, size: \"> 0\", text: done, matches: \"all [0-9]+ tables\", "
                + "lacks: ERROR, mode: 640, owner: \(LocalFile.userName(getuid()))}}")
        #expect(reading.outcome == .up)
        #expect(reading.reason.isEmpty)
        #expect(reading.evidence.first?.text.string.contains("27 bytes") == true)
        #expect(reading.equivalentCommand.string.contains("grep -nF -e done \(path)"))
    }

    @Test func everyFaultHasItsWords() async throws {
        let home = try LoopbackProgram()
        let path = try home.write("a.log", "one\nERROR two\n")
        let empty = try home.write("empty", "")
        let folder = home.folder.path
        #expect(try await failing("{file: \(folder)/no}") == "\(folder)/no does not exist")
        #expect(try await failing("{file: \(folder)/*.gz}") == "no file matches \(folder)/*.gz")
        #expect(try await failing("{file: \(path)/x}") == "\(path)/x does not exist")
        #expect(try await failing("{file: \(folder)}") == "\(folder) is a folder, expected a file")
        #expect(
            try await failing("{file: \(empty), expect: {size: \"> 0\"}}")
                == "\(empty) is empty, expected more than 0 bytes")
        #expect(
            try await failing("{file: \(path), expect: {size: 1 KiB}}")
                == "\(path) has 14 bytes, expected at least 1 KiB")
        #expect(
            try await failing("{file: \(path), expect: {text: three}}")
                == "\(path) does not contain “three”")
        #expect(
            try await failing("{file: \(path), expect: {matches: \"^t.o$\"}}")
                == "\(path) does not match /^t.o$/")
        #expect(
            try await failing("{file: \(path), expect: {lacks: ERROR}}")
                == "\(path) contains “ERROR”")
        #expect(
            try await failing("{file: \(path), expect: {exists: false}}")
                == "\(path) exists, expected none")
        chmod(path, 0o644)
        #expect(
            try await failing("{file: \(path), expect: {mode: 600}}")
                == "\(path) has mode 644, expected 600")
        #expect(
            try await failing("{file: \(path), expect: {owner: nobody}}")
                == "\(path) belongs to \(LocalFile.userName(getuid())), expected nobody")
    }

    @Test func oldFileIsToldWithItsAge() async throws {
        let home = try LoopbackProgram()
        let path = try home.write("dump.sql", "x")
        let past = Date(timeIntervalSinceNow: -3 * 3600 - 90)
        try FileManager.default.setAttributes([.modificationDate: past], ofItemAtPath: path)
        #expect(
            try await failing("{file: \(path), expect: {age: < 1h}}")
                == "\(path) is 3 h 1 min old, expected less than 60 min")
        #expect(try await reading("{file: \(path), expect: {age: \"> 1h\"}}").outcome == .up)
    }

    @Test func newestFileOfAPatternIsJudged() async throws {
        let home = try LoopbackProgram()
        let old = try home.write("1.dump", "")
        try home.write("2.dump", "new")
        let past = Date(timeIntervalSinceNow: -90_000)
        try FileManager.default.setAttributes([.modificationDate: past], ofItemAtPath: old)
        let reading = try await reading(
            "{file: \(home.folder.path)/*.dump, expect: {age: 1h, size: \"> 0\"}}")
        #expect(reading.outcome == .up)
        #expect(reading.evidence.count == 2)
    }

    @Test func pipeAndDeviceAreNeverWaitedFor() async throws {
        let home = try LoopbackProgram()
        let pipe = home.folder.path + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(try await failing("{file: \(pipe)}") == "\(pipe) is a pipe, expected a file")
        #expect(
            try await failing("{file: \(pipe), expect: {type: any, text: x}}")
                == "\(pipe) is a pipe, expected a file")
        #expect(try await failing("{file: /dev/zero}") == "/dev/zero is a device, expected a file")
        #expect(try await reading("{file: \(pipe), expect: {type: pipe}}").outcome == .up)
    }

    @Test func fileThatMayNotExistIsUpWhenItDoesNot() async throws {
        let reading = try await reading("{file: /no/such/file, expect: {exists: false}}")
        #expect(reading.outcome == .up)
        #expect(reading.summary == "absent")
    }

    @Test func hugeFileIsReadInPart() async throws {
        let home = try LoopbackProgram()
        let path = try home.write("huge", "start\n")
        #expect(truncate(path, 8 << 30) == 0)
        #expect(
            try await failing("{file: \(path), expect: {text: end}}")
                == "\(path) does not contain “end” in its first 1024 KiB")
    }

    @Test(arguments: [
        "{file: \"\"}", "{file: a, expect: {age: soon}}", "{file: a, expect: {size: \"=> 1\"}}",
        "{file: a, expect: {matches: \"(\"}}", "{file: a, expect: {mode: 9}}",
        "{file: a, expect: {type: door}}",
    ])
    func settingsThatDoNotFitAreRefused(_ probe: String) {
        #expect(throws: (any Error).self) { try services("- {name: a, probes: [\(probe)]}") }
    }
}
