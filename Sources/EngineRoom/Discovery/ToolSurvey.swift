import Foundation
import Processes

/// What journald, docker and kubectl tell, where they are there and answer quickly.
enum ToolSurvey {
    private static let patience = Duration.seconds(3)

    /// Running units whose logs are not already followed as files.
    static func addJournald(to facts: inout MachineFacts) async {
        guard FileManager.default.fileExists(atPath: "/run/systemd/system"),
            let lines = await ask(
                "systemctl list-units --type=service --state=running --plain --no-legend")
        else { return }
        let followed = Set(facts.logs.compactMap(\.server))
        let units = lines.compactMap { $0.split(separator: " ").first.map(String.init) }
            .filter { !$0.hasPrefix("systemd-") && !$0.hasPrefix("user@") }
        for server in facts.servers where !followed.contains(server.name) {
            let known = KnownServer.of(process: server.process, port: server.port)
            let names = [server.name] + (known?.processes ?? [])
            guard let unit = units.first(where: { unit in names.contains { unit.hasPrefix($0) } })
            else { continue }
            facts.logs.append(
                .init(
                    name: MachineSurvey.unique(
                        server.name, port: nil, among: facts.logs.map(\.name)),
                    origin: .journald([unit]), server: server.name))
        }
    }

    /// Running containers.
    static func addDocker(to facts: inout MachineFacts) async {
        guard FileManager.default.fileExists(atPath: "/var/run/docker.sock") else { return }
        guard let names = await ask("docker ps --format '{{.Names}}'") else {
            facts.remarks.append("docker is there but did not answer")
            return
        }
        for name in names.prefix(8) {
            facts.logs.append(
                .init(
                    name: MachineSurvey.unique(
                        MachineSurvey.slug(name), port: nil, among: facts.logs.map(\.name)),
                    origin: .docker(name), server: nil))
        }
    }

    /// Deployments of the current context's namespace.
    static func addKubectl(to facts: inout MachineFacts) async {
        guard await ask("kubectl config current-context")?.first != nil else { return }
        guard let names = await ask("kubectl get deployments -o name --request-timeout=2s") else {
            facts.remarks.append("kubectl has a context but its cluster did not answer")
            return
        }
        for name in names.prefix(8) {
            let short = name.split(separator: "/").last.map(String.init) ?? name
            facts.logs.append(
                .init(
                    name: MachineSurvey.unique(
                        MachineSurvey.slug(short), port: nil, among: facts.logs.map(\.name)),
                    origin: .kubernetes(short), server: nil))
        }
    }

    /// The non-empty lines a command prints; nil unless it exits with 0 in time.
    private static func ask(_ command: String) async -> [String]? {
        let result = await ProcessRunner.capture(.bash(command), timeout: patience)
        guard result.end == .exited(0) else { return nil }
        let text = String(decoding: result.standardOutput, as: UTF8.self)
        return text.split(separator: "\n").map(String.init).filter { !$0.isEmpty }
    }
}
