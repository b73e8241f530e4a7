import Probes
import IncidentModel
import ArgumentParser
import Foundation
import IncidentModel
import Probes

/// `quell-bench probes cost`: CPU of one probe, beside another prober on the same targets.
struct ProbeCostMeasure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cost",
        abstract: "CPU a probe, HTTP and HTTPS, beside prometheus-blackbox-exporter.",
        discussion: """
            nginx serves 100 ports with and 100 without TLS in another process. Only the CPU of the probing \
            process counts, in user mode and in the kernel.
            """)

    @Option(help: "Seconds of each measurement, after two to warm up.")
    var seconds = 10.0

    @Option(help: "Targets.")
    var targets = 100

    @Option(help: "Probes a second over all targets; each is made once a second.")
    var rate = 800

    @Flag(help: "Leave the other prober out.")
    var alone = false

    @Option(help: "Only this: http or https.")
    var only: String?

    func run() throws {
        let server = try TargetServer(count: targets)
        defer { server.end() }
        let other = alone ? nil : try BlackboxProber(authorityFile: server.authorityFile)
        defer { other?.end() }
        print("target\tprobes/s\tms CPU a probe\tuser\tsystem\tblackbox_exporter ms\ttarget ms\t")
        for (scheme, ports, limit) in [
            ("http", server.plainPorts, 0.2), ("https", server.securePorts, 0.5),
        ] where only.map({ $0 == scheme }) ?? true {
            let ours = try measure(scheme, ports, server.authorityFile)
            let theirs = try other?.milliseconds(scheme, ports, probes: 2000)
            let figures = [
                ours.rate.fixed(0), ours.total.fixed(3), ours.user.fixed(3), ours.system.fixed(3),
                theirs?.fixed(3) ?? "-", "<= \(limit)", ours.total <= limit ? "met" : "MISSED",
            ]
            print("\(scheme)\t" + figures.joined(separator: "\t"))
        }
    }

    private func measure(
        _ scheme: String, _ ports: [Int], _ authorityFile: String
    ) throws -> (rate: Double, total: Double, user: Double, system: Double) {
        let services = (0..<rate).map { index in
            let url = "\(scheme)://127.0.0.1:\(ports[index % ports.count])/"
            return "- {name: p\(index), probes: [{http: \"\(url)\", every: 1s}]}"
        }
        let engine = try MeasuredEngine(services.joined(separator: "\n")) {
            $0.trust(authorityFile: authorityFile)
        }
        defer { engine.stop() }
        Thread.sleep(forTimeInterval: 4)
        let (before, began) = (SelfUsage.now, engine.started)
        Thread.sleep(forTimeInterval: seconds)
        let (after, made) = (SelfUsage.now, Double(engine.started - began))
        let bad = engine.counts.filter { $0.key != .up }.values.reduce(0, +)
        // A busy machine makes a server late now and then; more than that would be another measure.
        guard Double(bad) <= made / 100 else {
            throw BenchmarkFailure("\(bad) probes were not up, such as: \(engine.lastBad ?? "")")
        }
        let user = (after.user - before.user) * 1000 / made
        let system = (after.system - before.system) * 1000 / made
        return (made / seconds, user + system, user, system)
    }
}
