import IncidentModel
import LogClusters
import Probes
import SafeText
import Settings
import Testing

@testable import EngineRoom

/// What `quell init` writes can be read again, whatever this machine is called.
struct ConfigurationDraftTests {
    @Test func commentedFileLoadsAsItIs() throws {
        let settings = try SettingsLoader.parse(ConfigurationDraft.commented, path: "quell.yaml")
        #expect(settings.incident.title == "Outage")
        #expect(settings.incident.escalateAfter == .seconds(7200))
        #expect(settings.services.isEmpty && settings.sources.isEmpty)
    }

    @Test func everyExampleOfTheCommentedFileLoadsToo() throws {
        let lines = ConfigurationDraft.commented.split(
            separator: "\n", omittingEmptySubsequences: false)
        let text = lines.map { line -> String in
            if line.hasPrefix("#  ") { return String(line.dropFirst()) }
            return String(line).replacing(/^([a-z_]+): \[\]$/) { "\($0.1):" }
        }.joined(separator: "\n").replacing("runbooks:\n", with: "runbooks: []\n")
        let settings = try SettingsLoader.parse(text, path: "/etc/quell.yaml")
        #expect(
            settings.services.map(\.id.name) == [
                "api", "db", "cache-a", "cache-b", "push", "certificate", "settings",
            ])
        #expect(
            settings.sources.map(\.id.name) == [
                "api", "pods", "web", "units", "cloud", "other",
            ])
        #expect(settings.exitCriteria.count == 4)
    }

    @Test func emptyMachineGivesAFileThatLoads() throws {
        let text = ConfigurationDraft.text(for: MachineFacts())
        let settings = try SettingsLoader.parse(text, path: "quell.yaml")
        #expect(settings.services.isEmpty && settings.sources.isEmpty)
    }

    @Test(arguments: 0..<60)
    func proposalForAnyMachineLoadsAndSaysTheSame(seed: Int) throws {
        var random = SeededRandom(UInt64(seed))
        let facts = Self.facts(&random)
        let text = ConfigurationDraft.text(for: facts)
        let settings = try SettingsLoader.parse(text, path: "/etc/quell.yaml")
        #expect(settings.services.map(\.id.name.string) == facts.servers.map(\.name), "\(text)")
        #expect(settings.services.allSatisfy { $0.probes.count == 1 })
        #expect(settings.sources.map(\.id.name.string) == facts.logs.map(\.name), "\(text)")
        #expect(settings.sources.map { $0.service?.string } == facts.logs.map(\.server))
    }

    @Test func foreignPathIsKeptCharacterByCharacter() throws {
        var facts = MachineFacts()
        let path = "/var/log/a 'b' \"c\" \\d {e}: #f, [g] — é日本💥.log"
        facts.logs = [.init(name: "x", origin: .file(path), server: nil)]
        let settings = try SettingsLoader.parse(
            ConfigurationDraft.text(for: facts), path: "/etc/quell.yaml")
        guard case .file(let read)? = settings.sources.first?.kind else {
            Issue.record("no file source")
            return
        }
        #expect(read == path)
    }

    /// Names as the survey makes them, of whatever processes and files are called.
    private static func facts(_ random: inout SeededRandom) -> MachineFacts {
        var facts = MachineFacts()
        for _ in 0..<Int.random(in: 0..<8, using: &random) {
            let process = text(&random)
            let port = Int.random(in: 1...65535, using: &random)
            let doors: [MachineFacts.Door] = [
                .tcp, .http(path: "/", status: 200), .http(path: "/healthz", status: 204),
                .http(path: "/", status: Int.random(in: 400...599, using: &random)),
            ]
            let name = MachineSurvey.unique(
                MachineSurvey.slug(process), port: port, among: facts.servers.map(\.name))
            facts.servers.append(
                .init(
                    name: name, port: port, door: doors.randomElement(using: &random) ?? .tcp,
                    process: Bool.random(using: &random) ? process : nil))
        }
        for _ in 0..<Int.random(in: 0..<8, using: &random) {
            let origins: [MachineFacts.Log.Origin] = [
                .file("/" + text(&random)), .docker("c" + text(&random)),
                .kubernetes("d" + text(&random)),
                .journald([text(&random) + ".service", "b.service"]),
            ]
            let name = MachineSurvey.unique(
                MachineSurvey.slug(text(&random)), port: nil, among: facts.logs.map(\.name))
            facts.logs.append(
                .init(
                    name: name, origin: origins.randomElement(using: &random) ?? .file("/x"),
                    server: facts.servers.randomElement(using: &random)?.name))
        }
        return facts
    }

    private static func text(_ random: inout SeededRandom) -> String {
        let words = [
            "nginx", "true", "null", "~", "123", "0x1f", "1e3", "yes", "- a", "a: b", "#c", "'",
            "\"",
            "\\", "{", "]", "\n", "\t", "\u{7f}", "\u{85}", "\u{9b}", "\u{2028}", "\u{feff}", "💥",
            "é",
            "&x", "*y", "!z", "%", "@", "`", " ", "|", ">", ",", "\u{0}", "\u{fffe}", "\u{200b}",
            "x",
        ]
        let count = Int.random(in: 1...5, using: &random)
        return (0..<count).map { _ in words.randomElement(using: &random) ?? "x" }.joined()
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same test.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
