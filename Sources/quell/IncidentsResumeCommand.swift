import ArgumentParser
import Journal
import SafeText

/// `quell incidents resume [ID]`.
struct IncidentsResumeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Open the console on a record that was interrupted, and go on.",
        discussion: """
            Brings back ticks, notes, values, decisions and the runbooks that were loaded, follows steps that \
            still run to their end, and reads logs on from where they were left. Without an id: the newest \
            record that was interrupted. One that another console records is opened to watch only.
            """)

    @Argument(help: "The incident's id.") var id: String?

    @Option(help: "The configuration file.", completion: .file(extensions: ["yaml", "yml"]))
    var config: String?

    @OptionGroup var screen: ScreenOptions

    func run() throws {
        do {
            let incident = try chosen(from: IncidentFolder.list(root: UserFolders.incidents))
            try OpenCommand.open(
                config: config, runbooks: [], screen: screen, isReadOnly: false, incident: incident)
        } catch let error as ExitCode {
            throw error
        } catch {
            throw Plain.fail(error)
        }
    }

    /// The id to go on with, of records that are listed newest first.
    private func chosen(from summaries: [IncidentSummary]) throws -> String {
        guard let id else {
            guard let newest = summaries.first(where: { $0.standing == .interrupted }) else {
                throw CommandFailure(
                    "no record was interrupted; `quell incidents list` shows all, and resume takes an id"
                )
            }
            return newest.id
        }
        // One that another console records is opened to watch; the room says so.
        guard summaries.contains(where: { $0.id == id }) else {
            throw CommandFailure("there is no incident \(id)")
        }
        return id
    }
}
