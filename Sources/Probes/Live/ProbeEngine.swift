public import IncidentModel
import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// What the engine has to tell after a reading.
public struct ProbePublication: Sendable {
    /// The services that look different now, and only these.
    public var statuses: [ServiceStatus]
    /// Changes of verdict or of a settled cause, for the journal.
    public var changes: [ServiceChange]
    /// What else is worth an event: flapping, a hold that ended by itself, local trouble.
    public var events: [EventBody]
    /// The readings that came in.
    public var readings: [Reading]

    /// Makes a publication.
    public init(
        statuses: [ServiceStatus] = [], changes: [ServiceChange] = [], events: [EventBody] = [],
        readings: [Reading] = []
    ) {
        self.statuses = statuses
        self.changes = changes
        self.events = events
        self.readings = readings
    }
}

/// Probes services over and over, judges them, and publishes what changed.
///
/// Everything runs on one thread of its own, which sleeps while nothing is due. Names are looked up and
/// commands run beside it.
public final class ProbeEngine: Sendable {
    private let services: [ServiceDefinition]
    private let options: ProbeEngineOptions
    private let now: @Sendable () -> Timestamp
    private let publish: @Sendable (ProbePublication) -> Void
    private let judgesOnce: Bool
    private let onSettled: (@Sendable () -> Void)?
    private let board: SharedStatuses
    private let running = Mutex(Phase.new)

    private enum Phase {
        case new
        case running(Running)
        case stopped
    }

    private struct Running: Sendable {
        let group: MultiThreadedEventLoopGroup
        let loop: any EventLoop
        let gate: LoopGate
        let pollThread: PollThread
        let children: ChildCount
        let core: NIOLoopBound<EngineCore>
    }

    /// Makes an engine; nothing runs before `start`.
    ///
    /// - Parameters:
    ///   - services: What to probe; needs must not form a cycle, as `ServiceSection` sees to.
    ///   - options: What holds where a probe does not say otherwise.
    ///   - now: The wall clock that readings are dated with; called on the engine's thread.
    ///   - publish: Takes the news, in order, on the engine's thread; must return soon and must not call `stop`.
    public convenience init(
        services: [ServiceDefinition], options: ProbeEngineOptions = ProbeEngineOptions(),
        now: @escaping @Sendable () -> Timestamp,
        publish: @escaping @Sendable (ProbePublication) -> Void
    ) {
        self.init(
            services: services, options: options, judgesOnce: false, onSettled: nil, now: now,
            publish: publish)
    }

    init(
        services: [ServiceDefinition], options: ProbeEngineOptions, judgesOnce: Bool,
        onSettled: (@Sendable () -> Void)?, now: @escaping @Sendable () -> Timestamp,
        publish: @escaping @Sendable (ProbePublication) -> Void
    ) {
        self.services = services
        self.options = options
        self.judgesOnce = judgesOnce
        self.onSettled = onSettled
        self.now = now
        self.publish = publish
        let graph = StatusBoard(services.map { ($0.id, $0.needs, []) })
        board = SharedStatuses(graph.statuses)
    }

    /// Begins to probe.
    ///
    /// Every probe is made once within the options' `startSpread`. Does nothing the second time.
    public func start() {
        running.withLock { phase in
            guard case .new = phase else { return }
            let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
            let loop = group.next()
            let gate = LoopGate(loop)
            let pollThread = PollThread(name: "quell-poll")
            let children = ChildCount()
            let (services, options, judgesOnce) = (self.services, self.options, self.judgesOnce)
            let (onSettled, now, publish, board) = (
                self.onSettled, self.now, self.publish, self.board
            )
            // Made on the loop, where it will live.
            let core = try? loop.submit {
                let environment = ProbeEnvironment(
                    loop: loop, gate: gate, pollThread: pollThread, children: children,
                    options: options)
                let core = EngineCore(
                    services: services, options: options, judgesOnce: judgesOnce,
                    environment: environment,
                    outlets: EngineOutlets(
                        now: now, publish: publish, shared: board, settled: onSettled))
                core.start()
                return NIOLoopBound(core, eventLoop: loop)
            }.wait()
            guard let core else { return }
            phase = .running(
                Running(
                    group: group, loop: loop, gate: gate, pollThread: pollThread,
                    children: children,
                    core: core))
        }
    }

    /// Probes at once, parents first: one service and all it depends on, or everything.
    ///
    /// - Parameter service: The service; nil for all. An unknown one is ignored.
    public func checkNow(_ service: ServiceID?) {
        running.withLock { phase in
            guard case .running(let running) = phase else { return }
            running.gate.execute { running.core.value.checkNow(service) }
        }
    }

    /// Holds a service out of the judgement, or releases it; an unknown service is ignored.
    ///
    /// A hold with an end is released at that moment, which is told as an event of its own.
    public func setHold(_ hold: Hold?, of service: ServiceID) {
        running.withLock { phase in
            guard case .running(let running) = phase else { return }
            running.gate.execute { running.core.value.setHold(hold, of: service) }
        }
    }

    /// Ends everything: when it returns, no thread of the engine, child or descriptor is left and
    /// nothing is published any more.
    ///
    /// Waits for commands of probes to end, at most 2 s. Must not be called from `publish`.
    public func stop() {
        let stopped: Running? = running.withLock { phase in
            defer { phase = .stopped }
            guard case .running(let running) = phase else { return nil }
            return running
        }
        guard let stopped else { return }
        stopped.gate.close()
        let core = stopped.core
        try? stopped.loop.submit { core.value.stop() }.wait()
        stopped.pollThread.close()
        stopped.children.wait(.seconds(2))
        try? stopped.group.syncShutdownGracefully()
    }

    /// All services in configuration order as they are at this moment, staleness included.
    public func statuses() -> [ServiceStatus] { board.current() }

    /// How many probes began since the start.
    public var startedCount: Int { board.delays.total }

    /// How late probes began after they were due, waiting for their turn included.
    ///
    /// - Parameter share: A share of all probes, 0 to 1, such as 0.99.
    /// - Returns: The delay that so many did not exceed, rounded up to a millisecond; zero before the first.
    public func startDelay(quantile share: Double) -> Duration { board.delays.quantile(share) }
}

extension ProbeEngine {
    /// Probes everything once and judges on one reading; causes are resolved as always.
    ///
    /// - Parameters:
    ///   - services: What to probe.
    ///   - options: Time-outs and limits; thresholds are 1.
    ///   - now: The wall clock that readings are dated with.
    /// - Returns: All services in configuration order; at the latest after three time-outs of the slowest
    ///   probe for each turn that the limits of attempts at a time make necessary.
    public static func checkOnce(
        services: [ServiceDefinition], options: ProbeEngineOptions = ProbeEngineOptions(),
        now: @escaping @Sendable () -> Timestamp
    ) async -> [ServiceStatus] {
        let settled = DispatchSemaphore(value: 0)
        let engine = ProbeEngine(
            services: services, options: options, judgesOnce: true,
            onSettled: { settled.signal() }, now: now, publish: { _ in })
        let probes = services.flatMap(\.probes)
        let longest = probes.map { $0.timeout ?? options.timeout }.max()
        let limit =
            (longest ?? .zero) * (3 * turns(of: probes, options)) + options.startSpread
        return await withCheckedContinuation { continuation in
            // A thread of its own may block; the callers' may not.
            Thread.detachNewThread {
                engine.start()
                _ = settled.wait(timeout: .now() + .milliseconds(Int(limit.wholeMilliseconds)))
                engine.stop()
                continuation.resume(returning: engine.statuses())
            }
        }
    }

    /// How often the last of these probes would have to wait if each took its whole budget, plus one.
    private static func turns(of probes: [ProbeDefinition], _ options: ProbeEngineOptions) -> Int {
        let perOrigin = Dictionary(grouping: probes, by: \.kind.origin).values.map(\.count).max()
        let most = max(1, options.concurrencyPerOrigin)
        let busiest = ((perOrigin ?? 0) + most - 1) / most
        return max(busiest, probes.count / max(1, options.concurrency) + 1)
    }
}
