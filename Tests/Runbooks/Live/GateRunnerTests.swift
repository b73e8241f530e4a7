import Foundation
import IncidentModel
import Runbooks
import SafeText
import Synchronization
import Testing

/// Checks that commands verify, with real commands.
@Suite(.timeLimit(.minutes(2))) struct GateRunnerTests {
    @Test func checkIsLookedAtUntilItHolds() async throws {
        let gates = try GateBench("```bash {verify every=100ms}\ntest -f \"$PWD/there\"\n```")
        gates.judge()
        #expect(await eventually { gates.states.contains(.unmet("exit status 1")) })
        try gates.write("there")
        #expect(await eventually { gates.isMet })
        let count = gates.states.count
        try await Task.sleep(for: .milliseconds(400))
        #expect(gates.states.count == count, "what holds is not looked at again")
    }

    @Test func expectedTextMustBeInTheOutput() async throws {
        let gates = try GateBench(
            "```bash {verify every=100ms expect=\"status: ok\"}\ncat answer; echo done\n```")
        try gates.write("answer", "status: bad\n")
        gates.judge()
        #expect(
            await eventually {
                gates.states.last == .unmet("“status: ok” is not in its output: done")
            })
        try gates.write("answer", "status: ok\n")
        #expect(await eventually { gates.isMet })
    }

    @Test func expectedStatusOneMeets() async throws {
        let gates = try GateBench("```bash {verify exit=1}\ngrep -q Oops log\n```")
        try gates.write("log", "all quiet\n")
        gates.judge()
        #expect(await eventually { gates.isMet })
    }

    @Test func missingProgramIsNoData() async throws {
        let gates = try GateBench("```bash {verify exit=1}\n[ -f x ] || no-such-program-here\n```")
        gates.judgeAgreed()
        #expect(await eventually { gates.noData?.contains("command not found: ") == true })
    }

    @Test func timedOutLookIsNoDataAndLeavesNothing() async throws {
        let gates = try GateBench(
            "```bash {verify timeout=300ms every=100ms}\ntail -f \"$MARK\"\n```")
        try gates.write("mark")
        gates.judge()
        #expect(await eventually { gates.noData == "timed out" })
        gates.runner.stop()
        #expect(gates.processes.isEmpty)
    }

    @Test func stopEndsARunningLookAndSaysNothingMore() async throws {
        let gates = try GateBench("```bash {verify}\ntail -f \"$MARK\"\n```")
        try gates.write("mark")
        gates.judge()
        #expect(await eventually { !gates.processes.isEmpty })
        gates.runner.stop()
        #expect(gates.processes.isEmpty)
        #expect(gates.states.isEmpty)
    }

    @Test func forgottenCheckIsNotLookedAtAgain() async throws {
        let gates = try GateBench("```bash {verify every=100ms}\ntest -f there\n```")
        gates.judge()
        #expect(await eventually { !gates.states.isEmpty })
        gates.runner.forget(gates.check)
        let count = gates.states.count
        try gates.write("there")
        try await Task.sleep(for: .milliseconds(500))
        #expect(gates.states.count == count)
    }

    @Test func deadlineEndsTheLooks() async throws {
        let gates = try GateBench("```bash {verify every=100ms}\ntest -f there\n```")
        gates.judge(until: gates.clock() + .seconds(-1))
        #expect(await eventually { gates.states == [.unmet("exit status 1")] })
        try gates.write("there")
        try await Task.sleep(for: .milliseconds(500))
        #expect(
            gates.states.count == 1, "there is one look even when the time is over, and no second")
    }

    @Test func commandThatChangesIsNotRunUnasked() async throws {
        let gates = try GateBench("```bash {verify every=100ms}\necho x >>made; test -f there\n```")
        gates.judge()
        #expect(
            await eventually { gates.noData == "what verifies it is not known to read only" })
        gates.runner.stop()
        #expect(!gates.exists("made"))
    }

    @Test func agreedCommandIsRunOnce() async throws {
        let gates = try GateBench("```bash {verify every=50ms}\necho x >>made; test -f there\n```")
        gates.judgeAgreed()
        #expect(await eventually { gates.states == [.unmet("exit status 1")] })
        try await Task.sleep(for: .milliseconds(300))
        gates.runner.stop()
        #expect(gates.contents("made") == "x\n")
    }

    @Test func valueReachesTheCommandByEnvironmentOnly() async throws {
        let text = """
            ---
            vars:
              api-token: {secret: true}
            ---
            ## Act
            ### Look
            ```bash {verify every=100ms timeout=20s}
            cat answer; echo "got: "<api-token>; false
            ```
            """
        let gates = try GateBench(document: text)
        try gates.write("answer", "hm\n")
        gates.judge(values: ["<api-token>": "pa55-w0rd'; touch evil"])
        #expect(await eventually { gates.states.last != nil })
        guard case .unmet(let seen)? = gates.states.last else {
            Issue.record("it is \(String(describing: gates.states.last))")
            return
        }
        #expect(seen.string.hasPrefix("exit status 1: got: "))
        #expect(!seen.string.contains("pa55"))
        #expect(!gates.exists("evil"))
        #expect(!gates.command.contains("pa55"))
    }

    @Test func missingValueIsNamed() throws {
        #expect {
            _ = try GateBench("```bash {verify}\ncurl -fsS http://<host>/\n```").prepare()
        } throws: { error in
            (error as? StepRefusal)?.missing.map(\.written) == ["<host>"]
        }
    }

    @Test func folderThatTheStepLeftIsTheCommands() async throws {
        let bench = try Bench()
        try FileManager.default.createDirectory(
            atPath: bench.work + "/inner", withIntermediateDirectories: true)
        let gates = try GateBench(
            document: """
                ## Act
                ### Go
                ```bash
                cd inner && export SEEN=yes
                ```
                ```bash {verify}
                pwd; test "$SEEN" = no
                ```
                """, bench: bench)
        #expect(try await bench.run(gates.runbook).end == .exited(0))
        gates.judge()
        #expect(
            await eventually {
                gates.states.last == .unmet(DisplayText("exit status 1: \(bench.work)/inner"))
            })
        gates.runner.stop()
    }
}

/// A runner for the first check of a small runbook.
private final class GateBench: Sendable {
    let runbook: Runbook
    let runner: GateRunner
    let check: CheckID
    private let bench: Bench
    private let seen: Seen

    private final class Seen: Sendable { let states = Mutex<[GateState]>([]) }

    convenience init(_ block: String) throws {
        try self.init(document: "## Act\n### Look\n\(block)\n")
    }

    init(document: String, bench: Bench? = nil) throws {
        self.bench = try bench ?? Bench()
        let runbook = try RunbookLoader.parse(text: document, path: "r.md", variables: ["MARK"])
        self.runbook = runbook
        check = try #require(runbook.plan.steps.first?.checks.first?.id)
        let seen = Seen()
        self.seen = seen
        runner = GateRunner(
            now: Self.now,
            publish: { _, state in seen.states.withLock { $0.append(state) } })
    }

    deinit { runner.stop() }

    private static let now: @Sendable () -> Timestamp = {
        Timestamp(nanoseconds: Int64(Date().timeIntervalSince1970 * 1e9))
    }

    func clock() -> Timestamp { Self.now() }

    func prepare(values: [DisplayText: String] = [:]) throws -> PreparedRun {
        try bench.executor.prepareVerification(
            of: check, in: runbook, environment: ["MARK": mark], workingDirectory: bench.work,
            values: values)
    }

    /// A path that only this runner's commands have in their arguments.
    private var mark: String { bench.work + "/mark" }

    func judge(until deadline: Timestamp? = nil, values: [DisplayText: String] = [:]) {
        do {
            let prepared = try prepare(values: values)
            runner.judge(check, by: prepared, until: deadline ?? clock() + .seconds(60))
        } catch {
            Issue.record("\(error)")
        }
    }

    func judgeAgreed() {
        do {
            runner.judge(check, by: try prepare(), until: nil, isAgreed: true)
        } catch {
            Issue.record("\(error)")
        }
    }

    var states: [GateState] { seen.states.withLock { $0 } }
    var isMet: Bool { if case .met? = states.last { true } else { false } }
    var noData: String? { if case .noData(let text)? = states.last { text.string } else { nil } }
    var command: String {
        (try? prepare(values: ["<api-token>": "pa55"]))?.command.string ?? "pa55"
    }

    func write(_ name: String, _ text: String = "") throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: bench.work + "/" + name))
    }

    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: bench.work + "/" + name)
    }

    func contents(_ name: String) -> String? {
        FileManager.default.contents(atPath: bench.work + "/" + name).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// The living processes with the mark among their arguments.
    var processes: [String] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.filter { Int($0) != nil }.filter { id in
            let line = FileManager.default.contents(atPath: "/proc/\(id)/cmdline") ?? Data()
            return String(decoding: line, as: UTF8.self).contains(mark)
        }
    }
}
