import Foundation
import IncidentModel
import SafeText
import Testing

@testable import Settings

/// `changes:` of `quell.yaml`: where changes from outside are told of.
struct ChangesSectionTests {
    private static func changes(_ text: String) throws -> [ChangeSourceDefinition] {
        let services = """
            services:
              - {name: api, probes: [{tcp: "127.0.0.1:1"}]}
              - {name: db, probes: [{tcp: "127.0.0.1:2"}]}

            """
        return try SettingsLoader.parse(services + text, path: "/srv/shop/quell.yaml").changes
    }

    @Test func everyKindIsUnderstood() throws {
        let sources = try Self.changes(
            """
            changes:
              - {git: ., branch: main, name: app, services: [api], every: 30s}
              - {rollout: deployment/api, namespace: shop, context: prod}
              - {kubectl: sts/db, services: db}
              - {command: ./deploys.sh --all}
              - {file: /etc/app/*.conf}
              - ../infra
            """)
        #expect(
            sources.map(\.kind) == [
                .git(repository: "/srv/shop", branch: "main"),
                .rollout(workload: "deployment/api", namespace: "shop", context: "prod"),
                .rollout(workload: "statefulset/db", namespace: nil, context: nil),
                .command("./deploys.sh --all"), .file("/etc/app/*.conf"),
                .git(repository: "/srv/shop/../infra", branch: nil),
            ])
        #expect(sources.map(\.name) == ["app", "api", "db", "deploys", "*.conf", "infra"])
        #expect(sources[0].every == .seconds(30))
        #expect(sources[1].every == .seconds(60))
        #expect(sources[0].services == [ServiceID("api")])
        #expect(sources[2].services == [ServiceID("db")])
        #expect(sources[3].services.isEmpty)
    }

    @Test func textAloneIsARepository() throws {
        #expect(
            try Self.changes("changes: .").map(\.kind) == [
                .git(repository: "/srv/shop", branch: nil)
            ])
        #expect(try Self.changes("changes: .").map(\.name) == ["shop"])
        #expect(
            try Self.changes("changes: [~/app]").map(\.kind) == [
                .git(repository: "~/app", branch: nil)
            ])
        #expect(
            try Self.changes("changes: {file: app.conf}").map(\.kind) == [
                .file("/srv/shop/app.conf")
            ])
        #expect(try Self.changes("changes: []").isEmpty)
    }

    @Test func namesThatNobodyWroteDiffer() throws {
        let sources = try Self.changes(
            """
            changes:
              - {rollout: api}
              - {rollout: api, context: west}
              - {git: /srv/api}
              - {git: /srv/other, name: api-2}
            """)
        #expect(sources.map(\.name) == ["api", "api-3", "api-4", "api-2"])
    }

    /// Each mistake: the text, its line below the services, and what the sentence must hold.
    @Test(arguments: [
        ("changes:\n  - {branch: main}", 5, ["git, rollout, command and file"]),
        ("changes:\n  - {git: ., file: x}", 5, ["exactly one of"]),
        ("changes:\n  - {git: ., rollout: api, kubectl: api}", 5, ["exactly one of"]),
        ("changes:\n  - {file: x, branch: main}", 5, ["branch"]),
        ("changes:\n  - {git: ., services: [ghost]}", 5, ["ghost", "a service of this file"]),
        ("changes:\n  - {git: ., services: [api, gost, hose]}", 5, ["gost"]),
        ("changes:\n  - {git: ., servces: [api]}", 5, ["servces", "services"]),
        ("changes:\n  - {git: ., every: soon}", 5, ["soon", "10s"]),
        ("changes:\n  - {git: ., every: 200ms}", 5, ["200ms", "at least 1s"]),
        ("changes:\n  - {git: ., branch: --all}", 5, ["--all", "a branch such as main"]),
        ("changes:\n  - {git: ., branch: main..dev}", 5, ["main..dev"]),
        ("changes:\n  - {git: ., branch: \"a b\"}", 5, ["a b"]),
        ("changes:\n  - {git: ''}", 5, ["the folder of a git repository"]),
        ("changes:\n  - {rollout: cronjob/x}", 5, ["cronjob/x", "deployment/api"]),
        ("changes:\n  - {rollout: deployment/--all}", 5, ["deployment/--all"]),
        ("changes:\n  - {rollout: a/b/c}", 5, ["a/b/c"]),
        ("changes:\n  - {command: '  '}", 5, ["a command for bash"]),
        ("changes:\n  - {git: ., name: a}\n  - {file: x, name: a}", 6, ["no other source"]),
        ("changes:\n  - {git: ., name: quell}", 5, ["quell", "another name"]),
        ("changes:\n  - [.]", 5, ["a list"]),
    ])
    func mistakeIsNamedWithItsLine(text: String, line: Int, words: [String]) throws {
        let error = try #require(throws: (any Error).self) { try Self.changes(text) }
        let sentence = "\(error)"
        #expect(sentence.contains("quell.yaml:\(line)"), "\(sentence)")
        for word in words { #expect(sentence.contains(word), "\(sentence)") }
    }

    @Test func allMistakesAreNamedAtOnce() throws {
        let error = try #require(throws: (any Error).self) {
            try Self.changes(
                "changes:\n  - {git: ., services: [one, two]}\n  - {rollout: 'x y'}\n  - {oops: 1}")
        }
        let sentence = "\(error)"
        for word in ["one", "two", "x y", "quell.yaml:7"] {
            #expect(sentence.contains(word), "\(sentence)")
        }
    }
}
