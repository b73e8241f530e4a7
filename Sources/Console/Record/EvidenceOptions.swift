import IncidentModel

/// What can support an answer, in groups: what is selected first.
struct EvidenceOptions {
    /// Some of it under one heading.
    struct Group: Equatable {
        /// The heading.
        let title: String
        /// What can be picked.
        let evidence: [PickedEvidence]
    }

    /// How many log clusters and changes are offered.
    static let limit = 30

    /// The groups that have something in them; nothing is in two of them.
    let groups: [Group]

    /// All of it in order; a position in it is the id of a row.
    var all: [PickedEvidence] { groups.flatMap(\.evidence) }

    /// Gathers what is on the screen now.
    init(picked: PickedEvidence?, attached: [PickedEvidence], _ state: ConsoleState) {
        let services = state.services.filter { $0.verdict != .up }
            .compactMap { state.evidence(of: .service($0.id)) }
        let clusters = state.logs.clusters.sorted {
            ($0.priority, $1.records) < ($1.priority, $0.records)
        }.prefix(Self.limit).compactMap { state.evidence(of: .cluster($0.id)) }
        let steps = (state.runbooks ?? []).flatMap(\.steps)
            .filter { state.incident.step($0.id) != .pending }
            .compactMap { state.evidence(of: .step($0.id)) }
        let changes = Self.suspected(state).prefix(Self.limit).map { PickedEvidence.change($0) }
        let offered: [(String, [PickedEvidence])] = [
            ("What is selected", picked.map { [$0] } ?? []), ("Picked before", attached),
            ("Services that are not up", services), ("Log clusters", clusters),
            ("Steps that ran", steps), ("Changes before it", changes),
        ]
        var seen: Set<EvidenceSubject> = []
        groups = offered.compactMap { title, evidence in
            let fresh = evidence.filter { seen.insert(EvidenceSubject($0)).inserted }
            return fresh.isEmpty ? nil : Group(title: title, evidence: fresh)
        }
    }

    /// Changes before the first service broke, the nearest first.
    private static func suspected(_ state: ConsoleState) -> [ObservedChange] {
        let broken = state.services.filter {
            $0.verdict == .down && ServiceRanking.root(of: $0) == nil
        }
        var found: [ObservedChange] = []
        for service in broken {
            guard let since = service.since else { continue }
            for suspect in state.incident.changes(before: since, of: service.id)
            where !found.contains(suspect.change) {
                found.append(suspect.change)
            }
        }
        return found
    }
}

/// What a piece of evidence is about: what it showed at which moment does not count.
enum EvidenceSubject: Hashable {
    case service(ServiceID)
    case cluster(ClusterID)
    case step(StepID)
    case change(ObservedChange)
    case event(Int)

    init(_ evidence: PickedEvidence) {
        switch evidence {
        case .reading(let service, _, _): self = .service(service)
        case .cluster(let cluster, _): self = .cluster(cluster.id)
        case .step(let step, _, _): self = .step(step)
        case .change(let change): self = .change(change)
        case .event(let number, _): self = .event(number)
        }
    }
}

extension ConsoleState {
    /// What was picked for a question or an idea so far.
    func attachedEvidence(of target: EvidenceTarget) -> [PickedEvidence] {
        switch target {
        case .why(let number): why(number)?.evidence ?? []
        case .hypothesis(let number): hypothesis(number)?.evidence ?? []
        }
    }

    /// What can be picked on a page.
    func evidenceOptions(on page: RecordPage) -> EvidenceOptions {
        guard case .evidence(let target) = page.kind else {
            return EvidenceOptions(picked: nil, attached: [], self)
        }
        return EvidenceOptions(
            picked: page.picked, attached: attachedEvidence(of: target), self)
    }

    /// A question of the five whys.
    func why(_ number: Int) -> Why? { incident.record.whys.first { $0.number == number } }

    /// An idea of the cause.
    func hypothesis(_ number: Int) -> Hypothesis? {
        incident.record.hypotheses.first { $0.number == number }
    }

    /// An action item.
    func actionItem(_ number: Int) -> ActionItem? {
        incident.record.actionItems.first { $0.number == number }
    }
}
