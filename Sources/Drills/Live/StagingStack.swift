import Foundation
import NIOPosix
import Processes

/// The simulated staging stack, one process: four fronts on free ports and the backend it keeps starting.
public enum StagingStack {
    /// Runs until a signal or the end of the console; writes `run/ports` when all fronts listen.
    public static func main(sandbox path: String, executable: String) -> Int32 {
        signal(SIGHUP, SIG_IGN)
        let sandbox = Sandbox(path: path)
        let state = StackState()
        let supervisor = BackendSupervisor(
            sandbox: sandbox, state: state, executable: executable)
        let endings = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let ending = DispatchSource.makeSignalSource(signal: number, queue: .global())
            ending.setEventHandler {
                supervisor.stop()
                _exit(0)
            }
            ending.resume()
            return ending
        }
        defer { withExtendedLifetime(endings) {} }
        ParentWatch.exitWhenOrphaned {
            supervisor.stop()
            sandbox.remove()
        }
        Task {
            do {
                try await serve(sandbox: sandbox, state: state)
            } catch {
                sandbox.setState("failure", "\(error)")
                _exit(1)
            }
        }
        supervisor.run()
    }

    private static func serve(sandbox: Sandbox, state: StackState) async throws {
        let socket = WebSocketFront { state.current.websocket }
        let ports = PortBook(sandbox: sandbox)
        ports.set("websocket", try await socket.listen(on: MultiThreadedEventLoopGroup.singleton))
        let fronts: [(String, @Sendable () -> String?)] = [
            ("backend", { state.current.backend ? nil : "no healthy instance" }),
            ("auth", { state.current.auth ? nil : "backend is not reachable" }),
            ("frontend", { nil }),
        ]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (name, fault) in fronts {
                let front = HealthFront(name: name, fault: fault) { ports.set(name, $0) }
                group.addTask { try await front.serve() }
            }
            try await group.waitForAll()
        }
    }
}

/// Collects the four ports and writes them when the last one is known.
private final class PortBook: @unchecked Sendable {
    private let sandbox: Sandbox
    private let lock = NSLock()
    private var ports: [String: Int] = [:]

    init(sandbox: Sandbox) {
        self.sandbox = sandbox
    }

    func set(_ name: String, _ port: Int) {
        lock.withLock {
            ports[name] = port
            guard ports.count == 4 else { return }
            let lines = ports.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)\n" }
            sandbox.setState("ports", lines.joined())
        }
    }
}
