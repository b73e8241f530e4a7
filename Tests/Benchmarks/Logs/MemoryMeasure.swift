import ArgumentParser
import Foundation

/// `quell-bench logs memory`: what hostile input costs, streamed into a process of its own.
struct MemoryMeasure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "memory",
        abstract: "Peak memory and time on random words, one endless line, NULs and broken bytes.")

    @Option(help: "Million lines of random words.")
    var millions = 20.0

    @Option(help: "Megabytes of each of the other streams.")
    var megabytes = 200

    @Option(help: "Only this stream: words, line, nul, bytes or utf8.")
    var only: String?

    @Option(
        help: "A command line that reads standard input, instead of this program's own reading.")
    var program: String?

    func run() throws {
        let command =
            program.map(SpeedMeasure.words) ?? [SpeedMeasure.ownPath, "logs", "read", "-"]
        print("stream\tMB\tlines\tseconds\tuser s\tlines/s\tpeak RSS MB\tlines counted")
        for stream in HostileStream.allCases where only.map({ $0 == stream.rawValue }) ?? true {
            var written = (lines: 0, bytes: 0)
            let child = try MeasuredChild(command) { descriptor in
                written = stream.write(
                    to: descriptor, lines: Int(millions * 1e6), bytes: megabytes * 1_000_000)
            }
            let counted = child.output.firstMatch(of: /lines=([0-9]+)/).flatMap { Int($0.1) }
            let figures = [
                (Double(written.bytes) / 1e6).fixed(0), String(written.lines), child.wall.fixed(1),
                child.user.fixed(1), (Double(written.lines) / max(child.user, 1e-9)).fixed(0),
                (Double(child.residentKiB) / 1_024).fixed(1),
                counted.map { $0 == written.lines ? "all" : "\($0)" } ?? "not said",
            ]
            print("\(stream.rawValue)\t" + figures.joined(separator: "\t"))
        }
    }
}
