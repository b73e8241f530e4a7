import Probes
import ArgumentParser
import Foundation
import IncidentModel
import Probes

/// `quell-bench probes leak`: descriptors before and after very many probes of every ending.
struct ProbeLeakMeasure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leak",
        abstract: "100,000 probes that succeed, are refused or time out: descriptors left behind.")

    @Option(help: "Probes to make.")
    var probes = 100_000

    @Option(help: "Seconds at most.")
    var limit = 90.0

    func run() throws {
        let server = try TargetServer(count: 100)
        defer { server.end() }
        // Nobody accepts there: connections stand and say nothing, and later are not even made.
        let silent = LoopbackSocket.listening(backlog: 16)
        defer { close(silent.descriptor) }
        let refused = try TargetServer.freePorts(1)[0]
        let before = Self.descriptors
        let engine = try MeasuredEngine(services(server, silent.port, refused)) {
            $0.trust(authorityFile: server.authorityFile)
            $0.intervalDown = .milliseconds(100)
            $0.intervalInTransition = .milliseconds(100)
            $0.concurrency = 256
            $0.concurrencyPerOrigin = 64
        }
        let start = DispatchTime.now().uptimeNanoseconds
        var most = 0
        var seconds = 0.0
        while engine.started < probes, seconds < limit {
            Thread.sleep(forTimeInterval: 0.2)
            most = max(most, Self.descriptors)
            seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
        }
        let made = engine.started
        engine.stop()
        let left = Self.descriptors - before
        let counts = engine.counts
        FigureRow.show(
            "\(made) probes in \(seconds.fixed(0)) s",
            [
                FigureRow(title: "up", value: Double(counts[.up] ?? 0), places: 0),
                FigureRow(title: "down", value: Double(counts[.down] ?? 0), places: 0),
                FigureRow(title: "unknown", value: Double(counts[.unknown] ?? 0), places: 0),
                FigureRow(title: "descriptors, most", value: Double(most), places: 0),
                FigureRow(title: "descriptors left", value: Double(left), limit: 0, places: 0),
                FigureRow(
                    title: "peak RSS MB", value: Double(SelfUsage.now.residentKiB) * 1024 / 1e6),
            ])
        guard made >= probes else { throw BenchmarkFailure("only \(made) probes in time") }
    }

    private func services(_ server: TargetServer, _ silent: Int, _ refused: Int) -> String {
        let answering = server.plainPorts.flatMap { port in
            (0..<2).map { "{name: p\(port)-\($0), probes: [{http: \"http://127.0.0.1:\(port)/\"" }
        }
        let secure = server.securePorts.prefix(20).map {
            "{name: p\($0), probes: [{http: \"https://127.0.0.1:\($0)/\""
        }
        let refusing = (0..<60).map { "{name: r\($0), probes: [{tcp: \"127.0.0.1:\(refused)\"" }
        let late = (0..<40).map { "{name: s\($0), probes: [{http: \"http://127.0.0.1:\(silent)/\"" }
        return (answering + secure + refusing + late).map { "- \($0), every: 100ms}]}\n" }.joined()
    }

    private static var descriptors: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count ?? 0
    }
}
