import ArgumentParser
import ConsoleRuntime
import IncidentModel
import Journal
import LogClusters

extension IncidentsCommand {
    /// `quell incidents list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Records, newest first; all, or those that the options describe.")

        @OptionGroup var selection: IncidentSelection

        @Flag(help: "As JSON, for programs.") var json = false

        func run() throws {
            do {
                let filter = try selection.filter()
                var summaries = try selection.summaries(filter)
                if filter.needsRecords {
                    summaries = summaries.filter { summary in
                        (try? IncidentsCommand.account(of: summary.id)).map {
                            filter.keeps($0, id: summary.id)
                        } ?? false
                    }
                }
                let offset = WallClock.localOffset()
                let text =
                    json
                    ? IncidentTable.json(summaries, utcOffsetSeconds: offset)
                    : IncidentTable.list(summaries, utcOffsetSeconds: offset)
                Plain.print(text, terminator: "")
            } catch {
                throw Plain.fail(error)
            }
        }
    }

    /// `quell incidents metrics`.
    struct Metrics: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Times, severities, action items and causes over many incidents.")

        @OptionGroup var selection: IncidentSelection

        @Option(help: "markdown or json.") var format = Format.markdown

        /// What is written.
        enum Format: String, ExpressibleByArgument, CaseIterable {
            case markdown
            case json
        }

        func run() throws {
            do {
                let filter = try selection.filter()
                var accounts: [IncidentAccount] = []
                for summary in try selection.summaries(filter) {
                    if case .unreadable(let reason) = summary.standing {
                        Plain.complain("left out: \(summary.id): \(reason)")
                        continue
                    }
                    let account = try IncidentsCommand.account(of: summary.id)
                    if filter.keeps(account, id: summary.id) { accounts.append(account) }
                }
                let figures = IncidentStatistics(
                    accounts, now: WallClock.system.now(),
                    utcOffsetSeconds: WallClock.localOffset())
                switch format {
                case .markdown: Plain.print(figures.markdown, terminator: "")
                case .json: Plain.print(figures.json, terminator: "")
                }
            } catch {
                throw Plain.fail(error)
            }
        }
    }

    /// The account of a record, without checking its hashes.
    static func account(of id: String) throws -> IncidentAccount {
        let folder = try IncidentFolder.find(root: UserFolders.incidents, id: id)
        let store = try JournalStore(folder: folder, readOnly: true)
        defer { store.close() }
        let state = try store.state()
        return IncidentAccount(
            state: state, events: try store.events(from: 1, limit: max(1, state.lastSequence)),
            utcOffsetSeconds: WallClock.localOffset())
    }
}

/// The options that choose among the records.
struct IncidentSelection: ParsableArguments {
    @Option(help: "open, acknowledged, mitigated or resolved; several with commas.")
    var status: String?

    @Option(help: "P0 to P4; several with commas.") var severity: String?

    @Option(help: "Only what began then or later: back from now (90m, 30d), or a date and time.")
    var since: String?

    @Option(help: "Only what began before then; as --since.") var until: String?

    @Option(help: "Only where this service was not up.") var service: String?

    @Option(help: "Only where this text occurs in the title, notes, causes, action items or logs.")
    var text: String?

    @Flag(help: "Only incidents that are not resolved.") var open = false

    /// What the options ask for.
    func filter() throws -> IncidentFilter {
        let range = try LogFilter(
            since: since, until: until, minimumSeverity: nil, now: WallClock.system.now())
        var filter = IncidentFilter()
        (filter.since, filter.until) = (range.since, range.until)
        filter.statuses = Set(
            try Self.words(status).map { word in
                guard let status = IncidentStatus(rawValue: word.lowercased()) else {
                    throw CommandFailure(
                        "there is no status \(word): expected "
                            + IncidentStatus.allCases.map(\.rawValue).joined(separator: ", "))
                }
                return status
            })
        filter.severities = Set(
            try Self.words(severity).map { word in
                let found = IncidentSeverity.allCases.first { $0.label == word.uppercased() }
                guard let found else {
                    throw CommandFailure("there is no severity \(word): expected P0 to P4")
                }
                return found
            })
        (filter.service, filter.text, filter.isOpenOnly) = (service, text, open)
        return filter
    }

    /// The lines of the list that the filter keeps by what they say.
    func summaries(_ filter: IncidentFilter) throws -> [IncidentSummary] {
        try IncidentFolder.list(root: UserFolders.incidents).filter { filter.keeps($0) }
    }

    private static func words(_ text: String?) -> [String] {
        (text ?? "").split(separator: ",").map { String($0.filter { $0 != " " }) }
    }
}
