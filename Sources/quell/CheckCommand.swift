import ArgumentParser
import ConsoleRuntime
import EngineRoom
import Foundation
import IncidentModel
import Probes
import Settings

/// `quell check`.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Probe every service once, without a screen.",
        discussion: """
            Prints a table with the root named. Exit status: 0 all up, 1 degraded, 2 down, 3 unknown.
            """)

    @Option(help: "The configuration file.")
    var config: String?

    @Flag(help: "One pass, judged on one reading. This is the default.")
    var quick = false

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let status: Int32
        do {
            guard
                let path = config
                    ?? SettingsLoader.nearest(
                        from: WorkingDirectory.current,
                        configurationFolder: UserFolders.configuration)
            else {
                throw CommandFailure("no quell.yaml here, above, or in the configuration folder")
            }
            let settings = try SettingsLoader.load(path: path)
            let services = Blocking.wait {
                await ProbeEngine.checkOnce(
                    services: settings.services, options: settings.probeOptions,
                    now: WallClock.system.now)
            }
            let report = CheckReport(services: services)
            Plain.print(json ? report.json : report.table)
            status = report.exitStatus
        } catch {
            throw Plain.fail(error, status: 3)
        }
        if status != 0 { throw ExitCode(status) }
    }
}
