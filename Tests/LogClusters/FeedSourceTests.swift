import Foundation
import IncidentModel
import Processes
import SafeText
import Testing

@testable import LogClusters

@Suite("Logs that other programs deliver", .serialized)
struct FeedSourceTests {
    private func options(_ standIn: StandIn) -> LogEngineOptions {
        var options = LogEngineOptions()
        options.restartDelay = .milliseconds(30)
        options.publishInterval = .milliseconds(20)
        options.recordPatience = .milliseconds(50)
        options.checkpointInterval = .milliseconds(50)
        options.environment = .adding(["PATH": standIn.path])
        return options
    }

    private static let pods = SourceKind.kubernetes(
        PodDefinition(target: .selector("app=shop"), namespace: "prod"))

    @Test("kubectl that fails and is taken up again delivers every line once")
    func dropsOverlap() async throws {
        let bench = try EngineBench()
        let standIn = try StandIn(
            "kubectl", in: bench.folder.path,
            script: """
                a='[pod/shop-1/app] 2026-11-21T06:00:0' b='[pod/shop-2/app] 2026-11-21T06:00:0'
                case $CALL in
                1) echo "${a}1.1Z one"; echo "${b}2.2Z two"; echo "${a}3.3Z three"
                   echo 'error: unexpected EOF' >&2; exit 1 ;;
                2) echo "${a}3.3Z three"; echo "${a}3.3Z three and a half"; echo "${b}2.2Z two"
                   echo "${b}4.4Z four"; exit 0 ;;
                *) echo "${a}3.3Z three and a half"; echo "${b}4.4Z four"; echo "${b}5.5Z five"
                   exec sleep 60 ;;
                esac
                """)
        bench.start([Self.pods], options: options(standIn))
        defer { bench.stop() }
        try await bench.wait { _ in bench.lines >= 6 }
        try await Task.sleep(for: .milliseconds(200))
        #expect(bench.lines == 6)
        let source = try #require(bench.status.sources.first)
        #expect(source.reconnects == 2)
        #expect(source.state == .following)
        #expect(source.detail == .empty)
        let told = bench.publications.flatMap(\.status.sources).map(\.detail.string)
        #expect(told.contains { $0.contains("status 1") && $0.contains("unexpected EOF") })
        #expect(standIn.asked.first?.contains("--since=10m") == true)
        #expect(
            standIn.asked.dropFirst().allSatisfy { $0.contains("--since-time=2026-11-21T06:00") })
    }

    @Test("a follow that stalls is taken up again")
    func wakesStalledFollow() async throws {
        let bench = try EngineBench()
        let standIn = try StandIn(
            "kubectl", in: bench.folder.path,
            script: """
                echo '[pod/web-0/app] 2026-11-21T06:00:01Z one'
                [ $CALL -gt 1 ] && echo '[pod/web-0/app] 2026-11-21T06:00:02Z two'
                exec sleep 60
                """)
        var options = options(standIn)
        options.stallLimit = .milliseconds(200)
        bench.start([.kubernetes(PodDefinition(target: .pod("web-0")))], options: options)
        defer { bench.stop() }
        try await bench.wait { _ in bench.lines == 2 }
        #expect(standIn.asked.count >= 2)
        #expect(standIn.asked.last?.hasSuffix("pod/web-0") == true)
    }

    @Test("a trace is joined container by container although lines come mixed")
    func joinsPerContainer() async throws {
        let bench = try EngineBench()
        let standIn = try StandIn(
            "kubectl", in: bench.folder.path,
            script: """
                a='[pod/shop-1/app] 2026-11-21T06:00:0' b='[pod/shop-2/app] 2026-11-21T06:00:0'
                echo "${a}1.1Z ERROR it broke"; echo "${b}1.2Z INFO fine"
                echo "${a}1.3Z   at one"; echo "${b}1.4Z INFO fine"; echo "${a}1.5Z   at two"
                exec sleep 60
                """)
        bench.start([Self.pods], options: options(standIn))
        defer { bench.stop() }
        try await bench.wait { $0.lines == 5 }
        #expect(bench.status.records == 3)
    }

    @Test("docker is taken up again where it ended, also after a restart")
    func followsContainer() async throws {
        let bench = try EngineBench()
        let standIn = try StandIn(
            "docker", in: bench.folder.path,
            script: """
                t='2026-11-21T06:00:0'
                echo "${t}1.000000001Z one"; echo "${t}2.000000002Z two" >&2
                [ $CALL -eq 1 ] && { echo 'Error response from daemon: gone' >&2; exit 1; }
                echo "${t}3.000000003Z three"
                [ $CALL -gt 2 ] && echo "${t}4.000000004Z four"
                exec sleep 60
                """)
        var options = options(standIn)
        bench.start([.docker(container: "web")], options: options)
        try await bench.wait { _ in bench.lines == 3 }
        bench.stop()
        options.checkpoint = bench.lastCheckpoint
        bench.restart([.docker(container: "web")], options: options)
        defer { bench.stop() }
        try await bench.wait { _ in bench.lines >= 4 }
        try await Task.sleep(for: .milliseconds(200))
        #expect(bench.lines == 4)
        #expect(bench.status.lines == 4)
        #expect(standIn.asked.last?.contains("--since 2026-11-21T06:00:02.000000003Z") == true)
    }

    @Test("Cloud Logging is polled; late entries are taken, known ones are not")
    func pollsCloud() async throws {
        let bench = try EngineBench()
        let standIn = try StandIn(
            "gcloud", in: bench.folder.path,
            script: """
                entry() {
                    printf '  {\\n    "insertId": "%s",\\n    "severity": "ERROR",\\n' "$1"
                    printf '    "textPayload": "order %s failed",\\n' "$1"
                    printf '    "timestamp": "2026-11-21T06:00:0%sZ"\\n  }' "$2"
                }
                case $CALL in
                1) echo '['; entry a 1.5; echo ','; entry b 2.5; echo; echo ']' ;;
                2) echo 'ERROR: (gcloud.logging.read) quota' >&2; exit 1 ;;
                *) echo '['; entry a 1.5; echo ','; entry late 2.1; echo ','; entry b 2.5
                   echo ','; entry c 3.5; echo ']' ;;
                esac
                """)
        let kind = SourceKind.gcloud(
            CloudDefinition(filter: "severity>=ERROR", every: .milliseconds(50)))
        var options = options(standIn)
        bench.start([kind], options: options)
        try await bench.wait { _ in bench.lines >= 4 && standIn.asked.count >= 5 }
        #expect(bench.lines == 4)
        let told = bench.publications.flatMap(\.status.sources).map(\.detail.string)
        #expect(told.contains { $0.contains("quota") })
        #expect(
            standIn.asked[2].contains("(severity>=ERROR) AND timestamp>=\"2026-11-21T05:59:02.5"))
        bench.stop()
        options.checkpoint = bench.lastCheckpoint
        let calls = standIn.asked.count
        bench.restart([kind], options: options)
        defer { bench.stop() }
        try await bench.wait { _ in standIn.asked.count >= calls + 3 && bench.lines >= 4 }
        #expect(bench.lines == 4)
    }

    @Test("a program that is not there is told and tried again")
    func reportsMissingProgram() async throws {
        let bench = try EngineBench()
        var options = LogEngineOptions()
        options.environment = .adding(["PATH": bench.folder.path])
        bench.start([.docker(container: "web")], options: options)
        defer { bench.stop() }
        try await bench.wait { $0.sources.first?.state == .failed }
        #expect(bench.status.sources.first?.detail.string.contains("docker") == true)
    }
}
