import ArgumentParser
import ConsoleRuntime
import EngineRoom
import Foundation
import Glibc
import IncidentModel
import Journal
import Runbooks
import SafeText
import Settings

/// `quell runbook run`.
struct RunbookRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a runbook without the console, with the same prompts and the same record.",
        discussion: """
            Steps that only read run at once; others are shown exactly as they would run and asked \
            for: y, or the word destroy. With --yes, steps that change something run unasked; what \
            destroys, what is unknown and what is marked to be confirmed is asked for all the same. \
            Without a terminal nothing is asked: the run ends and says what it needed.

            Ctrl-C cancels the running step and stops; a second one cancels with a stronger signal.

            Exit status: 0 all done and all gates held, 1 a step or gate failed, 2 the command line \
            or the runbook is not usable, 3 stopped by a person or for want of an answer.
            """)

    @Argument(help: "A file, or the name of a shipped or own runbook.", completion: .file())
    var file: String

    @Flag(help: "Agree to every step that reads or changes; never to one that destroys.")
    var yes = false

    @Flag(help: "Trust the runbook as it is now; its commands may run.")
    var trust = false

    @Option(help: "The first step to run, such as 1.2; those before it are left alone.")
    var from: String?

    @Option(
        name: .customLong("value"),
        help: "A value: NAME=TEXT, or NAME for the one of the environment. Repeat for more.")
    var values: [String] = []

    @Option(
        name: .customLong("env"),
        help: "A variable for all commands, as NAME=TEXT. Repeat for more.")
    var variables: [String] = []

    @Flag(help: "Undo what was done in the record of --incident, the newest first.")
    var rollback = false

    @Option(help: "The id under which to record; an existing one is gone on with.")
    var incident: String?

    @Option(help: "The configuration file.", completion: .file(extensions: ["yaml", "yml"]))
    var config: String?

    func validate() throws {
        if rollback, incident == nil {
            throw ValidationError("--rollback undoes what a record holds: give --incident ID")
        }
        if rollback, from != nil {
            throw ValidationError("--rollback undoes all that was done: it goes without --from")
        }
    }

    func run() throws {
        let status: RunStatus
        do {
            let folder = WorkingDirectory.current
            let reference = RunbookReference(text: file, folder: folder)
            let runbook = try RunbookCommand.load(file)
            var settings = try settings(from: folder)
            settings.runbooks = [reference]
            var order = try order()
            order.contentHash = runbook.plan.contentHash
            let session = RunbookRunSession(
                settings: settings, environment: try pairs(variables, option: "--env"),
                incident: try recordFolder(), workingDirectory: folder)
            order.continuation = continuation(session.folder.id)
            Plain.print(
                "\(runbook.plan.title)  (\(runbook.plan.path)), recorded as \(session.folder.id)")
            status = session.run(order)
        } catch {
            throw Plain.fail(error, status: RunStatus.unusable.rawValue)
        }
        if status != .done { throw ExitCode(status.rawValue) }
    }

    private func settings(from folder: String) throws -> Settings {
        let nearest = SettingsLoader.nearest(
            from: folder, configurationFolder: UserFolders.configuration)
        guard let path = config ?? nearest else { return Settings(path: folder + "/quell.yaml") }
        return try SettingsLoader.load(path: path)
    }

    private func order() throws -> RunOrder {
        var order = RunOrder()
        order.answersYes = yes
        order.trusts = trust
        order.rollsBack = rollback
        order.start = from
        order.hasTerminal = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
        order.values = try values.map { text in
            if let pair = Self.pair(text) {
                return RunOrder.Value(name: pair.name, text: pair.text, wasArgument: true)
            }
            guard let found = ProcessInfo.processInfo.environment[text] else {
                throw CommandFailure(
                    "there is no \(DisplayText(text)) in the environment for --value")
            }
            return RunOrder.Value(name: text, text: found, wasArgument: false)
        }
        return order
    }

    private func pairs(_ texts: [String], option: String) throws -> [String: String] {
        let pairs = try texts.map { text in
            guard let pair = Self.pair(text), !pair.name.isEmpty else {
                throw CommandFailure("found \(option) \(DisplayText(text)), expected NAME=TEXT")
            }
            return pair
        }
        return Dictionary(pairs.map { ($0.name, $0.text) }, uniquingKeysWith: { $1 })
    }

    private static func pair(_ text: String) -> (name: String, text: String)? {
        guard let equals = text.firstIndex(of: "=") else { return nil }
        return (String(text[..<equals]), String(text[text.index(after: equals)...]))
    }

    private func recordFolder() throws -> IncidentFolder {
        let root = UserFolders.incidents
        guard let incident else {
            return try IncidentFolder.createNew(
                root: root, at: WallClock.system.now(), utcOffsetSeconds: WallClock.localOffset())
        }
        guard let known = try? IncidentFolder.find(root: root, id: incident) else {
            return try IncidentFolder.create(root: root, id: incident)
        }
        if let who = known.recordedBy {
            throw CommandFailure("incident \(DisplayText(incident)) is open: \(who) records it now")
        }
        return known
    }

    private func continuation(_ incident: String) -> String {
        let plain = file.allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || "/._-".contains($0))
        }
        let name = plain ? file : "'" + file.replacingOccurrences(of: "'", with: "'\\''") + "'"
        return DisplayText("quell runbook run \(name) --incident \(incident)").string
    }
}
