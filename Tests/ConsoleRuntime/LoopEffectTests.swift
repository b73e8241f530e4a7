import CellGrid
import Console
import EngineRoom
import Foundation
import IncidentModel
import SafeText
import Testing

@testable import ConsoleRuntime

/// What the state asks for is done: against the terminal, and against a real room.
@Suite(.timeLimit(.minutes(5))) struct LoopEffectTests {
    private static let web: ServiceStatus = {
        var status = ServiceStatus(id: ServiceID("web"))
        status.verdict = .down
        status.latest = [
            Reading(
                probe: ProbeID(service: status.id, index: 0), kind: "http",
                startedAt: Timestamp(seconds: 1), duration: .milliseconds(5), outcome: .down,
                summary: "503", equivalentCommand: "curl http://127.0.0.1:1/health")
        ]
        return status
    }()

    @Test func copyGoesToTheClipboardAndIsSaid() async throws {
        let bench = try LoopBench()
        let ending = await bench.play([
            ("", { _ in bench.report(.services([Self.web], isUrgent: true)) }),
            ("503", { $0.type("y") }),
            ("copied", { $0.type("q") }),
        ])
        #expect(ending == .asked(.leaveRunning))
        #expect(bench.terminal.memory.clipboard == ["curl http://127.0.0.1:1/health"])
    }

    @Test func terminalThatCannotCopyIsNotSaidToHaveCopied() async throws {
        let bench = try LoopBench()
        bench.terminal.canCopy = false
        let ending = await bench.play([
            ("", { _ in bench.report(.services([Self.web], isUrgent: true)) }),
            ("503", { $0.type("y") }),
            ("nothing was copied", { $0.type("q") }),
        ])
        #expect(ending == .asked(.leaveRunning))
        #expect(bench.terminal.memory.clipboard.isEmpty)
    }

    @Test func outageRingsTheBell() async throws {
        let bench = try LoopBench()
        let change = ServiceChange(
            service: ServiceID("web"), from: .up, to: .down, cause: .own,
            since: Timestamp(seconds: 1), reason: "refused")
        let ending = await bench.play([
            (
                "",
                { _ in
                    bench.report(.recorded([LoopInputTests.event(.serviceChanged(change))]))
                }
            ),
            ("web DOWN", { $0.type("q") }),
        ])
        #expect(ending == .asked(.leaveRunning))
        #expect(bench.terminal.memory.ringCount == 1)
    }

    @Test func decisionAboutAClusterIsOnDiskBeforeItIsSaid() async throws {
        let bench = try LoopBench(log: "ERROR disk full on 1\nERROR disk full on 2\n")
        var isOnDiskWhenSaid = false
        let ending = await bench.play([
            ("disk full on <*>", { $0.type("2p") }),
            (
                "cluster 1 pinned",
                {
                    let pinned = (try? bench.eventsOnDisk())?.contains { body in
                        if case .clusterMarked(_, .pin(true)) = body { true } else { false }
                    }
                    isOnDiskWhenSaid = pinned ?? false
                    $0.type("q")
                }
            ),
        ])
        #expect(ending == .asked(.leaveRunning))
        #expect(isOnDiskWhenSaid)
    }

    @Test func noteIsOnDiskAndThenInTheTimeline() async throws {
        let bench = try LoopBench()
        var isOnDiskWhenShown = false
        let ending = await bench.play([
            ("", { $0.type("arestarting the db") }),
            ("restarting the db", { $0.press(.enter) }),
            (
                "note: restarting the db",
                { terminal in
                    let bodies = (try? bench.eventsOnDisk()) ?? []
                    isOnDiskWhenShown = bodies.contains(.noteAdded("restarting the db"))
                    terminal.type("q")
                }
            ),
        ])
        #expect(ending == .asked(.leaveRunning))
        #expect(isOnDiskWhenShown)
    }

    @Test func refusedRequestIsSaid() async throws {
        let bench = try LoopBench()
        let ending = await bench.play([
            ("", { _ in bench.report(.refused("not today")) }),
            ("not today", { $0.type("q") }),
        ])
        #expect(ending == .asked(.leaveRunning))
    }

    @Test func cancellingWhileLeavingEndsTheStepAndThenTheLoop() async throws {
        let bench = try LoopBench(runbook: Self.runbook("echo on; sleep 600"))
        let ending = await bench.play([
            ("Hold on", { $0.type("3r") }), ("Trust this runbook?", { $0.type("y") }),
            ("│ on", { $0.type("qc") }),
        ])
        #expect(ending == .asked(.cancelRunning))
        #expect(try ends(bench) == [.cancelled])
        #expect(processes(mentioning: bench.folder).isEmpty)
    }

    @Test func waitingForStepsLeavesWhenTheLastOneEnded() async throws {
        let bench = try LoopBench(
            runbook: Self.runbook("echo on; while [ ! -e go ]; do sleep 0.05; done; exit 4"))
        var framesWhileWaiting = 0
        var script: [(seen: String, keys: String)] = [
            ("Hold on", "3r"), ("Trust this runbook?", "y"), ("│ on", "qw"),
        ]
        let ending = await bench.run { terminal in
            if let next = script.first {
                guard terminal.text.contains(next.seen) else { return }
                script.removeFirst()
                terminal.type(next.keys)
                return
            }
            guard terminal.text.contains("as soon as no step is running") else { return }
            framesWhileWaiting += 1
            if framesWhileWaiting == 2 {
                try? Data().write(to: URL(fileURLWithPath: bench.folder + "/go"))
            }
        }
        guard case .asked = ending else {
            Issue.record("ended as \(ending)")
            return
        }
        #expect(framesWhileWaiting >= 2, "the console stays while the step runs")
        #expect(try ends(bench) == [.exited(4)])
    }

    @Test func leavingLetsTheStepGoOn() async throws {
        let bench = try LoopBench(
            runbook: Self.runbook("echo on; while [ ! -e go ]; do sleep 0.05; done"))
        let ending = await bench.play(
            [
                ("Hold on", { $0.type("3r") }), ("Trust this runbook?", { $0.type("y") }),
                ("│ on", { $0.type("ql") }),
            ], cancellingSteps: false)
        #expect(ending == .asked(.leaveRunning))
        #expect(!processes(mentioning: bench.folder).isEmpty)
        #expect(try ends(bench).isEmpty)
        try Data().write(to: URL(fileURLWithPath: bench.folder + "/go"))
        let end = ContinuousClock.now + .seconds(30)
        while !processes(mentioning: bench.folder).isEmpty, ContinuousClock.now < end {
            usleep(20_000)
        }
        #expect(processes(mentioning: bench.folder).isEmpty)
    }

    private static func runbook(_ script: String) -> String {
        "# Drill\n\n## Act\n\n### Hold on\n\n```bash\n\(script)\n```\n"
    }

    private func ends(_ bench: LoopBench) throws -> [StepEnd] {
        try bench.eventsOnDisk().compactMap { body in
            if case .stepEnded(_, _, let end, _) = body { end } else { nil }
        }
    }

    /// The living processes whose arguments or environment hold a text.
    private func processes(mentioning text: String) -> [Int] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap(Int.init).filter { id in
            ["cmdline", "environ"].contains { name in
                guard let data = FileManager.default.contents(atPath: "/proc/\(id)/\(name)") else {
                    return false
                }
                return String(decoding: data, as: UTF8.self).contains(text)
            }
        }
    }
}
