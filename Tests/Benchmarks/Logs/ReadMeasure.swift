public import ArgumentParser
import IncidentModel
public import LogClusters

/// `quell-bench logs read FILE`: one file to clusters in this process; the reading is included.
struct ReadMeasure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read", abstract: "Lines a second, file to clusters, on one thread.")

    @Argument(help: "The log file; - is standard input.")
    var file: String

    @Option(help: "detected: headers and traces are recognised; message: bare messages.")
    var format: LogAnalysis.Format = .detected

    @Flag(help: "Print the assignments instead of figures.")
    var assignments = false

    func run() throws {
        var options = LogAnalysis.Options()
        options.format = format
        options.keepsAssignments = assignments
        let start = SelfUsage.now
        let analysis = try LogAnalysis.analyse(files: [file], options: options)
        if assignments {
            analysis.writeAssignments { print($0, terminator: "") }
            return
        }
        let used = SelfUsage.now
        let lines = analysis.status.lines
        let user = used.user - start.user
        print(
            "lines=\(lines) records=\(analysis.status.records) clusters=\(analysis.status.clusters.count)"
                + " other=\(analysis.status.otherLines) user=\(user)s system=\(used.system - start.system)s"
                + " lines/s(user)=\(Int(Double(lines) / max(user, 1e-9))) rss=\(used.residentKiB / 1_024)MB"
        )
    }
}

extension LogAnalysis.Format: ExpressibleByArgument {}
