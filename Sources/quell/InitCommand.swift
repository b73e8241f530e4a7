import ArgumentParser
import EngineRoom
import Foundation

/// `quell init`.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a quell.yaml: a commented one, or one for this machine.",
        discussion: """
            --discover looks at listening ports and the servers behind them, at log files, journald \
            units, docker and kubectl, and proposes only what answered. Nothing but the file is written, \
            and an existing one is never replaced without --force.
            """)

    @Flag(help: "Look at this machine and propose what answers.")
    var discover = false

    @Option(help: "Where to write; - for standard output.")
    var output = "quell.yaml"

    @Flag(help: "Replace an existing file.")
    var force = false

    func run() throws {
        if output != "-", !force, FileManager.default.fileExists(atPath: output) {
            throw Plain.fail(
                CommandFailure("\(output) exists; --force replaces it, --output names another"))
        }
        guard discover else {
            try write(ConfigurationDraft.commented)
            Plain.complain("wrote \(output); fill it in, then run `quell check`")
            return
        }
        let proposal = Blocking.wait { await MachineSurvey.propose() }
        try write(proposal.text)
        Plain.complain(
            "found \(proposal.services) services and \(proposal.sources) log sources")
        for remark in proposal.remarks { Plain.complain(remark) }
        if output != "-" { Plain.complain("wrote \(output); `quell` opens it") }
    }

    private func write(_ text: String) throws {
        if output == "-" {
            Plain.print(text, terminator: "")
            return
        }
        do {
            try text.write(toFile: output, atomically: true, encoding: .utf8)
        } catch {
            throw Plain.fail(
                CommandFailure("cannot write \(output): \(error.localizedDescription)"))
        }
    }
}

/// One sentence for standard error.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
