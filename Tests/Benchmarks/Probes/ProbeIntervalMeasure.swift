import Probes
import IncidentModel
import ArgumentParser
import Foundation
import IncidentModel

/// `quell-bench probes interval`: how punctual many probes are, and how much memory they take.
struct ProbeIntervalMeasure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "interval", abstract: "1,000 HTTP probes at 1 s: start delays and memory.")

    @Option(help: "Probes, ten for each target.")
    var probes = 1000

    @Option(help: "Seconds.")
    var seconds = 20.0

    func run() throws {
        let server = try TargetServer(count: max(1, probes / 10))
        defer { server.end() }
        let services = (0..<probes).map { index in
            let port = server.plainPorts[index % server.plainPorts.count]
            return "- {name: p\(index), probes: [{http: \"http://127.0.0.1:\(port)/\", every: 1s}]}"
        }
        let before = SelfUsage.now
        let engine = try MeasuredEngine(services.joined(separator: "\n"))
        Thread.sleep(forTimeInterval: seconds)
        let (after, made) = (SelfUsage.now, Double(engine.started))
        engine.stop()
        let cpu = (after.user + after.system - before.user - before.system) / seconds * 100
        let bad = engine.counts.filter { $0.key != .up }.values.reduce(0, +)
        FigureRow.show(
            "\(probes) probes at 1 s",
            [
                FigureRow(title: "probes/s", value: made / seconds),
                FigureRow(
                    title: "start delay ms, median", value: engine.startDelay(0.5), places: 0),
                FigureRow(
                    title: "start delay ms, 99 %", value: engine.startDelay(0.99), limit: 50,
                    places: 0),
                FigureRow(title: "start delay ms, most", value: engine.startDelay(1), places: 0),
                FigureRow(title: "response ms, median", value: engine.duration(0.5)),
                FigureRow(title: "response ms, 99 %", value: engine.duration(0.99)),
                FigureRow(
                    title: "peak RSS MB", value: Double(after.residentKiB) * 1024 / 1e6, limit: 60),
                FigureRow(title: "CPU %", value: cpu),
                FigureRow(title: "readings not up", value: Double(bad), limit: 0, places: 0),
            ])
    }
}
