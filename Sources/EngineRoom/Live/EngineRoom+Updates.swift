import Foundation
import IncidentModel
import Journal
import Processes
import SafeText
import Settings

extension EngineRoom {
    /// The longest update that is sent, in bytes.
    private static let longestUpdate = 65_536

    /// Lets a status update leave, and records it as sent once it has.
    ///
    /// What leaves is what is recorded: line by line, with secrets hidden.
    func sendUpdate(
        _ text: String, to audience: DisplayText, by channel: UpdateChannel, _ bench: Bench
    ) {
        if let objection = objection(toSending: text, to: audience, bench) {
            return publish(.refused(objection))
        }
        let lines = DisplayText.lines(text).map { bench.values.redact(redactor.redact($0)) }
        let outgoing = lines.map(\.string).joined(separator: "\n") + "\n"
        switch channel {
        case .clipboard, .byHand: recordUpdate(lines, to: audience, by: channel, bench)
        case .file(let written):
            guard !written.isBlank else {
                return publish(.refused("a file for the update needs a path, found none"))
            }
            let file = UpdateFile(
                written.string, in: plan.workingDirectory,
                home: ProcessInfo.processInfo.environment["HOME"])
            if let failure = file.append(outgoing) {
                return publish(.refused("the update for \(audience) was not written: \(failure)"))
            }
            recordUpdate(lines, to: audience, by: .file(DisplayText(file.path)), bench)
        case .command: runUpdateCommand(outgoing, lines, to: audience, bench)
        }
    }

    private func objection(
        toSending text: String, to audience: DisplayText, _ bench: Bench
    ) -> DisplayText? {
        if audience.isBlank { return "an update needs an audience, found none" }
        if text.allSatisfy(\.isWhitespace) { return "an update needs a text, found none" }
        if text.utf8.count > Self.longestUpdate {
            return "an update has at most 64 KiB, found \(text.utf8.count / 1024 + 1) KiB"
        }
        let known = bench.audiences
        guard known.contains(audience) || audience.isWord else {
            let names = known.map(\.string).joined(separator: ", ")
            let known = names.isEmpty ? "" : "known are \(names), and "
            return "no audience is called “\(audience)”: \(known)a new one is one word"
        }
        return nil
    }

    /// The command is the one of the configuration, whatever the request says.
    private func runUpdateCommand(
        _ text: String, _ lines: [DisplayText], to audience: DisplayText, _ bench: Bench
    ) {
        guard let script = plan.settings.incident.updateCommand else {
            return publish(
                .refused(
                    "no command sends updates: set update_command under incident in quell.yaml"))
        }
        guard !bench.outbox.isSending(to: audience) else {
            return publish(.refused("an update for \(audience) is being sent already"))
        }
        var environment = plan.stepEnvironment
        environment["QUELL_AUDIENCE"] = audience.string
        environment["QUELL_INCIDENT"] = plan.folder.id
        var command = ProcessCommand.bash(
            script, environment: .adding(environment), workingDirectory: plan.settings.folder)
        command.standardInput = Array(text.utf8)
        let channel = UpdateChannel.command(redactor.redact(DisplayText(script)))
        bench.outbox.send(by: command, to: audience) { [self] result in
            run { bench in
                self.updateLeft(result, lines, to: audience, by: channel, bench)
            }
        }
    }

    private func updateLeft(
        _ result: CapturedResult, _ lines: [DisplayText], to audience: DisplayText,
        by channel: UpdateChannel, _ bench: Bench
    ) {
        bench.outbox.ended(audience)
        let end = result.stepEnd
        guard !end.isSuccess else { return recordUpdate(lines, to: audience, by: channel, bench) }
        let complaint = bench.values.redact(redactor.redact(result.complaint))
        record(
            [.noticed(.commandEnded("update command for \(audience)", end))], by: "quell", bench)
        publish(
            .refused(
                "the update for \(audience) was not sent: \(end.phrase)\(complaint.isEmpty ? "" : ": \(complaint)")"
            ))
    }

    private func recordUpdate(
        _ lines: [DisplayText], to audience: DisplayText, by channel: UpdateChannel, _ bench: Bench
    ) {
        record(
            [.updateSent(audience: audience, text: UpdateText.joined(lines), by: channel)],
            by: plan.actor, bench)
    }

    /// Gives updates that are on their way a little time, then ends their commands.
    func finishUpdates(_ bench: Bench) { bench.outbox.close() }
}

extension EngineRoom.Bench {
    /// Who expects updates or got some, in the order of the screen.
    fileprivate var audiences: [DisplayText] {
        let expecting = state.facts?.cadences.map(\.audience) ?? []
        return expecting + state.updates.keys.filter { !expecting.contains($0) }.sorted()
    }
}

extension DisplayText {
    /// True for a name that a person may give a new audience: one word of at most 40 characters.
    fileprivate var isWord: Bool {
        string.count <= 40 && string.contains { $0.isLetter || $0.isNumber }
            && string.allSatisfy { $0.isLetter || $0.isNumber || "-_.#@".contains($0) }
    }
}
