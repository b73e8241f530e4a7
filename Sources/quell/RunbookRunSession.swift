import ConsoleRuntime
import Dispatch
import EngineRoom
import Glibc
import IncidentModel
import Journal
import SafeText
import Settings
import Synchronization

/// Carries a dialogue out: an engine room on one side, a plain terminal or none on the other.
struct RunbookRunSession {
    /// Where the run is recorded.
    let folder: IncidentFolder
    private let settings: Settings
    private let environment: [String: String]
    private let workingDirectory: String
    private let clock = SteadyClock()
    private let mail = RunMailbox()
    private let prompt = RunPrompt()

    init(
        settings: Settings, environment: [String: String], incident: IncidentFolder,
        workingDirectory: String
    ) {
        folder = incident
        self.settings = settings
        self.environment = environment
        self.workingDirectory = workingDirectory
    }

    /// Runs the runbook to its end; blocks.
    func run(_ order: RunOrder) -> RunStatus {
        let signals = RunSignals(mail: mail)
        defer { signals.stop() }
        let room = EngineRoom(plan: plan) { [mail] in mail.post(.reported($0)) }
        room.start()
        var dialogue = RunDialogue(order)
        var lastSecond = clock.now().seconds
        while true {
            prompt.wait(for: mail.descriptor)
            let letters = mail.takeAll()
            var inputs = letters.compactMap(\.input)
            inputs += prompt.answers().map { .answered($0) }
            let now = clock.now()
            if now.seconds != lastSecond {
                inputs.append(.second(now))
                room.lookAtWallClock()
            }
            lastSecond = now.seconds
            for act in inputs.lazy.flatMap({ dialogue.take($0) }) {
                if let status = carryOut(act, room) {
                    room.stop(cancellingSteps: false)
                    return status
                }
            }
            prompt.settle()
            if letters.contains(where: \.isLeave) { return leave(room) }
        }
    }

    private func carryOut(_ act: RunDialogue.Act, _ room: EngineRoom) -> RunStatus? {
        switch act {
        case .show(let line): prompt.show(line)
        case .status(let line): prompt.showStatus(line)
        case .ask(let question, let isSecret): prompt.ask(question, isSecret: isSecret)
        case .perform(let request): room.perform(request)
        case .takeTerminal(let order):
            prompt.clearStatus()
            room.perform(ForegroundTurn(order).run().report)
        case .end(let status, let sentence):
            prompt.close()
            if status == .done { Plain.print(sentence) } else { Plain.complain(sentence) }
            return status
        }
        return nil
    }

    /// The terminal is gone, or somebody ends this program: what runs goes on by itself.
    private func leave(_ room: EngineRoom) -> RunStatus {
        prompt.close()
        room.stop(cancellingSteps: false)
        Plain.complain(
            "ended by a signal; what runs goes on: quell incidents resume \(folder.id)")
        return .stopped
    }

    private var plan: EngineRoomPlan {
        EngineRoomPlan(
            settings: settings, folder: folder, isReadOnly: false, actor: Actor.current,
            version: DisplayText(Quell.version), executable: ProgramPath.current,
            configurationFolder: UserFolders.configuration, stepEnvironment: environment,
            workingDirectory: workingDirectory, clock: clock)
    }
}
