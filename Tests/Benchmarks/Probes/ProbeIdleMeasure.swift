import ArgumentParser
import Foundation

/// `quell-bench probes idle`: what four healthy services at their usual interval cost.
struct ProbeIdleMeasure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "idle", abstract: "Four healthy services at 10 s: wake-ups and CPU.")

    @Option(help: "Seconds, after five to settle.")
    var seconds = 30.0

    func run() throws {
        let server = try TargetServer(count: 4)
        defer { server.end() }
        let services = server.plainPorts.map {
            "- {name: p\($0), probes: [{http: \"http://127.0.0.1:\($0)/\"}]}\n"
        }
        let engine = try MeasuredEngine(services.joined())
        Thread.sleep(forTimeInterval: 5)
        let process = ProcessInfo.processInfo.processIdentifier
        let (before, began) = (ProcessTreeUsage.wakeUps(of: process), SelfUsage.now)
        let made = engine.started
        Thread.sleep(forTimeInterval: seconds)
        let (after, ended) = (ProcessTreeUsage.wakeUps(of: process), SelfUsage.now)
        let probes = Double(engine.started - made)
        engine.stop()
        let cpu = (ended.user + ended.system - began.user - began.system) / seconds * 100
        let wakeUps = Double(after - before)
        FigureRow.show(
            "4 services at 10 s",
            [
                FigureRow(title: "probes/s", value: probes / seconds, places: 2),
                FigureRow(title: "wake-ups/s", value: wakeUps / seconds, limit: 4, places: 2),
                FigureRow(title: "wake-ups a probe", value: wakeUps / max(probes, 1)),
                FigureRow(title: "CPU %", value: cpu, places: 3),
            ])
    }
}
