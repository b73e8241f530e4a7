import Foundation
import IncidentModel
import Processes
import Synchronization

/// The built-in outage: a sandbox folder, a stack of real servers, and what the console needs to know.
public final class Demo: Sendable {
    /// The folder in which the runbook's commands work.
    public let sandbox: Sandbox
    /// The path of the configuration that describes the stack.
    public let configurationPath: String
    /// Variables the runbook's commands see: addresses of the services, and the sandbox's `bin` first in `PATH`.
    public let environment: [String: String]
    /// The root for the state folder, inside the sandbox, so that leaving takes it along.
    public var stateRoot: String { sandbox.file("state/quell/incidents") }

    private let stack: StreamingProcess
    private let ended: EndFlag

    /// Lays out the sandbox and starts the stack; returns when all its servers listen.
    ///
    /// - Parameters:
    ///   - executable: This program's own path.
    ///   - utcOffsetSeconds: Seconds that local time is east of UTC; names the record of an earlier outage.
    /// - Returns: The running demo.
    /// - Throws: One sentence when the stack does not come up within 20 s; nothing is left behind then.
    public static func start(executable: String, utcOffsetSeconds: Int) throws(DemoError) -> Demo {
        let sandbox = try Sandbox.create()
        let flag = EndFlag()
        let stack = StreamingProcess.start(
            ProcessCommand(executable: executable, arguments: ["__demo-stack", sandbox.path]),
            onOutput: { _, _ in }, onEnd: { _ in flag.set() })
        var ports: [String: String]?
        for _ in 0..<2000 where ports == nil && !flag.isSet {
            ports = readPorts(sandbox)
            if ports == nil { usleep(10_000) }
        }
        guard let ports else {
            let reason = sandbox.state("failure") ?? "its servers did not come up within 20 s"
            stack.cancel()
            sandbox.remove()
            throw DemoError("the demo's stack could not start: \(reason)")
        }
        do {
            try PastOutage(began: WallTime.now + .seconds(-12 * 86_400)).write(
                root: sandbox.file("state/quell/incidents"), utcOffsetSeconds: utcOffsetSeconds)
            return try Demo(sandbox: sandbox, ports: ports, stack: stack, ended: flag)
        } catch {
            stack.cancel()
            sandbox.remove()
            throw DemoError("cannot write the demo's files: \(error)")
        }
    }

    private init(
        sandbox: Sandbox, ports: [String: String], stack: StreamingProcess, ended: EndFlag
    ) throws {
        self.sandbox = sandbox
        self.stack = stack
        self.ended = ended
        configurationPath = sandbox.file("quell.yaml")
        let port = { (name: String) in "127.0.0.1:" + (ports[name] ?? "0") }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        environment = [
            "PATH": sandbox.file("bin") + ":" + path,
            "BACKEND_URL": "http://" + port("backend"),
            "AUTH_URL": "http://" + port("auth"),
            "WEBSOCKET_URL": "ws://" + port("websocket"),
            "FRONTEND_URL": "http://" + port("frontend"),
        ]
        try DemoConfiguration.text(ports: ports).write(
            toFile: configurationPath, atomically: true, encoding: .utf8)
    }

    /// Ends the stack and removes the sandbox; returns when no process and no file is left.
    public func stop() {
        stack.cancel()
        ended.wait()
        sandbox.remove()
    }

    private static func readPorts(_ sandbox: Sandbox) -> [String: String]? {
        guard let text = sandbox.state("ports") else { return nil }
        var ports: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words.count == 2 { ports[String(words[0])] = String(words[1]) }
        }
        return ports
    }
}

/// Tells that the stack's process has ended; may be asked from any thread.
private final class EndFlag: Sendable {
    private let state = Mutex(false)
    private let semaphore = DispatchSemaphore(value: 0)

    var isSet: Bool { state.withLock { $0 } }

    func set() {
        state.withLock { $0 = true }
        semaphore.signal()
    }

    /// Waits for the end, at most 10 s: the process is killed long before.
    func wait() {
        _ = semaphore.wait(timeout: .now() + .seconds(10))
    }
}
