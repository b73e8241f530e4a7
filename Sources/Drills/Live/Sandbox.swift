import Foundation
import Glibc

/// The demo's folder: the application, its image, the log, and one small file a service with its state.
public struct Sandbox: Sendable {
    /// The absolute path of the folder.
    public let path: String

    /// Takes an existing sandbox.
    init(path: String) {
        self.path = path
    }

    /// Lays out a new sandbox in the temporary folder, readable by its owner alone.
    ///
    /// Throws one sentence when the temporary folder cannot be written.
    static func create() throws(DemoError) -> Sandbox {
        let base = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
        var template = Array((base + "/quell-demo-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            throw DemoError("cannot make a folder in \(base): \(String(cString: strerror(errno)))")
        }
        let bytes = template.dropLast().map { UInt8(bitPattern: $0) }
        let sandbox = Sandbox(path: String(decoding: bytes, as: UTF8.self))
        do {
            for folder in ["run", "logs", "image", "state"] {
                try FileManager.default.createDirectory(
                    atPath: sandbox.file(folder), withIntermediateDirectories: true)
            }
            for file in StagingFiles.all { try sandbox.write(file) }
            try sandbox.write(
                StagingFiles.deployments(
                    times: (
                        WallTime.stamp(secondsAgo: 7200), WallTime.stamp(secondsAgo: 400)
                    )))
            // Whoever made the list longer did so before the last deployment.
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -460)],
                ofItemAtPath: sandbox.file(".dockerignore"))
            // The image of the last deployment: everything but the module.
            for file in StagingFiles.all where file.path.hasPrefix("app/") {
                guard !file.path.contains("/monitoring/") else { continue }
                try sandbox.write(.init(path: "image/" + file.path, text: file.text))
            }
        } catch {
            sandbox.remove()
            throw DemoError("cannot write \(sandbox.path): \(error.localizedDescription)")
        }
        return sandbox
    }

    /// The absolute path of a file of the sandbox.
    func file(_ relative: String) -> String { path + "/" + relative }

    /// The log all services write to.
    var log: String { file("logs/staging.log") }

    /// True when the deployed image holds the module the backend needs.
    var imageIsComplete: Bool {
        FileManager.default.fileExists(
            atPath: file("image/app/services/monitoring/error_reporter.py"))
    }

    /// Replaces a small state file in one step, so that nobody reads half of it.
    func setState(_ name: String, _ text: String) {
        try? text.write(toFile: file("run/" + name), atomically: true, encoding: .utf8)
    }

    /// A small state file's text; nil when it is not there.
    func state(_ name: String) -> String? {
        try? String(contentsOfFile: file("run/" + name), encoding: .utf8)
    }

    /// Removes a state file; true when it was there.
    func take(_ name: String) -> Bool {
        unlink(file("run/" + name)) == 0
    }

    /// Appends whole lines to the log in one write, as a logging agent would.
    func appendToLog(_ text: String) {
        guard !text.isEmpty else { return }
        let descriptor = open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        _ = text.utf8.withContiguousStorageIfAvailable {
            Glibc.write(descriptor, $0.baseAddress, $0.count)
        }
    }

    /// Removes the folder and everything in it; tries again for 2 s while a last writer adds to it.
    func remove() {
        for _ in 0..<100 {
            try? FileManager.default.removeItem(atPath: path)
            guard FileManager.default.fileExists(atPath: path) else { return }
            usleep(20_000)
        }
    }

    private func write(_ file: StagingFiles.File) throws {
        let target = self.file(file.path)
        try FileManager.default.createDirectory(
            atPath: (target as NSString).deletingLastPathComponent,
            withIntermediateDirectories: true)
        try file.text.write(toFile: target, atomically: false, encoding: .utf8)
        if file.isExecutable {
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: target)
        }
    }
}

/// Why the demo cannot be shown, in one sentence.
public struct DemoError: Error, CustomStringConvertible {
    /// The sentence.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
