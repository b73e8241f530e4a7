import Foundation
import Processes

/// Looks at this machine: listening ports, known servers, log files, journald units, docker and kubectl.
public enum MachineSurvey {
    /// What a survey found: the proposed file, and sentences for the person who asked.
    public struct Proposal: Sendable {
        /// The text of a `quell.yaml`.
        public var text: String
        /// How many services it has.
        public var services: Int
        /// How many sources it has.
        public var sources: Int
        /// What was left out or could not be asked.
        public var remarks: [String]
    }

    /// At most this many servers are proposed; a screen of more helps nobody at night.
    static let serverLimit = 24

    /// Looks around and proposes a file.
    ///
    /// Takes a few seconds at most; changes nothing.
    public static func propose() async -> Proposal {
        var facts = MachineFacts()
        let survey = ProcessSurvey.take()
        addServers(to: &facts, survey)
        addLogFiles(to: &facts, survey)
        await ToolSurvey.addJournald(to: &facts)
        await ToolSurvey.addDocker(to: &facts)
        await ToolSurvey.addKubectl(to: &facts)
        return Proposal(
            text: ConfigurationDraft.text(for: facts), services: facts.servers.count,
            sources: facts.logs.count, remarks: facts.remarks)
    }

    private static func addServers(to facts: inout MachineFacts, _ survey: ProcessSurvey) {
        var tables = ""
        for file in ["/proc/net/tcp", "/proc/net/tcp6"] {
            let text = kernelTable(file)
            tables += tables.isEmpty ? text : String(text.drop { $0 != "\n" })
        }
        var seen: Set<Int> = []
        for socket in ListeningSocket.parse(tables).sorted(by: { $0.port < $1.port })
        where socket.isOnLoopback && seen.insert(socket.port).inserted {
            guard facts.servers.count < serverLimit else {
                facts.remarks.append("more than \(serverLimit) ports listen; the rest is left out")
                break
            }
            let process = survey.ownerOfSocket[socket.inode]
            let known = KnownServer.of(process: process, port: socket.port)
            guard let door = LoopbackKnock.knock(port: socket.port, speech: known?.speech) else {
                facts.remarks.append("port \(socket.port) listens but did not accept a connection")
                continue
            }
            let name = unique(
                known?.name ?? process.map(slug) ?? "port-\(socket.port)", port: socket.port,
                among: facts.servers.map(\.name))
            facts.servers.append(
                .init(name: name, port: socket.port, door: door, process: process))
        }
        if facts.servers.isEmpty { facts.remarks.append("nothing listens on this machine") }
        if survey.hiddenProcesses > 0 {
            facts.remarks.append(
                "\(survey.hiddenProcesses) processes of other users could not be looked at")
        }
    }

    /// The kernel gives such a file a page at a time, which Foundation takes for its end.
    private static func kernelTable(_ path: String) -> String {
        guard let file = FileHandle(forReadingAtPath: path) else { return "" }
        defer { try? file.close() }
        var bytes: [UInt8] = []
        while let part = try? file.read(upToCount: 4096), !part.isEmpty { bytes += part }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func addLogFiles(to facts: inout MachineFacts, _ survey: ProcessSurvey) {
        var paths: [(path: String, server: String?)] = []
        for server in facts.servers {
            let known = KnownServer.of(process: server.process, port: server.port)
            let processes = known?.processes ?? [server.process].compactMap { $0 }
            let open = processes.flatMap { survey.logsOfProcess[$0] ?? [] }.sorted()
            let usual = (known?.logs ?? []).flatMap(matches)
            for path in open + usual { paths.append((path, server.name)) }
        }
        for path in ["/var/log/syslog", "/var/log/messages"] { paths.append((path, nil)) }
        var seen: Set<String> = []
        for (path, server) in paths where seen.insert(path).inserted {
            guard FileManager.default.fileExists(atPath: path) else { continue }
            guard FileManager.default.isReadableFile(atPath: path) else {
                facts.remarks.append("\(path) cannot be read by this user")
                continue
            }
            let stem = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
            let base = server.map { stem.hasPrefix($0) ? stem : $0 + "-" + stem } ?? stem
            let name = unique(slug(base), port: nil, among: facts.logs.map(\.name))
            facts.logs.append(.init(name: name, origin: .file(path), server: server))
        }
    }

    /// The files that match a pattern of the last path component.
    private static func matches(_ pattern: String) -> [String] {
        guard pattern.contains("*") else { return [pattern] }
        let folder = (pattern as NSString).deletingLastPathComponent
        let parts = (pattern as NSString).lastPathComponent.split(
            separator: "*", omittingEmptySubsequences: false)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.sorted().filter { name in
            name.hasPrefix(String(parts.first ?? "")) && name.hasSuffix(String(parts.last ?? ""))
        }.map { folder + "/" + $0 }
    }

    static func slug(_ text: String) -> String {
        let characters = text.lowercased().map { character -> Character in
            character.isASCII && (character.isLetter || character.isNumber) ? character : "-"
        }
        let trimmed = String(characters).split(separator: "-").joined(separator: "-")
        return trimmed.isEmpty ? "unnamed" : trimmed
    }

    static func unique(_ name: String, port: Int?, among taken: [String]) -> String {
        guard taken.contains(name) else { return name }
        if let port, !taken.contains("\(name)-\(port)") { return "\(name)-\(port)" }
        var number = 2
        while taken.contains("\(name)-\(number)") { number += 1 }
        return "\(name)-\(number)"
    }
}
