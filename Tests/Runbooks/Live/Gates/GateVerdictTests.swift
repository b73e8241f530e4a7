import IncidentModel
import Processes
import SafeText
import Testing

@testable import Runbooks

/// What one look of a verifying command says: only a command that ran to its end can let a gate pass.
@Suite struct GateVerdictTests {
    private static let now = Timestamp(seconds: 500)

    @Test func expectedStatusMeets() {
        #expect(Self.state(.exited(0)) == .met(at: Self.now))
        #expect(Self.state(.exited(1), expecting: [1]) == .met(at: Self.now))
    }

    @Test func otherStatusIsUnmetWithTheLastLineOfErrors() {
        #expect(
            Self.state(.exited(7), output: "half\nway\n", errors: "first\nno route\n\n")
                == .unmet("exit status 7: no route"))
        #expect(
            Self.state(.exited(0), expecting: [1], output: "found\n")
                == .unmet("exit status 0, expected 1: found"))
    }

    @Test func missingTextIsUnmet() {
        #expect(
            Self.state(.exited(0), wanting: "ready", output: "starting\n")
                == .unmet("“ready” is not in its output: starting"))
        #expect(Self.state(.exited(0), wanting: "ready", errors: "ready") == .met(at: Self.now))
    }

    @Test(arguments: [
        (ProcessEnd.exited(126), "cannot be executed"), (.exited(127), "command not found"),
        (.exited(137), "signal 9 ended its last command"), (.signalled(15), "ended by signal 15"),
        (.timedOut, "timed out"),
        (.couldNotStart("no such folder"), "could not start: no such folder"),
        (.cancelled, "it was stopped before its end"),
    ])
    func commandWithoutAnEndOfItsOwnIsNoData(_ end: ProcessEnd, _ sentence: String) {
        #expect(Self.state(end) == .noData(DisplayText(sentence)))
    }

    @Test func secretsAreHiddenInWhatIsSaid() {
        let state = Self.state(
            .exited(1), errors: "refused for hunter22secret", hiding: ["hunter22secret"])
        guard case .unmet(let text) = state else {
            Issue.record("it is \(state)")
            return
        }
        #expect(!text.string.contains("hunter22"))
        #expect(text.string.hasPrefix("exit status 1: refused for "))
    }

    @Test func textIsFoundAcrossPieces() {
        var output = GateOutput(expecting: "ready")
        output.take(.standardOutput, Array("not yet, rea".utf8))
        output.take(.standardError, Array("dy".utf8))
        var early = output
        let isThereEarly = early.hasExpected()
        #expect(!isThereEarly, "pieces of two streams do not make one text")
        output.take(.standardOutput, Array("dy now".utf8))
        let isThere = output.hasExpected()
        #expect(isThere)
    }

    @Test func endOfALongOutputIsKeptAndItsBeginningWasSearched() {
        var output = GateOutput(expecting: "first")
        output.take(.standardOutput, Array("first\n".utf8))
        let block = Array(String(repeating: "x", count: 99).utf8) + [10]
        for _ in 0..<2000 { output.take(.standardOutput, block) }
        output.take(.standardOutput, Array("the last\n".utf8))
        let isThere = output.hasExpected()
        #expect(isThere)
        #expect(output.lastLine(preferring: .standardOutput, .standard) == "the last")
    }

    @Test func pauseGrowsFromFiveSecondsToThirty() {
        var pace = GatePace(every: nil)
        #expect((0..<5).map { _ in pace.next() } == [5, 10, 20, 30, 30].map { .seconds($0) })
    }

    @Test func writtenPauseStays() {
        var pace = GatePace(every: .seconds(2))
        #expect((0..<3).map { _ in pace.next() } == [2, 2, 2].map { .seconds($0) })
    }

    private static func state(
        _ end: ProcessEnd, expecting statuses: Set<Int> = [0], wanting text: String? = nil,
        output: String = "", errors: String = "", hiding secrets: [String] = []
    ) -> GateState {
        var written = GateOutput(expecting: text)
        written.take(.standardOutput, Array(output.utf8))
        written.take(.standardError, Array(errors.utf8))
        return GateVerdict(
            expectedStatuses: statuses, expectedOutput: text,
            redactor: Redactor(secretValues: secrets)
        ).state(after: end, output: written, at: now)
    }
}
