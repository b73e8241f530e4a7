import IncidentModel
import SafeText

@testable import EngineRoom

extension ReportLog {
    /// The exit criteria as they were told last.
    var criteria: [ExitCriterion] {
        reports.compactMap { if case .criteria(let all) = $0 { all } else { nil } }.last ?? []
    }
    /// What hindered each resolution that was refused, by its texts.
    var hindrances: [[DisplayText]] {
        reports.compactMap { report in
            if case .resolutionRefused(let unmet) = report { unmet.map(\.id.text) } else { nil }
        }
    }
    /// What people wrote, in order.
    var edits: [IncidentEdit] {
        bodies.compactMap { if case .edited(let edit) = $0 { edit } else { nil } }
    }
    /// Updates that were recorded as sent.
    var sentUpdates: [(audience: DisplayText, text: DisplayText, channel: UpdateChannel?)] {
        bodies.compactMap { body in
            if case .updateSent(let audience, let text, let channel) = body {
                (audience, text, channel)
            } else {
                nil
            }
        }
    }
    /// The drafts that were asked for, in order.
    var drafts: [UpdateDraft] {
        reports.compactMap { if case .updateDrafted(let draft) = $0 { draft } else { nil } }
    }
    /// Turns of exit criteria that were recorded, as `text: state`.
    var criterionTurns: [String] {
        bodies.compactMap { body in
            if case .noticed(.criterion(let id, let state)) = body {
                "\(id.text): \(state.word)"
            } else {
                nil
            }
        }
    }
    /// The word for the state of a criterion as it was told last.
    func criterion(_ text: DisplayText) -> String? {
        criteria.first { $0.id.text == text }?.state.word
    }
}
