public import ArgumentParser
import Glibc
import IncidentModel
public import LogClusters

/// Reads a whole log into clusters and prints what it cost; the reading is included.
struct LogsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs", abstract: "Lines a second, file to clusters, on one thread.")

    @Argument(help: "The log file.")
    var file: String

    @Option(help: "detected: headers and traces are recognised; message: bare messages.")
    var format: LogAnalysis.Format = .detected

    @Flag(help: "Print the assignments instead of figures.")
    var assignments = false

    func run() throws {
        var options = LogAnalysis.Options()
        options.format = format
        options.keepsAssignments = assignments
        let start = Usage.now
        let analysis = try LogAnalysis.analyse(files: [file], options: options)
        if assignments {
            analysis.writeAssignments { print($0, terminator: "") }
            return
        }
        let used = Usage.now
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

/// What the process has used so far.
private struct Usage {
    var user: Double
    var system: Double
    var residentKiB: Int

    static var now: Usage {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Usage(
            user: seconds(usage.ru_utime), system: seconds(usage.ru_stime),
            residentKiB: usage.ru_maxrss)
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
    }
}
