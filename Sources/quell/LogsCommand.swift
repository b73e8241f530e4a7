import ArgumentParser
import ConsoleRuntime
import Glibc
import IncidentModel
import LogClusters
import SafeText

/// `quell logs`.
struct LogsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logs",
        abstract: "Fold log lines into clusters, without a screen.",
        discussion: """
            kubectl logs deploy/api | quell logs --severity warning

            What --since, --until and --severity leave out is counted and told. Ctrl-C ends the command \
            with status 130 and without a result.
            """)

    /// What is printed.
    enum Output: String, ExpressibleByArgument, CaseIterable {
        case worklog
        case json
        case assignments
    }

    @Argument(help: "Log files; - or nothing reads standard input.", completion: .file())
    var files: [String] = []

    @Option(help: "worklog (Markdown), json, or assignments (line, cluster, template).")
    var output = Output.worklog

    @Option(
        help: """
            detected, message when lines are bare messages without time and severity, or a format's \
            name; a wrong one tells the names.
            """)
    var format = LogAnalysis.Format.detected.rawValue

    @Option(help: "Only records from then on: back from now (90m, 2d), 21:48, or a date and time.")
    var since: String?

    @Option(help: "Only records before then; as --since.")
    var until: String?

    @Option(help: "Only records that are at least this serious, such as warning.")
    var severity: String?

    func run() throws {
        do {
            let files = files.isEmpty ? ["-"] : files
            var options = LogAnalysis.Options()
            try options.readLines(as: format, option: "--format")
            options.filter = try filter()
            options.keepsAssignments = output == .assignments
            if output == .json { options.detailedClusters = .max }
            Interruption.endsWithOneSentence()
            let display = ProgressDisplay()
            if let display { options.progress = { display.show($0) } }
            defer { display?.erase() }
            let analysis = try LogAnalysis.analyse(files: files, options: options)
            display?.erase()
            try print(analysis)
            let remarks = analysis.status.sources.filter { !$0.detail.isEmpty }
            for source in remarks { Plain.complain("\(source.id.name) \(source.detail)") }
            if !remarks.isEmpty { throw ExitCode(1) }
        } catch let code as ExitCode {
            throw code
        } catch {
            throw Plain.fail(error)
        }
    }

    private func filter() throws -> LogFilter {
        try LogFilter(
            since: since, until: until, minimumSeverity: severity, now: WallClock.system.now())
    }

    private func print(_ analysis: LogAnalysis) throws {
        switch output {
        case .worklog: Plain.print(analysis.worklog(), terminator: "")
        case .json: Plain.print(try analysis.json(), terminator: "")
        case .assignments: analysis.writeAssignments { Plain.print($0, terminator: "") }
        }
    }
}
