import ArgumentParser
import ConsoleRuntime
import Foundation
import IncidentModel
import Journal
import LogClusters
import SafeText

extension IncidentsCommand {
    /// `quell incidents report ID`.
    struct Report: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "The report of an incident as Markdown, JSON or HTML, or by your own template.",
            discussion: """
                quell incidents report ID | gh issue create -F -
                quell incidents report ID --format html --output report.html

                Markdown is kept within the 65,536 characters that GitHub takes as an issue; it says what \
                is left out. A template is text with names in braces, as in Mustache: {{summary}}, \
                {{metrics.resolveText}}, {{#actions}}{{text}}{{/actions}}, {{^actions}}none{{/actions}}. \
                Values are escaped by the template's ending (.md, .html, .json); {{{name}}} is not \
                escaped. --keys lists all names.
                """)

        /// What is written.
        enum Format: String, ExpressibleByArgument, CaseIterable {
            case markdown
            case json
            case html
        }

        @Argument(help: "The incident's id.") var id: String?

        @Option(help: "markdown, json or html.") var format: Format?

        @Option(help: "A template to fill instead.", completion: .file()) var template: String?

        @Option(help: "Where to write it, instead of standard output.", completion: .file())
        var output: String?

        @Flag(help: "All of it, however long.") var full = false

        @Flag(help: "List the names of the JSON form and of templates.") var keys = false

        func validate() throws {
            if id == nil, !keys { throw ValidationError("name an incident, or use --keys") }
            if format != nil, template != nil {
                throw ValidationError("--format and --template exclude each other")
            }
        }

        func run() throws {
            guard !keys, let id else { return Plain.print(IncidentReport.keys, terminator: "") }
            let text = try IncidentsCommand.reading(id) { store in
                try written(account(store))
            }
            guard let output else { return Plain.print(text, terminator: "") }
            do {
                try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
            } catch {
                throw Plain.fail(
                    CommandFailure("cannot write \(output): \(error.localizedDescription)"))
            }
        }

        private func written(_ account: IncidentAccount) throws -> String {
            if let template {
                guard let data = FileManager.default.contents(atPath: template) else {
                    throw CommandFailure("cannot read the template \(template)")
                }
                return try IncidentReport.filled(
                    String(decoding: data, as: UTF8.self), file: template, with: account)
            }
            return switch format ?? .markdown {
            case .markdown: IncidentReport.markdown(account, isFull: full)
            case .json: IncidentReport.json(account)
            case .html: IncidentReport.html(account)
            }
        }

        private func account(_ store: JournalStore) throws -> IncidentAccount {
            let state = try store.state()
            let events = try store.events(from: 1, limit: max(1, state.lastSequence))
            let newest = events.last?.at ?? Timestamp(nanoseconds: 0)
            let logs = try store.storedLogEngine().flatMap {
                LogCheckpoint(bytes: $0).status(at: newest)
            }
            return IncidentAccount(
                state: state, events: events, logs: logs, chain: try store.verify(),
                utcOffsetSeconds: WallClock.localOffset())
        }
    }
}
