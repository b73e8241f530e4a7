import Foundation
import Glibc
import HidingCommands
import Processes
import Testing

@Suite(.serialized) struct StepEnduranceTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// In a process of its own, so that no other test opens descriptors meanwhile.
    @Test func cancelsAtRandomMomentsLeaveNothing() async throws {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            let marker = Marker()
            var random = SeededRandom(500)
            let scripts = HidingCommand.all + ["sleep .05", "exit 3"]
            var before = 0
            for round in 0..<3 * scripts.count {
                let handle = try launch(scripts[round % scripts.count], in: folder, id: "\(round)")
                {
                    $0.environment = .adding(marker.environment)
                    $0.ladder = StopLadder(interruptMilliseconds: 40, terminateMilliseconds: 40)
                    $0.outputLimit = 1 << 20
                }
                let observer = StepObserver()
                let attachment = try observer.follow(handle.folder)
                let wait = Int.random(in: 0..<80, using: &random)
                try await Task.sleep(for: .milliseconds(wait))
                attachment.cancel()
                try #require(await observer.end() != nil)
                #expect(observer.result?.survivors == 0)
                #expect(await eventually { marker.processes().isEmpty }, "round \(round)")
                // The first run opens what stays open: the event thread's descriptors.
                if round == 0 { before = openDescriptors() }
            }
            #expect(await eventually { openDescriptors() <= before })
            #expect(await eventually { childCount() == 0 })
        }
    }

    @Test func hundredsOfCapturesLeaveNoDescriptorAndNoZombie() async throws {
        await #expect(processExitsWith: .success) {
            _ = await ProcessRunner.capture(.bash("true"), timeout: .seconds(20))
            let before = openDescriptors()
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<300 {
                    if number >= 8 { await group.next() }
                    group.addTask {
                        let script = number % 10 == 0 ? "sleep 60 & exit" : "echo x; exit 1"
                        _ = await ProcessRunner.capture(.bash(script), timeout: .seconds(20))
                    }
                }
            }
            #expect(await eventually { openDescriptors() <= before })
            #expect(await eventually { childCount() == 0 })
        }
    }

    @Test func fastOutputDoesNotGrowTheRunner() async throws {
        let script = """
            head -c 10000000 /dev/zero; until [ -e go ]; do sleep .05; done
            head -c 40000000 /dev/zero; until [ -e end ]; do sleep .05; done
            """
        let handle = try launch(script, in: folder)
        let runner = try #require(handle.status()?.runner.pid)
        let output = handle.folder + "/output"
        #expect(await eventually { sizeOfFile(output) > 10_000_000 })
        let early = residentKilobytes(runner)
        try Data().write(to: URL(fileURLWithPath: folder.file("go")))
        #expect(await eventually { sizeOfFile(output) > 50_000_000 })
        let late = residentKilobytes(runner)
        #expect(early > 0)
        #expect(late < early + 1024, "\(early) KB became \(late) KB")
        try Data().write(to: URL(fileURLWithPath: folder.file("end")))
        let observer = StepObserver()
        let attachment = try observer.follow(handle.folder)
        #expect(await observer.end() == .exited(0))
        #expect(observer.seen.pieces.reduce(0) { $0 + $1.bytes.count } == 50_000_000)
        attachment.detach()
    }

    @Test func outputBeyondTheLimitIsCountedAndTheCommandGoesOn() async throws {
        let step = try await run("head -c 1000000 /dev/zero; exit 5", in: folder) {
            $0.outputLimit = 300_000
        }
        let kept = step.seen.pieces.reduce(0) { $0 + $1.bytes.count }
        #expect(step.result?.end == .exited(5))
        #expect(kept <= 300_000)
        #expect(step.result?.droppedBytes == UInt64(1_000_000 - kept))
        let path = folder.file("step-1.1/output")
        let file = try #require(FileManager.default.contents(atPath: path))
        #expect(String(decoding: file, as: UTF8.self).hasSuffix("\(1_000_000 - kept)"))
    }

    @Test func floodBeyondTheLimitCostsNoDiskAndTheCommandEndsByItself() async throws {
        let step = try await run("head -c 300000000 /dev/zero | tr '\\0' 'x'; exit 6", in: folder) {
            $0.outputLimit = 1 << 20
        }
        #expect(step.result?.end == .exited(6))
        #expect(sizeOfFile(folder.file("step-1.1/output")) <= 1 << 20)
        let kept = step.seen.pieces.reduce(0) { $0 + $1.bytes.count }
        #expect(step.result?.droppedBytes == UInt64(300_000_000 - kept))
    }

    @Test func receiverLearnsHowFarItIsBehind() async throws {
        let step = try await run("head -c 1000000 /dev/zero | tr '\\0' '\\n'", in: folder)
        let later = StepObserver()
        let attachment = try later.follow(folder.file("step-1.1"))
        #expect(await later.end() == .exited(0))
        attachment.detach()
        let size = UInt64(sizeOfFile(folder.file("step-1.1/output")))
        #expect(later.seen.pieces.allSatisfy { $0.backlog + $0.nextOffset == size })
        #expect(later.seen.pieces.last?.backlog == 0)
        #expect(step.seen.pieces.count == later.seen.pieces.count)
    }

    @Test func quietStepWakesNobody() async throws {
        let handle = try launch("echo ready; sleep 60", in: folder)
        let observer = StepObserver()
        let attachment = try observer.follow(handle.folder)
        #expect(await eventually { observer.text() == "ready\n" })
        let runner = try #require(handle.status()?.runner.pid)
        let before = contextSwitches(runner)
        try await Task.sleep(for: .seconds(1))
        #expect(contextSwitches(runner) == before)
        attachment.cancel()
        #expect(await observer.end() == .cancelled)
    }
}

private func field(_ name: String, of pid: Int32) -> Int {
    let line = text(of: "/proc/\(pid)/status").split(separator: "\n").first {
        $0.hasPrefix(name + ":")
    }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? -1
}

private func residentKilobytes(_ pid: Int32) -> Int { field("VmRSS", of: pid) }

private func contextSwitches(_ pid: Int32) -> Int {
    field("voluntary_ctxt_switches", of: pid)
}

/// Children of this process, zombies included.
private func childCount() -> Int {
    let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
    return tasks.reduce(0) { count, task in
        count + text(of: "/proc/self/task/\(task)/children").split(separator: " ").count
    }
}
