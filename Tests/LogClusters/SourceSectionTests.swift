import IncidentModel
import LocatedYAML
import LogClusters
import SafeText
import Testing

@Suite("The sources of quell.yaml")
struct SourceSectionTests {
    private func decode(_ yaml: String) throws -> [SourceDefinition] {
        try SourceSection.decode(
            LocatedNode.parse(yaml, path: "quell.yaml"), baseFolder: "/etc/shop")
    }

    @Test("every kind of source is read")
    func readsKinds() throws {
        let sources = try decode(
            """
            - {name: app, file: logs/*.log, service: backend}
            - {name: abs, file: /var/log/syslog}
            - {name: api, command: kubectl logs -f deploy/api}
            - {name: in, stdin: true}
            - {name: units, journald: {units: [nginx.service, "it's"]}}
            """)
        #expect(
            sources.map(\.kind) == [
                .file("/etc/shop/logs/*.log"), .file("/var/log/syslog"),
                .command("kubectl logs -f deploy/api"), .standardInput,
                .command(
                    "exec journalctl -o short-iso-precise --all --no-pager -f -n 0"
                        + " -u 'nginx.service' -u 'it'\\''s'"),
            ])
        #expect(sources[0].service == "backend")
        #expect(sources.map(\.line) == [1, 2, 3, 4, 5])
        #expect(sources[2].id == SourceID("api"))
    }

    @Test(
        "mistakes are refused with their line",
        arguments: [
            ("- {name: a, file: x, colour: red}", "colour"), ("- {file: x}", "name"),
            ("- {name: a}", "exactly one"), ("- {name: a, file: x, command: y}", "exactly one"),
            ("- {name: a, file: [x]}", "path"), ("- {name: a, stdin: false}", "true"),
            ("- {name: a, file: x}\n- {name: a, file: y}", "no other source"),
            ("- {name: a, command: ''}", "command"), ("name: a", "list"), ("- plain", "name"),
            ("- {name: a, journald: {unit: x}}", "unit"),
        ])
    func refusesMistakes(example: (yaml: String, words: String)) {
        let error = #expect(throws: (any Error).self) { try decode(example.yaml) }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.contains("quell.yaml:"), "\(text)")
        #expect(text.contains(example.words), "\(text)")
    }
}
