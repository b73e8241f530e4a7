import CellGrid
import IncidentModel
import SafeText

/// Deciding about log clusters. Nothing changes here: the journal is written first, and the engine's
/// next report shows it.
extension ConsoleState {
    /// Decides about the cluster in hand.
    func mark(_ action: (ClusterStatus) -> ClusterAction) -> [ConsoleEffect] {
        guard let cluster = clusterInHand else { return [] }
        let reference = ClusterReference(id: cluster.id, template: cluster.template)
        return [.markCluster(reference, action(cluster))]
    }

    /// Asks what a decision about the cluster in hand needs to know first.
    mutating func askToDecide(by action: ConsoleAction) {
        let choices: [ConsoleAction: ClusterChoice] = [
            .setPriority: .priority, .linkCluster: .link, .mergeCluster: .merge,
            .splitCluster: .split,
        ]
        guard let cluster = clusterInHand, let choice = choices[action] else { return }
        let reference = ClusterReference(id: cluster.id, template: cluster.template)
        prompt = Prompt(purpose: .cluster(choice, reference))
    }

    /// Takes the chosen row: links and priorities at once, what cannot be taken back after a question.
    mutating func acceptClusterChoice(
        _ choice: ClusterChoice, _ cluster: ClusterReference, _ prompt: Prompt
    ) -> [ConsoleEffect] {
        let options = ClusterOptions.options(for: choice, cluster.id, typed: prompt.line.text, self)
        guard !options.isEmpty else {
            return refuse(ClusterOptions.nothingFound(for: choice, typed: prompt.line.text))
        }
        let action = options[min(prompt.choice, options.count - 1)].action
        self.prompt = nil
        switch action {
        case .merge, .split:
            overlays.append(.confirmCluster(ClusterQuestion(cluster: cluster, action: action)))
            return []
        case .link, .unlink, .pin, .mute, .setPriority, .markFixed:
            return [.markCluster(cluster, action)]
        }
    }

    /// Does only what the person agreed to, with the clusters that were shown.
    mutating func answerClusterQuestion(
        _ question: ClusterQuestion, with key: Key
    ) -> [ConsoleEffect] {
        switch key {
        case .character("n"), .escape: overlays.removeLast()
        case .character("y"):
            overlays.removeLast()
            if let readOnlyReason { return refuse(readOnlyReason) }
            var concerned = [question.cluster.id]
            if case .merge(let other) = question.action { concerned.append(other.id) }
            let isThere = concerned.allSatisfy { id in logs.clusters.contains { $0.id == id } }
            guard isThere else { return refuse("A cluster has gone while you were asked.") }
            return [.markCluster(question.cluster, question.action)]
        case .enter: return refuse("Enter is not a yes: y does it, Esc does not.")
        case .character, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left,
            .right, .home, .end, .pageUp, .pageDown, .function, .control, .alt, .unknown:
            break
        }
        return []
    }
}
