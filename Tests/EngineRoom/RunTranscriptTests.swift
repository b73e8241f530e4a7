import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// Pages of output as lines that are printed once.
struct RunTranscriptTests {
    private var transcript = RunTranscript()

    private func page(_ lines: [OutputLine], total: Int? = nil) -> OutputPage {
        OutputPage(
            run: RunID("r"), step: StepID(runbook: RunbookID("b"), phase: 1, step: 1),
            totalLines: total ?? lines.count, lines: lines)
    }

    private func out(_ text: DisplayText) -> OutputLine {
        OutputLine(stream: .standardOutput, text: text)
    }

    private func err(_ text: DisplayText) -> OutputLine {
        OutputLine(stream: .standardError, text: text)
    }

    @Test mutating func linesArePrintedOnceAndInOrder() {
        #expect(transcript.take(page([out("a"), out("b")])) == ["    | a"])
        #expect(transcript.take(page([out("a"), out("b"), out("c")])) == ["    | b"])
        #expect(transcript.finish(RunID("r")) == ["    | c"])
        #expect(transcript.finish(RunID("r")).isEmpty)
    }

    @Test mutating func streamsHaveTheirMarks() {
        let notice = OutputLine(stream: .notice, text: "done")
        #expect(
            transcript.take(page([out("a"), err("b"), notice]))
                == ["    | a", "    ! b", "    done"])
    }

    @Test mutating func lineThatStillGrowsIsShownAfterAWhileAndAgainWhenItChanged() {
        #expect(transcript.take(page([out("name?")])).isEmpty)
        #expect(transcript.flush() == ["    | name?"])
        #expect(transcript.flush().isEmpty)
        #expect(transcript.take(page([out("name? ada"), out("more")])) == ["    | name? ada"])
    }

    @Test mutating func lineThatEndedAsItWasShownIsNotRepeated() {
        _ = transcript.take(page([out("a")]))
        #expect(transcript.flush() == ["    | a"])
        #expect(transcript.take(page([out("a"), out("b")])).isEmpty)
        #expect(transcript.finish(RunID("r")) == ["    | b"])
    }

    @Test mutating func linesThatWereLostAreCounted() {
        _ = transcript.take(page([out("a"), out("b")]))
        let printed = transcript.take(page([out("y"), out("z")], total: 100))
        #expect(
            printed == ["    … 97 lines came too fast to be shown; all are on disk", "    | y"])
    }
}
