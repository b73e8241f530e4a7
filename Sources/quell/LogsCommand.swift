import ArgumentParser
import LogClusters

/// `quell logs`.
struct LogsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs",
        abstract: "Fold log lines into clusters, without a screen.",
        discussion: "kubectl logs deploy/api | quell logs")

    /// What is printed.
    enum Output: String, ExpressibleByArgument, CaseIterable {
        case worklog
        case json
        case assignments
    }

    /// How lines are read.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case detected
        case message

        var forAnalysis: LogAnalysis.Format {
            switch self {
            case .detected: .detected
            case .message: .message
            }
        }
    }

    @Argument(help: "Log files; - or nothing reads standard input.", completion: .file())
    var files: [String] = []

    @Option(help: "worklog (Markdown), json, or assignments (line, cluster, template).")
    var output = Output.worklog

    @Option(help: "detected, or message when lines are bare messages without time and severity.")
    var format = Format.detected

    func run() throws {
        do {
            var options = LogAnalysis.Options()
            options.format = format.forAnalysis
            options.keepsAssignments = output == .assignments
            let analysis = try LogAnalysis.analyse(
                files: files.isEmpty ? ["-"] : files, options: options)
            switch output {
            case .worklog: Plain.print(analysis.worklog(), terminator: "")
            case .json: Plain.print(try analysis.json())
            case .assignments: analysis.writeAssignments { Plain.print($0, terminator: "") }
            }
        } catch {
            throw Plain.fail(error)
        }
    }
}
