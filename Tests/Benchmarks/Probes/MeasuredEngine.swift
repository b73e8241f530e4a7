import Foundation
import IncidentModel
import LocatedYAML
import Probes
import SafeText
import Synchronization

/// A probe engine of this process under measurement.
final class MeasuredEngine {
    private let engine: ProbeEngine
    private let outcomes = OutcomeTally()

    /// - Parameters:
    ///   - services: The list below `services:`, as in `quell.yaml`.
    ///   - adjust: Changes the options.
    /// - Throws: `ConfigurationErrors` for a list that is none.
    init(_ services: String, _ adjust: (inout ProbeEngineOptions) -> Void = { _ in }) throws {
        var options = ProbeEngineOptions()
        adjust(&options)
        let outcomes = outcomes
        engine = ProbeEngine(
            services: try ServiceSection.decode(.parse(services, path: "bench")), options: options,
            now: { Timestamp(nanoseconds: Int64(Date().timeIntervalSince1970 * 1e9)) },
            publish: { news in outcomes.take(news.readings) })
        engine.start()
    }

    /// How many probes began.
    var started: Int { engine.startedCount }
    /// Readings with each outcome so far.
    var counts: [Outcome: Int] { outcomes.counts }
    /// Milliseconds that a share of all readings took at most.
    func duration(_ share: Double) -> Double { outcomes.milliseconds.quantile(share) }
    /// What the newest reading that was not up said; nil when all were.
    var lastBad: String? { outcomes.lastBad }
    /// Milliseconds that a share of all starts did not exceed.
    func startDelay(_ share: Double) -> Double {
        Double(engine.startDelay(quantile: share).wholeMilliseconds)
    }

    func stop() { engine.stop() }
}

/// Counts outcomes.
private final class OutcomeTally: Sendable {
    private let state = Mutex<(counts: [Outcome: Int], lastBad: String?, milliseconds: [Float])>(
        ([:], nil, []))

    var counts: [Outcome: Int] { state.withLock { $0.counts } }
    var milliseconds: [Double] { state.withLock { $0.milliseconds.map(Double.init) } }
    var lastBad: String? { state.withLock { $0.lastBad } }

    func take(_ readings: [Reading]) {
        state.withLock { state in
            for reading in readings {
                state.counts[reading.outcome, default: 0] += 1
                state.milliseconds.append(Float(reading.duration / .milliseconds(1)))
                if reading.outcome != .up { state.lastBad = reading.reason.string }
            }
        }
    }
}
