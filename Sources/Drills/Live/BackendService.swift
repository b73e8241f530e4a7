import Foundation

/// The simulated backend, a process of its own: it starts from the sandbox's image, and when the image
/// misses the module it logs what Python would and exits with status 3.
public enum BackendService {
    /// Exit status of a start-up that failed.
    static let failedStatus: Int32 = 3

    /// Runs until it is ended; returns the exit status when it cannot start.
    public static func main(sandbox path: String) -> Int32 {
        let sandbox = Sandbox(path: path)
        guard sandbox.imageIsComplete else {
            sandbox.appendToLog(StagingLog.failedStart(time: WallTime.stamp()))
            return failedStatus
        }
        ParentWatch.exitWhenOrphaned()
        let front = HealthFront(name: "backend", fault: { nil }) { port in
            sandbox.appendToLog(StagingLog.goodStart(time: WallTime.stamp()))
            sandbox.setState("backend.port", String(port))
            sandbox.setState("backend", "ready")
        }
        Task {
            try? await front.serve()
            exit(1)
        }
        while true { pause() }
    }
}

/// Ends this process when the one that started it is gone, so that nothing outlives a killed demo.
enum ParentWatch {
    /// Looks twice a second; the demo's servers are not part of what an idle console costs.
    static func exitWhenOrphaned(_ cleanUp: @escaping @Sendable () -> Void = {}) {
        let parent = getppid()
        Thread.detachNewThread {
            while getppid() == parent { usleep(500_000) }
            cleanUp()
            _exit(0)
        }
    }
}
