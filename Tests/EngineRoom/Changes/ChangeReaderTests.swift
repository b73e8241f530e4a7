import Foundation
import IncidentModel
import Processes
import SafeText
import Settings
import Testing

@testable import EngineRoom

/// Real repositories, commands and files, and a stand-in for kubectl.
@Suite(.timeLimit(.minutes(5))) struct ChangeReaderTests {
    private static var now: Timestamp {
        Timestamp(nanoseconds: Int64(Date().timeIntervalSince1970 * 1e9))
    }

    private static func changes(_ look: ChangeLook) throws -> [ChangeSighting] {
        guard case .seen(let changes) = look else {
            Issue.record("found \(look)")
            return []
        }
        return changes
    }

    private static func trouble(_ look: ChangeLook) -> String {
        if case .troubled(let reason) = look { reason.string } else { "" }
    }

    private func reader(_ path: String, branch: String? = nil) -> GitReader {
        GitReader(repository: path, branch: branch, environment: .inherited)
    }

    @Test func commitsAreReadAndMergesAreOneChange() async throws {
        let folder = try TemporaryFolder()
        let repository = try TestRepository(folder.file("app"))
        try repository.commit("first", at: 1_700_000_000)
        try repository.git("checkout", "-q", "-b", "side")
        try repository.commit("on the side", by: "Eve \u{1B}[31m", at: 1_700_000_100)
        try repository.git("checkout", "-q", "main")
        try repository.git("merge", "-q", "--no-ff", "-m", "Merge side", "side", at: 1_700_000_200)
        let found = try Self.changes(await reader(repository.path).look(at: Self.now))
        #expect(found.map(\.title) == ["first", "Merge side"])
        #expect(found.map(\.at.seconds) == [1_700_000_000, 1_700_000_200])
        #expect(found[0].author == "Ada")
        let side = try Self.changes(
            await reader(repository.path, branch: "side").look(at: Self.now))
        #expect(side.last?.title == "on the side")
        #expect(side.last?.author.string.contains("\u{1B}") == false)
        #expect(side.last?.id.string.count ?? 0 >= 7)
    }

    @Test func checkoutOfAnOlderCommitIsAMove() async throws {
        let folder = try TemporaryFolder()
        let repository = try TestRepository(folder.file("app"))
        try repository.commit("good", at: 1_700_000_000)
        try repository.commit("bad", at: 1_700_000_100)
        let reader = reader(repository.path)
        _ = await reader.look(at: Self.now)
        try repository.git("reset", "-q", "--hard", "HEAD~1")
        let found = try Self.changes(await reader.look(at: Self.now))
        #expect(found.last?.title.string.hasPrefix("HEAD moved from") == true)
        #expect(found.last?.title.string.hasSuffix("good") == true)
    }

    @Test func nothingThatTheRepositoryConfiguresIsRun() async throws {
        let folder = try TemporaryFolder()
        let repository = try TestRepository(folder.file("app"))
        try repository.commit("first")
        let trap = "touch \(folder.file("trapped")); cat"
        for key in [
            "core.pager", "pager.log", "core.fsmonitor", "gpg.program", "core.sshCommand",
            "diff.external", "core.editor",
        ] {
            try repository.git("config", key, trap)
        }
        try repository.git("config", "log.showSignature", "true")
        try repository.git("config", "color.ui", "always")
        try repository.git("config", "alias.log", "!touch \(folder.file("trapped"))")
        let found = try Self.changes(await reader(repository.path).look(at: Self.now))
        #expect(found.map(\.title) == ["first"])
        #expect(!FileManager.default.fileExists(atPath: folder.file("trapped")))
    }

    @Test func whatIsNoRepositoryIsOneSentence() async throws {
        let folder = try TemporaryFolder()
        let none = Self.trouble(await reader(folder.path).look(at: Self.now))
        #expect(none.hasPrefix("not a git repository"), "\(none)")
        let missing = Self.trouble(await reader(folder.file("gone")).look(at: Self.now))
        #expect(missing.contains("gone"), "\(missing)")
        let repository = try TestRepository(folder.file("app"))
        try repository.commit("first")
        let branch = await reader(repository.path, branch: "nowhere").look(at: Self.now)
        #expect(Self.trouble(branch).contains("nowhere"))
        let withoutGit = GitReader(
            repository: repository.path, branch: nil,
            environment: .exactly(["PATH": folder.file("empty")]))
        #expect(Self.trouble(await withoutGit.look(at: Self.now)).contains("git"))
    }

    @Test func commandSpeaksInTheFolderOfTheConfiguration() async throws {
        let folder = try TemporaryFolder()
        try folder.write("2026-11-21T21:40:00Z\tv12\tada\trelease 12\n", to: "deploys.tsv")
        let reader = CommandChangeReader(
            command: "cat ./deploys.tsv", folder: folder.path, environment: .inherited)
        let found = try Self.changes(await reader.look(at: Self.now))
        #expect(found.map(\.id) == ["v12"])
        let failing = CommandChangeReader(
            command: "echo partly; echo 'no such host' >&2; exit 3", folder: folder.path,
            environment: .inherited)
        #expect(Self.trouble(await failing.look(at: Self.now)) == "no such host")
        let silent = CommandChangeReader(
            command: "exit 3", folder: folder.path, environment: .inherited)
        #expect(
            Self.trouble(await silent.look(at: Self.now)) == "the command ended with exit status 3")
        let flood = CommandChangeReader(
            command: "yes | head -c 3000000", folder: folder.path, environment: .inherited)
        #expect(Self.trouble(await flood.look(at: Self.now)) == "the command says more than 1 MiB")
    }

    @Test func filesAreFollowedThroughPatterns() async throws {
        let folder = try TemporaryFolder()
        try folder.write("a\n", to: "etc/one.conf")
        try folder.write("a\n", to: "etc/two.txt")
        let reader = FileChangeReader(pattern: folder.file("etc/*.conf"))
        let first = try Self.changes(await reader.look(at: Self.now))
        #expect(first.map(\.title.string) == [folder.file("etc/one.conf") + " was written"])
        try folder.write("a\nsecret=1\n", to: "etc/one.conf")
        try folder.write("b\n", to: "etc/three.conf")
        let second = try Self.changes(await reader.look(at: Self.now))
        #expect(
            second.map(\.title.string) == [
                folder.file("etc/one.conf") + ": 1 line added",
                folder.file("etc/three.conf") + " is new",
            ])
        try FileManager.default.removeItem(atPath: folder.file("etc/one.conf"))
        let third = try Self.changes(await reader.look(at: Self.now))
        #expect(third.map(\.title.string) == [folder.file("etc/one.conf") + " was deleted"])
        let none = FileChangeReader(pattern: folder.file("none/*"))
        #expect(Self.trouble(await none.look(at: Self.now)).hasPrefix("no file matches"))
    }

    /// A kubectl that answers from files and writes down what it was asked.
    private static func standIn(_ folder: TemporaryFolder) throws -> ProcessEnvironment {
        let path = try folder.write(
            """
            #!/bin/bash
            echo "$*" >> \(folder.file("asked"))
            case "$*" in
              "get deployment/api "*) cat \(folder.file("deployment.json")) ;;
              "get replicasets --selector=app=api "*) cat \(folder.file("replicasets.json")) ;;
              *) echo 'Error from server (NotFound): deployments.apps "x" not found' >&2; exit 1 ;;
            esac

            """, to: "bin/kubectl")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return .adding(["PATH": folder.file("bin") + ":/usr/bin:/bin"])
    }

    private static func replicaSet(_ number: Int, at time: String, image: String) -> String {
        """
        {"metadata": {"name": "api-\(number)", "creationTimestamp": "\(time)",
         "labels": {"pod-template-hash": "h\(number)"},
         "annotations": {"deployment.kubernetes.io/revision": "\(number)"},
         "ownerReferences": [{"kind": "Deployment", "name": "api"}]},
         "spec": {"template": {"spec": {"containers": [{"name": "api", "image": "\(image)"}]}}}}
        """
    }

    private static func deployment(_ generation: Int) -> String {
        """
        {"metadata": {"generation": \(generation)},
         "spec": {"selector": {"matchLabels": {"app": "api"}}}}
        """
    }

    @Test func rolloutsAreReadThroughKubectl() async throws {
        let folder = try TemporaryFolder()
        let environment = try Self.standIn(folder)
        let first = Self.replicaSet(1, at: "2026-11-21T20:00:00Z", image: "shop/api:1")
        let second = Self.replicaSet(2, at: "2026-11-21T21:00:00Z", image: "shop/api:2")
        try folder.write(Self.deployment(1), to: "deployment.json")
        try folder.write("{\"items\": [\(first)]}", to: "replicasets.json")
        let reader = RolloutReader(
            workload: "deployment/api", namespace: "shop", context: "prod",
            environment: environment)
        #expect(
            try Self.changes(await reader.look(at: Self.now)).map(\.title) == ["image shop/api:1"])
        _ = await reader.look(at: Self.now)
        try folder.write(Self.deployment(2), to: "deployment.json")
        try folder.write("{\"items\": [\(second), \(first)]}", to: "replicasets.json")
        let found = try Self.changes(await reader.look(at: Self.now))
        #expect(found.last?.title == "image shop/api:2 (was shop/api:1)")
        #expect(found.last?.id == "revision 2 (h2)")
        let asked = try String(contentsOfFile: folder.file("asked"), encoding: .utf8)
            .split(separator: "\n")
        #expect(asked.count == 5, "one question while nothing moved: \(asked)")
        for line in asked { #expect(line.hasSuffix("--namespace=shop --context=prod"), "\(line)") }
    }

    @Test func unknownWorkloadIsOneSentence() async throws {
        let folder = try TemporaryFolder()
        let reader = RolloutReader(
            workload: "deployment/x", namespace: nil, context: nil,
            environment: try Self.standIn(folder))
        let trouble = Self.trouble(await reader.look(at: Self.now))
        #expect(trouble.contains("not found"), "\(trouble)")
        try folder.write("no json", to: "deployment.json")
        let broken = RolloutReader(
            workload: "deployment/api", namespace: nil, context: nil,
            environment: try Self.standIn(folder))
        #expect(
            Self.trouble(await broken.look(at: Self.now)) == "the answer of kubectl cannot be read")
    }

    @Test func commandsAreGoneAfterTheEnd() async throws {
        let folder = try TemporaryFolder()
        let lookout = ChangeLookout(
            [
                ChangeSourceDefinition(
                    name: "slow",
                    kind: .command("touch \(folder.file("begun")); sleep 600 & sleep 600; wait"))
            ], folder: folder.path, environment: .adding(["MARK": folder.path]))
        lookout.look(at: 0, now: Self.now) { _ in Issue.record("there is no answer after the end") }
        #expect(await eventually { FileManager.default.fileExists(atPath: folder.file("begun")) })
        lookout.stop()
        #expect(await eventually { folder.processes().isEmpty })
    }
}
