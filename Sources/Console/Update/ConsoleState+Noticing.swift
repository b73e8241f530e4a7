import CellGrid
import IncidentModel
import SafeText

/// What the program noticed about the incident, said as it happens.
extension ConsoleState {
    /// Says what was noticed; a clock that warns rings as well.
    mutating func react(to notice: IncidentNotice) -> [ConsoleEffect] {
        switch notice {
        case .clock(let warning): return warn(of: warning)
        case .similar(let past):
            let key = setup.keyMap.label(for: .showIncident)
            let words = RecordWords.like(past, now: now)
            show(DisplayText("\(words): \(key) shows it"), .notice)
        case .commandEnded(_, let end):
            if !end.isSuccess { show(notice.sentence, .refusal) }
        case .carriedOver, .recordedLate: show(notice.sentence, .refusal)
        case .wallClockStepped: show(notice.sentence, .notice)
        case .change, .criteria, .criterion: break
        }
        return []
    }

    private mutating func warn(of warning: ClockWarning) -> [ConsoleEffect] {
        var words = warning.headline
        if case .update = warning.clock, readOnlyReason == nil {
            words = "\(words): \(DisplayText(setup.keyMap.label(for: .sendUpdate))) writes it"
        }
        show(words, warning.isDue ? .refusal : .notice)
        return setup.ringsBell ? [.ring] : []
    }

    /// Nothing may be changed from here any more: what was being asked or typed is put away.
    mutating func becomeReadOnly(_ reason: DisplayText) {
        setup.isReadOnly = true
        setup.readOnlyReason = reason
        waitingPreviews = []
        overlays.removeAll { $0.isQuestion && $0 != .confirmQuit }
        if let purpose = prompt?.purpose, !purpose.onlyReads { prompt = nil }
        show("Read-only from now on: \(reason)", .refusal)
    }

    /// Whether a key in a question writes a note beside it: where letters answer nothing.
    func takesNote(at key: Key) -> Bool {
        guard setup.keyMap.action(for: key) == .addNote, case .character(let letter) = key,
            !"ynlcwjk".contains(letter)
        else { return false }
        if case .confirmRecord? = overlays.last { return false }
        if case .confirmRun(let question)? = overlays.last, case .words = question.answer {
            return false
        }
        return true
    }
}

extension IncidentNotice {
    /// What it says in the footer.
    fileprivate var sentence: DisplayText {
        let event = JournalEvent(
            sequence: 0, at: Timestamp(seconds: 0), monotonic: 0, actor: .empty,
            body: .noticed(self))
        return event.headline
    }
}
