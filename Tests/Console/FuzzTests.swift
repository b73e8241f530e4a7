import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// Random keys, sizes and reports, the same ones in every run.
struct FuzzTests {
    /// SplitMix64, so that a failure can be repeated.
    struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    static let keys: [Key] =
        KeyMap.standard.bindings.flatMap(\.keys)
        + "destroyunrecorded abc!yynwlc".map { Key.character($0) }
        + [
            .enter, .enter, .escape, .backspace, .delete, .left, .right, .function(9), .alt("x"),
            .unknown,
        ]

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func randomKeysNeverCrashAndNeverRunWithoutConsent(seed: UInt64) throws {
        var random = Seeded(state: seed)
        var setup = RunningTests.filled
        setup.asciiOnly = seed.isMultiple(of: 2)
        var state = Fixture.outage(setup)
        var sequence = 11
        for round in 0..<5_000 {
            let message = Self.message(&random, state, &sequence)
            let question = state.overlays.last
            let isGivingValue = state.prompt?.valueRequest != nil
            let effects = update(&state, message)
            for effect in effects {
                if case .startRun(let run, let override) = effect {
                    Self.expectConsent(to: run, override, question, message)
                }
                if case .rollBack = effect {
                    // It goes on by itself once the value that it lacked was given.
                    #expect(message.isKey(.character("y")) || isGivingValue)
                }
                if case .writeFile = effect { #expect(message.isKey(.character("y"))) }
                if case .trustRunbook = effect { #expect(message.isKey(.character("y"))) }
                if case .markCluster(_, let action) = effect {
                    Self.expectConsent(to: action, question, message)
                }
                if case .hold = effect {
                    #expect(message.isKey(.enter))
                }
                if case .cancelStep = effect {
                    #expect(message.isKey(.character("y")))
                }
            }
            if round.isMultiple(of: 20) {
                var grid = CellGrid(size: state.size)
                _ = render(state, theme: .mono, into: &grid)
            }
        }
    }

    static func expectConsent(
        to run: RunID, _ override: Bool, _ question: Overlay?, _ message: ConsoleMessage
    ) {
        if case .runPrepared(let preview) = message {
            #expect(preview.run == run && preview.runsUnasked && !override)
            return
        }
        guard case .confirmRun(let asked)? = question else {
            Issue.record("nobody was asked")
            return
        }
        #expect(asked.preview.run == run)
        let danger = asked.preview.danger
        switch asked.answer {
        case .yes: #expect(message.isKey(.character("y")) && danger != .destroys && !override)
        case .words(let words):
            #expect(message.isKey(.enter) && asked.typed.text == words)
            #expect(danger != .destroys || words.contains("destroy"))
            #expect(override == words.contains("unrecorded"))
        }
    }

    static func expectConsent(
        to action: ClusterAction, _ question: Overlay?, _ message: ConsoleMessage
    ) {
        switch action {
        case .merge, .split:
            #expect(message.isKey(.character("y")))
            guard case .confirmCluster(let asked)? = question else {
                Issue.record("nobody was asked")
                return
            }
            #expect(asked.action == action)
        case .link, .unlink, .pin, .mute, .setPriority, .markFixed: break
        }
    }

    static func message(
        _ random: inout Seeded, _ state: ConsoleState, _ sequence: inout Int
    ) -> ConsoleMessage {
        switch Int.random(in: 0..<40, using: &random) {
        case 0:
            let columns = Int.random(in: 0...160, using: &random)
            return .input(
                .resized(Size(columns: columns, rows: Int.random(in: 0...50, using: &random))))
        case 1:
            let all = [Fixture.services, Fixture.remarkable, Fixture.storm]
            let services = all.randomElement(using: &random) ?? []
            return .servicesChanged(services.shuffled(using: &random))
        case 2:
            var logs = Bool.random(using: &random) ? Fixture.logs : Fixture.markedLogs
            if Bool.random(using: &random) { logs.forwarded = [ClusterID(2): ClusterID(1)] }
            logs.clusters = Array(logs.clusters.shuffled(using: &random).dropLast(2))
            logs.lines = Int.random(in: 0...1_000_000, using: &random)
            return .logsChanged(logs)
        case 3: return .ticked(Fixture.now + .seconds(Int64.random(in: 0...9_000, using: &random)))
        case 4, 5:
            sequence += 1
            return .recorded([event(sequence, &random)])
        case 6:
            return .recordingChanged(
                unrecorded: 1, reason: Bool.random(using: &random) ? "disk full" : nil)
        case 7: return .input(.paste("destroy\ny\n"))
        case 8:
            let step =
                Fixture.runbook.steps.randomElement(using: &random)?.id ?? Fixture.stepID(1, 1)
            return .outputArrived(Fixture.output(run: RunID("r\(sequence)"), step: step))
        case 15, 16, 17:
            let step =
                Fixture.runbook.steps.filter { !$0.commands.isEmpty }
                .randomElement(using: &random)?.id ?? Fixture.stepID(1, 1)
            return .runPrepared(Fixture.preview(step, run: "r\(sequence)"))
        case 18: return answer(&random)
        case 19: return record(&random, state)
        case 9...13:
            // Towards questions, which random keys alone would seldom meet.
            return .input(
                .key(.character(["3", "r", "y", "r", "c"].randomElement(using: &random) ?? "r")))
        case 14:
            guard case .confirmRun(let question)? = state.overlays.last,
                case .words(let words) = question.answer
            else { return .input(.key(.enter)) }
            let next = words.dropFirst(question.typed.text.count).first
            return .input(.key(next.map { .character($0) } ?? .enter))
        default: return .input(.key(keys.randomElement(using: &random) ?? .escape))
        }
    }

    /// What the room may say besides.
    static func answer(_ random: inout Seeded) -> ConsoleMessage {
        let step = Fixture.stepID(1, 1)
        let answers: [ConsoleMessage] = [
            .trustNeeded(Fixture.runbookID, step), .filePrepared(Fixture.filePreview),
            .valuesNeeded(step, [Fixture.host, Fixture.token]), .trusted([Fixture.runbookID]),
            .runbooksLoaded([Fixture.richRunbook]), .runbooksLoaded([Fixture.runbook]),
            .requestRefused("no"), Fixture.flow(.asking(step)), Fixture.flow(.running([step])),
            Fixture.flow(.stopped(at: step, reason: "exit 1")), Fixture.flow(.finished, .back),
        ]
        return answers.randomElement(using: &random) ?? .requestRefused("no")
    }

    /// Pages of the timeline, reports and judgements, asked for or not.
    static func record(_ random: inout Seeded, _ state: ConsoleState) -> ConsoleMessage {
        let total = Int.random(in: 0...2_000, using: &random)
        let offset = Int.random(in: 0...max(0, total), using: &random)
        let count = min(total - offset, Int.random(in: 0...400, using: &random))
        let filters = [state.wantedFilter, .none, TimelineFilter(excluding: ["x"])]
        let page = Fixture.notes(
            newest: total - offset, count: count, total: total,
            filter: filters.randomElement(using: &random) ?? .none)
        let messages: [ConsoleMessage] = [
            .timelineLoaded(page), .timelineLoaded(page), .timelineLoaded(page),
            .criteriaJudged(Fixture.criteria), .criteriaJudged([]),
            .pastReport("INC-1278", IncidentPageTests.report), .pastReport("INC-1278", []),
        ]
        return messages.randomElement(using: &random) ?? .timelineLoaded(page)
    }

    static func event(_ sequence: Int, _ random: inout Seeded) -> JournalEvent {
        let step = Fixture.runbook.steps.randomElement(using: &random)?.id ?? Fixture.stepID(1, 1)
        let run = RunID("r\(sequence)")
        let bodies: [EventBody] =
            Fixture.recordBodies + [
                .noticed(NoticeTests.update(isDue: Bool.random(using: &random))),
                .edited(.moment(.resolved, at: Fixture.now, reason: "r")),
                .edited(.moment(.reopened, at: Fixture.now, reason: "r")),
                .noteAdded(
                    "x", about: .event(Int.random(in: 0...sequence, using: &random), text: "t")),
                .stepStarted(step: step, title: "t", run: run, command: "c"),
                .stepEnded(step: step, run: run, end: .exited(0), took: .seconds(1)),
                .stepEnded(step: step, run: run, end: .cancelled, took: .seconds(1)),
                .stepTicked(step: step, ticked: false), .stepTicked(step: step, ticked: true),
                .noteAdded("note"),
                .localTroubleChanged(Bool.random(using: &random) ? Fixture.trouble : nil),
                .serviceReleased(service: Fixture.id("db")),
                .stepSkipped(step: step, reason: "no"),
            ]
        return JournalEvent(
            sequence: sequence, at: Fixture.now, monotonic: Int64(sequence), actor: "nora",
            body: bodies.randomElement(using: &random) ?? .consoleStopped)
    }

    @Test func everySizeDraws() {
        let state = Fixture.running()
        for columns in stride(from: 0, through: 143, by: 13) {
            for rows in stride(from: 0, through: 49, by: 7) {
                let size = Size(columns: columns, rows: rows)
                for keys in ["", "?", "q", ":", "3r", "+", "1/x"] { Self.draw(state, size, keys) }
            }
        }
    }

    @Test func logClustersDrawAtEverySize() {
        let state = Fixture.marked()
        for (columns, rows) in [(0, 0), (1, 1), (20, 5), (30, 8), (61, 14), (80, 20), (143, 49)] {
            let size = Size(columns: columns, rows: rows)
            for keys in ["M", "S", "l", "D", "J", "P", "/~(", "ot+"] {
                Self.draw(state, size, keys)
            }
            var asked = state
            asked.type("J3")
            asked.press(keys: .enter)
            Self.draw(asked, size, "")
            asked.press(keys: .escape, .enter)
            Self.draw(asked, size, "")
        }
    }

    @Test func theRecordDrawsAtEverySize() {
        let state = Fixture.recorded()
        for (columns, rows) in [(0, 0), (1, 1), (20, 5), (30, 8), (44, 11), (61, 14), (143, 49)] {
            let size = Size(columns: columns, rows: rows)
            for keys in ["I", "IGkkkk", "5jj", "5/x", "5/~(", "a"] {
                Self.draw(state, size, keys)
            }
            var read = state
            _ = read.readPast("INC-1278")
            read.tell(.pastReport("INC-1278", IncidentPageTests.report))
            Self.draw(read, size, "jj")
        }
    }

    static func draw(_ state: ConsoleState, _ size: Size, _ keys: String) {
        var shown = state
        shown.tell(.input(.resized(size)))
        shown.type(keys)
        var grid = CellGrid(size: shown.size)
        let cursor = render(shown, theme: .mono, into: &grid)
        if let cursor { #expect(grid.bounds.contains(cursor)) }
    }
}

extension ConsoleMessage {
    func isKey(_ wanted: Key) -> Bool {
        if case .input(.key(let key)) = self { return key == wanted }
        return false
    }
}
