import Foundation
import IncidentModel
import SafeText
import Testing

@testable import Probes

/// Programs that answer as docker and kubectl do, and the real clients without anybody to talk to.
@Suite(.serialized) struct ContainerProbeServerTests {
    /// Writes a program that tells its arguments to `calls` and then runs some lines of sh.
    private func program(_ name: String, _ body: String, in home: LoopbackProgram) throws -> String
    {
        let path = try home.write(
            name, "#!/bin/sh\necho \"$@\" >> \(home.folder.path)/calls\n\(body)\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    private func calls(_ home: LoopbackProgram) throws -> String {
        try String(contentsOf: home.folder.appendingPathComponent("calls"), encoding: .utf8)
    }

    private func now(minus seconds: Int) -> String {
        let date = Date(timeIntervalSinceNow: -Double(seconds))
        return date.formatted(.iso8601)
    }

    @Test func runningContainerIsUpAndItsVariablesAreShownNowhere() async throws {
        let home = try LoopbackProgram()
        let json = ContainerSamples.docker(ContainerSamples.running(since: now(minus: 7200)))
        try home.write("answer", json)
        let docker = try program("docker", "cat \(home.folder.path)/answer", in: home)
        let reading = try await reading("{container: web, runtime: \(docker)}")
        #expect(reading.outcome == .up)
        #expect(reading.summary == "running")
        #expect(try calls(home) == "inspect --type container --format {{json .}} web\n")
        #expect(!"\(reading)".contains("correct-horse"))
        #expect(
            reading.equivalentCommand.string.hasSuffix(
                "docker inspect --type container --format '{{json .State}} restarts={{.RestartCount}}' web"
            ))
    }

    @Test func crashLoopIsDownThoughItRunsNow() async throws {
        let home = try LoopbackProgram()
        let state = ContainerSamples.running(
            since: now(minus: 3), exitCode: 1, finishedAt: now(minus: 9))
        try home.write("answer", ContainerSamples.docker(state, restarts: 7))
        let docker = try program("docker", "cat \(home.folder.path)/answer", in: home)
        let reading = try await reading("{container: web, runtime: \(docker)}")
        #expect(reading.outcome == .down)
        #expect(reading.failure == .state)
        #expect(reading.failedPhase == "inspect")
        #expect(
            reading.reason.string.hasPrefix(
                "container web is restarting: 7 restarts, last exit code 1, up for "))
        let patient = try await ProbesTests.reading(
            "{container: web, runtime: \(docker), expect: {restarts: 10}}")
        #expect(patient.outcome == .degraded)
        #expect(patient.failure == .state)
    }

    @Test(arguments: [
        (
            "Error response from daemon: No such container: web", Outcome.down,
            "there is no container called web"
        ),
        ("Error: no such container \"web\"", .down, "there is no container called web"),
        (
            "permission denied while trying to connect to the Docker daemon socket", .unknown,
            "docker: permission denied while trying to connect to the Docker daemon socket"
        ),
    ])
    func absentIsDownAndRefusedIsOurs(_ said: String, _ outcome: Outcome, _ reason: String)
        async throws
    {
        let home = try LoopbackProgram()
        try home.write("said", said + "\n")
        let docker = try program("docker", "cat \(home.folder.path)/said >&2; exit 1", in: home)
        let reading = try await reading("{container: web, runtime: \(docker)}")
        #expect(reading.outcome == outcome)
        #expect(reading.failure == (outcome == .down ? .state : .local))
        #expect(reading.reason.string == reason)
    }

    @Test func clientThatHangsOrIsMissingOrTalksNonsenseIsOurs() async throws {
        let home = try LoopbackProgram()
        let slow = try program("docker", "sleep 98433", in: home)
        let late = try await reading("{container: web, runtime: \(slow), timeout: 400ms}")
        #expect(late.outcome == .unknown)
        #expect(late.reason == "docker did not answer within 400 ms")
        let missing = try await reading("{container: web, runtime: /no/such/docker}")
        #expect(missing.outcome == .unknown)
        #expect(missing.reason.string.contains("docker could not start"))
        let odd = try program("podman", "echo hello", in: home)
        let nonsense = try await reading("{container: web, runtime: \(odd)}")
        #expect(nonsense.outcome == .unknown)
        #expect(nonsense.reason == "podman: the answer is not JSON")
    }

    @Test func podsOfADeploymentAreCountedAgainstItsWish() async throws {
        let home = try LoopbackProgram()
        try home.write("deployment", ContainerSamples.deployment)
        let bad = ContainerSamples.pod(
            "web-2", ready: false, restarts: 9, state: ContainerSamples.crashLoop)
        try home.write(
            "pods", ContainerSamples.list([ContainerSamples.pod("web-1", ready: true), bad]))
        let body =
            "case \"$*\" in *pods*) cat \(home.folder.path)/pods;; *) cat \(home.folder.path)/deployment;; esac"
        let kubectl = try program("kubectl", body, in: home)
        let reading = try await reading(
            "{container: \"*\", deployment: web, runtime: \(kubectl), namespace: shop, context: staging}"
        )
        #expect(reading.outcome == .degraded)
        #expect(
            reading.reason
                == "1 of 2 pods not ready: pod web-2: app is restarting (CrashLoopBackOff): 9 restarts, last exit code 1"
        )
        #expect(reading.phases.map(\.name) == ["deployment", "pods"])
        #expect(
            try calls(home) == """
                --context staging --namespace shop get deployment/web -o json
                --context staging --namespace shop get pods --selector app=web -o json

                """)
        #expect(!"\(reading)".contains("correct-horse"))
    }

    @Test(arguments: [
        (
            "Error from server (NotFound): pods \"web\" not found", Outcome.down,
            "there is no pod called web"
        ),
        (
            "Error from server (Forbidden): pods \"web\" is forbidden: User \"me\" cannot get",
            .unknown,
            "kubectl: Error from server (Forbidden): pods \"web\" is forbidden: User \"me\" cannot get"
        ),
    ])
    func clustersRefusalsAreTold(_ said: String, _ outcome: Outcome, _ reason: String) async throws
    {
        let home = try LoopbackProgram()
        try home.write(
            "said", "E1121 09:37:23.108140   12043 memcache.go:265] \"x\"\n" + said + "\n")
        let kubectl = try program("kubectl", "cat \(home.folder.path)/said >&2; exit 1", in: home)
        let reading = try await reading("{container: web, runtime: \(kubectl)}")
        #expect(reading.outcome == outcome)
        #expect(reading.reason.string == reason)
    }

    @Test func commandMayPrintTheAnswer() async throws {
        let home = try LoopbackProgram()
        let path = try home.write(
            "answer", "[" + ContainerSamples.docker(#""Status":"paused""#) + "]")
        let reading = try await reading("{container: web, runtime: {command: \"cat \(path)\"}}")
        #expect(reading.outcome == .down)
        #expect(reading.reason == "container web is paused")
        #expect(reading.equivalentCommand.string == "cat \(path)")
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/local/bin/docker")))
    func realDockerWithoutADaemonIsOurs() async throws {
        let reading = try await reading(
            "{container: web, runtime: /usr/local/bin/docker, timeout: 20s, every: 60s}")
        #expect(reading.outcome == .unknown)
        #expect(reading.summary == "no conn")
        #expect(reading.reason.string.hasPrefix("docker: Cannot connect to the Docker daemon"))
    }

    @Test func settingsThatDoNotFitAreRefused() {
        for probe in [
            "{container: \"\"}", "{container: -v}", "{container: web, runtime: rkt}",
            "{container: web, namespace: shop}", "{container: web, selector: app=web}",
            "{container: web, runtime: kubectl, selector: a=b, deployment: web}",
            "{container: web, expect: {restarts: 0}}", "{container: web, runtime: {program: x}}",
        ] {
            #expect(throws: (any Error).self, "\(probe)") {
                try services("- {name: a, probes: [\(probe)]}")
            }
        }
    }
}
