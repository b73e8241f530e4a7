import IncidentModel
import SafeText

/// The words of the question before clusters are merged or one is split.
///
/// Text of log lines stays out of it: whoever can write a log line could put words in here. Numbers,
/// and what was counted, say which clusters are meant.
extension QuestionText {
    /// The words of one question.
    func clusters(_ question: ClusterQuestion) -> Content {
        var content = Content()
        content.border = .changes
        let number = question.cluster.id.number
        switch question.action {
        case .merge(let other):
            content.title = StyledText(
                "Merge cluster \(number) into cluster \(other.id.number)?", .titleActive)
            content.before =
                measures(question.cluster.id, "this") + measures(other.id, "into") + [StyledText()]
                + wrap(
                    "All lines of cluster \(number) count in cluster \(other.id.number), and so does what comes. The number \(number) then means cluster \(other.id.number).",
                    .text)
        case .split(let variable):
            content.title = StyledText(
                "Split cluster \(number) at its variable \(variable)?", .titleActive)
            content.before =
                measures(question.cluster.id, "this") + [StyledText()]
                + wrap(
                    "Each value of variable \(variable) becomes a cluster of its own.", .text)
                + values(of: question.cluster.id, variable)
        case .link, .unlink, .pin, .mute, .setPriority, .markFixed: break
        }
        content.before += wrap("There is no key that takes this back.", .changes) + [StyledText()]
        let verb = content.title.plain.hasPrefix("Merge") ? "merge them" : "split it"
        content.after = [answers([("y", verb), ("Esc", "leave it")])]
        return content
    }

    private func measures(_ id: ClusterID, _ name: String) -> [StyledText] {
        guard let cluster = state.cluster(id) else { return [] }
        let parts = [
            "cluster \(id.number)", cluster.priority.label,
            CountText.counted(cluster.records, "record"), CountText.counted(cluster.lines, "line"),
            "since \(state.wallClock.timeOrDay(cluster.firstSeen, now: state.now))",
        ]
        return fact(name, parts.joined(separator: " \(glyphs.dot) "))
    }

    private func values(of id: ClusterID, _ variable: Int) -> [StyledText] {
        guard let cluster = state.cluster(id), variable <= cluster.values.count, variable > 0 else {
            return []
        }
        let values = cluster.values[variable - 1]
        let sentence = "So far it has \(ClusterWords.distinct(values))."
        guard values.isManyMore || values.distinct > 20 else { return wrap(sentence, .text) }
        return wrap("\(sentence) That makes very many clusters.", .changes)
    }
}
