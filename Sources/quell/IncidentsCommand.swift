import ArgumentParser
import ConsoleRuntime
import IncidentModel
import Journal

/// `quell incidents`.
struct IncidentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incidents", abstract: "What was recorded.",
        subcommands: [
            List.self, Show.self, IncidentsResumeCommand.self, Report.self, Metrics.self,
            Verify.self,
        ],
        defaultSubcommand: List.self)

    /// `quell incidents show ID`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Facts, services, steps and the newest events of one record.")

        @Argument(help: "The incident's id.") var id: String

        func run() throws {
            try IncidentsCommand.read(id) { store in
                let summaries = try IncidentFolder.list(root: UserFolders.incidents)
                guard let summary = summaries.first(where: { $0.id == id }) else {
                    throw CommandFailure("there is no incident \(id)")
                }
                return IncidentTable.show(
                    summary, state: try store.state(), page: try store.page(offset: 0, count: 20),
                    utcOffsetSeconds: WallClock.localOffset())
            }
        }
    }

    /// `quell incidents verify ID`.
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check the chain of hashes of a record.")

        @Argument(help: "The incident's id.") var id: String

        func run() throws {
            var isIntact = true
            try IncidentsCommand.read(id) { store in
                switch try store.verify() {
                case .intact(let events, let head):
                    // What an earlier damage cost belongs to the truth about the record.
                    return try store.carryOvers().reduce(
                        "\(id) is whole: \(events) events, head \(head)\n"
                    ) { $0 + "\($1.sentence)\n" }
                case .broken(let number, let reason):
                    isIntact = false
                    return "\(id) is broken at event \(number): \(reason)\n"
                }
            }
            if !isIntact { throw ExitCode(1) }
        }
    }

    /// Prints what is made of a record.
    static func read(_ id: String, _ text: (JournalStore) throws -> String) throws {
        Plain.print(try reading(id, text), terminator: "")
    }

    /// Opens a record for reading; a failure ends the command with one sentence.
    static func reading<Result>(
        _ id: String, _ use: (JournalStore) throws -> Result
    ) throws -> Result {
        do {
            let folder = try IncidentFolder.find(root: UserFolders.incidents, id: id)
            let store = try JournalStore(folder: folder, readOnly: true)
            defer { store.close() }
            return try use(store)
        } catch let error as ExitCode {
            throw error
        } catch {
            throw Plain.fail(error)
        }
    }
}
