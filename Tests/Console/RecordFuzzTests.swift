import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// Random keys on the pages of the record, the same ones in every run.
struct RecordFuzzTests {
    static let keys: [Key] =
        "WAXTuadmroxsticelwynqCyp*-+1fri7d21:48".map { Key.character($0) }
        + [
            .enter, .enter, .enter, .tab, .escape, .backspace, .delete, .up, .down, .left, .right,
            .home, .end, .pageUp, .pageDown, .control("e"), .control("u"), .control("k"),
            .character("日"), .character("\u{301}"),
        ]
    static let sizes = [
        Size(columns: 140, rows: 42), Size(columns: 80, rows: 24), Size(columns: 30, rows: 8),
        Size(columns: 1, rows: 1), .zero,
    ]

    @Test(arguments: [11, 12, 13] as [UInt64])
    func randomKeysNeverCrashAndNothingChangesBeforeItIsRecorded(seed: UInt64) {
        var random = FuzzTests.Seeded(state: seed)
        var state = Fixture.written()
        var sequence = 1_000
        for round in 0..<6_000 {
            let message = Self.message(&random, state, &sequence)
            let record = state.incident.record
            let effects = update(&state, message)
            if case .input = message { #expect(state.incident.record == record) }
            for effect in effects {
                Self.answer(effect, &state, &sequence, &random)
                if case .edit(.whyRemoved) = effect { #expect(message.isKey(.character("y"))) }
                if case .edit(.actionItemRemoved) = effect {
                    #expect(message.isKey(.character("y")))
                }
                if case .resolve(let reason, _) = effect { #expect(!reason.isEmpty) }
                if case .sendUpdate(_, let text, _) = effect {
                    #expect(text.contains { !$0.isWhitespace })
                }
            }
            if round.isMultiple(of: 10) {
                var grid = CellGrid(size: state.size)
                _ = render(state, theme: .mono, into: &grid)
            }
        }
    }

    static func message(
        _ random: inout FuzzTests.Seeded, _ state: ConsoleState, _ sequence: inout Int
    ) -> ConsoleMessage {
        switch Int.random(in: 0..<60, using: &random) {
        case 0: return .input(.resized(sizes.randomElement(using: &random) ?? .zero))
        case 1: return .resolutionRefused(Fixture.exitCriteria)
        case 2: return .textEdited(Bool.random(using: &random) ? "x\n\u{1B}[1my" : nil)
        case 3:
            return .criteriaJudged(Array(Fixture.exitCriteria.shuffled(using: &random).dropFirst()))
        case 4: return .input(.paste("pasted\ntext \u{7}"))
        case 5: return .ticked(Fixture.now + .seconds(Int64(sequence)))
        case 6: return .requestRefused("not now")
        default: return .input(.key(keys.randomElement(using: &random) ?? .enter))
        }
    }

    /// What the room would answer.
    static func answer(
        _ effect: ConsoleEffect, _ state: inout ConsoleState, _ sequence: inout Int,
        _ random: inout FuzzTests.Seeded
    ) {
        sequence += 1
        switch effect {
        case .edit(let edit): state.tell(Fixture.edited(sequence, edit))
        case .draftUpdate(let audience):
            state.tell(
                .updateDrafted(
                    UpdateDraft(audience: audience, upTo: sequence, text: Fixture.draftText)))
        case .sendUpdate(let audience, let text, let channel):
            guard Bool.random(using: &random) else { return }
            state.tell(
                Fixture.event(
                    sequence,
                    .updateSent(audience: audience, text: DisplayText(text), by: channel)))
        default: break
        }
    }
}
