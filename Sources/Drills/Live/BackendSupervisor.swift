import Foundation
import Processes
import Synchronization

/// Keeps the backend process going as a platform would: a crashed one is started again every 10 s,
/// a deployment at once.
///
/// Writes the traffic of all services to the log.
final class BackendSupervisor: Sendable {
    /// Seconds between two attempts of a backend that crashes.
    static let restartInterval = 10.0
    /// Minutes of history in the log when the demo opens.
    static let historyMinutes = 6

    private let sandbox: Sandbox
    private let state: StackState
    private let executable: String
    private let backend = Mutex<StreamingProcess?>(nil)
    private let isStopping = Atomic(false)

    init(sandbox: Sandbox, state: StackState, executable: String) {
        self.sandbox = sandbox
        self.state = state
        self.executable = executable
    }

    /// Works until the process ends, four rounds a second.
    func run() -> Never {
        writeHistory()
        var order = StartupOrder()
        var nextStart = WallTime.steadySeconds()
        var tick = 0
        while true {
            let now = WallTime.steadySeconds()
            let isForced = sandbox.take("restart")
            if isForced || (now >= nextStart && !isRunning) {
                restart()
                nextStart = now + Self.restartInterval
            }
            let services = order.advance(backendIsHealthy: isHealthy, now: now)
            publish(services)
            sandbox.appendToLog(
                StagingLog.traffic(
                    tick: tick, time: WallTime.stamp(), isBackendUp: services.backend,
                    isAuthUp: services.auth))
            tick += 1
            usleep(250_000)
        }
    }

    /// Ends the backend process and starts no other.
    func stop() {
        isStopping.store(true, ordering: .releasing)
        backend.withLock { $0 }?.cancel()
        for _ in 0..<100 where isRunning { usleep(20_000) }
    }

    private var isRunning: Bool { backend.withLock { $0 != nil } }

    private func restart() {
        backend.withLock { $0 }?.cancel()
        for _ in 0..<100 where isRunning { usleep(20_000) }
        guard !isStopping.load(ordering: .acquiring) else { return }
        sandbox.setState("backend", "starting")
        let command = ProcessCommand(
            executable: executable, arguments: ["__demo-backend", sandbox.path])
        backend.withLock { current in
            current = StreamingProcess.start(
                command, onOutput: { _, _ in },
                onEnd: { [self] end in
                    backend.withLock { $0 = nil }
                    ended(end)
                })
        }
    }

    private func ended(_ end: ProcessEnd) {
        guard !isStopping.load(ordering: .acquiring) else { return }
        if case .exited(let status) = end {
            sandbox.setState("backend", "exit \(status)")
            sandbox.appendToLog(
                StagingLog.containerExit(time: WallTime.stamp(), status: Int(status)))
        }
    }

    /// True when the backend process says that it serves, and its port accepts a connection.
    private var isHealthy: Bool {
        guard isRunning, sandbox.state("backend") == "ready",
            let port = sandbox.state("backend.port").flatMap(UInt16.init)
        else { return false }
        return LoopbackPort.accepts(port)
    }

    private func publish(_ services: StackState.Services) {
        let before = state.current
        guard services != before else { return }
        state.set(services)
        sandbox.setState("auth", services.auth ? "ready" : "waiting for backend")
        sandbox.setState("websocket", services.websocket ? "ready" : "waiting for auth")
        sandbox.setState("frontend", "ready")
    }

    private func writeHistory() {
        var text = ""
        let ticks = Self.historyMinutes * 240
        for tick in 0..<ticks {
            let time = WallTime.stamp(secondsAgo: Double(ticks - tick) / 4)
            if tick % 40 == 0 {
                text += StagingLog.failedStart(time: time)
                text += StagingLog.containerExit(
                    time: time, status: Int(BackendService.failedStatus))
            }
            text += StagingLog.traffic(
                tick: tick, time: time, isBackendUp: false, isAuthUp: false)
        }
        sandbox.appendToLog(text)
        sandbox.setState("auth", "waiting for backend")
        sandbox.setState("websocket", "waiting for auth")
        sandbox.setState("frontend", "ready")
    }
}

/// Asks whether somebody listens on a loopback port.
enum LoopbackPort {
    /// Connects and closes again; a loopback connection is accepted or refused at once.
    static func accepts(_ port: UInt16) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
