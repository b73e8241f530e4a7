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
            - {name: units, journald: {units: [nginx.service, "it's"], namespace: shop}}
            - {name: all, journald: {directory: journals, units: x.service}}
            - {name: box, docker: web-1}
            - {name: crate, docker: {container: web-2}}
            - {name: pods, kubernetes: {selector: "app=shop,tier!=db", namespace: prod, context: eu}}
            - {name: pod, kubernetes: {pod: web-0, container: nginx}}
            - {name: cloud, gcloud: {filter: severity>=ERROR, project: shop-1, every: 30s}}
            - {name: rest, gcloud: {}}
            """)
        #expect(
            sources.map(\.kind) == [
                .file("/etc/shop/logs/*.log"), .file("/var/log/syslog"),
                .command("kubectl logs -f deploy/api"), .standardInput,
                .journald(JournalDefinition(units: ["nginx.service", "it's"], namespace: "shop")),
                .journald(
                    JournalDefinition(units: ["x.service"], directory: "/etc/shop/journals")),
                .docker(container: "web-1"), .docker(container: "web-2"),
                .kubernetes(
                    PodDefinition(
                        target: .selector("app=shop,tier!=db"), namespace: "prod", context: "eu")),
                .kubernetes(PodDefinition(target: .pod("web-0"), container: "nginx")),
                .gcloud(
                    CloudDefinition(
                        filter: "severity>=ERROR", project: "shop-1", every: .seconds(30))),
                .gcloud(CloudDefinition()),
            ])
        #expect(sources[0].service == "backend")
        #expect(sources.map(\.line) == Array(1...12))
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
            ("- {name: a, journald: {units: [\"\"]}}", "a unit"),
            ("- {name: a, docker: --help}", "a container"),
            ("- {name: a, docker: {name: x}}", "container"),
            ("- {name: a, kubernetes: {namespace: x}}", "exactly one of pod"),
            ("- {name: a, kubernetes: {pod: x, selector: a=b}}", "exactly one of pod"),
            ("- {name: a, kubernetes: {pod: x, tail: 3}}", "tail"),
            ("- {name: a, gcloud: {every: 10ms}}", "at least 1s"),
            ("- {name: a, gcloud: {filters: x}}", "filter"),
        ])
    func refusesMistakes(example: (yaml: String, words: String)) {
        let error = #expect(throws: (any Error).self) { try decode(example.yaml) }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.contains("quell.yaml:"), "\(text)")
        #expect(text.contains(example.words), "\(text)")
    }
}
