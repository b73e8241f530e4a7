import Foundation
import Glibc

/// A real server program on loopback, in a temporary folder of its own; ended and removed with this value.
final class LoopbackProgram {
    /// Where its files lie.
    let folder: URL
    private let process = Process()

    /// Makes the folder; nothing runs yet.
    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("quell-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        stop()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Writes a file into the folder and gives its path.
    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        let file = folder.appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    /// Starts the program; its output goes to the files `out` and `err` of the folder.
    func start(_ program: String, _ arguments: [String], input: FileHandle? = nil) throws {
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardInput = input ?? FileHandle.nullDevice
        process.standardOutput = try log("out")
        process.standardError = try log("err")
        // A task's thread blocks most signals, and a child inherits that: it would not hear SIGTERM.
        var none = sigset_t()
        var before = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try process.run()
    }

    /// What it wrote so far, both streams.
    var output: String {
        ["out", "err"].map {
            let data = try? Data(contentsOf: folder.appendingPathComponent($0))
            return String(decoding: data ?? Data(), as: UTF8.self)
        }.joined()
    }

    /// True while it runs.
    var isRunning: Bool { process.isRunning }

    /// Ends it, at last with SIGKILL.
    func stop() {
        guard process.isRunning else { return }
        process.terminate()
        for _ in 0..<200 where process.isRunning { usleep(10_000) }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    /// Runs a program to its end; true when it exits with 0.
    @discardableResult
    static func run(_ program: String, _ arguments: [String], in folder: URL) throws -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    /// True once somebody listens on a port of 127.0.0.1; waits generously.
    static func listens(onPort port: Int) async -> Bool {
        await eventually {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            guard descriptor >= 0 else { return false }
            defer { close(descriptor) }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(UInt16(port).bigEndian)
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            return withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
        }
    }

    private func log(_ name: String) throws -> FileHandle {
        let file = folder.appendingPathComponent(name)
        try Data().write(to: file)
        return try FileHandle(forWritingTo: file)
    }
}
