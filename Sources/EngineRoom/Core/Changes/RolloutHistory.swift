import IncidentModel
import Probes
import SafeText

/// One revision of a workload.
struct RolloutRevision: Hashable, Sendable {
    /// Its number, from 1.
    var number: Int
    /// When its template was made; older than the revision itself after a rollback.
    var created: Timestamp
    /// What Kubernetes calls its template.
    var hash: String
    /// The number it had before it was rolled back to; nil when it was not.
    var formerly: Int?
    /// `kubernetes.io/change-cause`.
    var cause: String?
    /// When somebody had it restarted.
    var restarted: String?
    /// Images by the names of their containers.
    var images: [String: String]
}

/// The changes of a workload from look to look.
struct RolloutHistory {
    private static let revisionKey = "deployment.kubernetes.io/revision"
    private static let historyKey = "deployment.kubernetes.io/revision-history"
    private static let causeKey = "kubernetes.io/change-cause"
    private static let restartKey = "kubectl.kubernetes.io/restartedAt"

    private var newest: Int?
    private var lastLook: Timestamp?
    /// When rollbacks were seen: their templates are older.
    private var rollbacks: [Int: Timestamp] = [:]

    /// The revisions that belong to a workload, the oldest first.
    static func revisions(
        in list: RevisionList, ofKind kind: String, named name: String
    ) -> [RolloutRevision] {
        list.items.compactMap { item -> RolloutRevision? in
            let owners = item.metadata.ownerReferences ?? []
            let annotations = item.metadata.annotations ?? [:]
            guard owners.contains(where: { $0.kind.lowercased() == kind && $0.name == name }),
                let number = item.revision ?? annotations[revisionKey].flatMap({ Int($0) }),
                let created = item.metadata.creationTimestamp.flatMap(RFC3339.timestamp)
            else { return nil }
            let labels = item.metadata.labels ?? [:]
            let template = item.spec?.template ?? item.data?.spec?.template
            let containers =
                (template?.spec?.initContainers ?? []) + (template?.spec?.containers ?? [])
            let images = containers.compactMap { container -> (String, String)? in
                container.image.map { (container.name ?? "", $0) }
            }
            return RolloutRevision(
                number: number, created: created,
                hash: labels["pod-template-hash"] ?? labels["controller.kubernetes.io/hash"]
                    ?? item.metadata.name ?? "",
                formerly: annotations[historyKey]?.split(separator: ",").last.flatMap { Int($0) },
                cause: annotations[causeKey],
                restarted: template?.metadata?.annotations?[restartKey],
                images: Dictionary(images, uniquingKeysWith: { first, _ in first }))
        }.sorted { $0.number < $1.number }
    }

    /// Takes the revisions of a look.
    ///
    /// - Parameters:
    ///   - revisions: All that there are, the oldest first.
    ///   - progressed: When the workload last moved on; nil when it does not say.
    ///   - now: The time on the wall.
    /// - Returns: One change a revision. A rollback whose time nobody knows any more is left out.
    mutating func changes(
        in revisions: [RolloutRevision], progressed: Timestamp?, at now: Timestamp
    ) -> [ChangeSighting] {
        var changes: [ChangeSighting] = []
        var before: RolloutRevision?
        var youngest = Timestamp(nanoseconds: .min)
        for revision in revisions {
            let isRollback = revision.created < youngest
            youngest = max(youngest, revision.created)
            if isRollback, rollbacks[revision.number] == nil {
                let isNewest = revision.number == revisions.last?.number
                rollbacks[revision.number] = time(
                    ofRollback: revision, isNewest: isNewest, progressed, now)
            }
            let at = isRollback ? rollbacks[revision.number] : revision.created
            if let at {
                changes.append(sighting(revision, after: before, at: at, isRollback: isRollback))
            }
            before = revision
        }
        newest = revisions.last?.number ?? newest
        lastLook = now
        return changes
    }

    private func time(
        ofRollback revision: RolloutRevision, isNewest: Bool, _ progressed: Timestamp?,
        _ now: Timestamp
    ) -> Timestamp? {
        guard let lastLook, let newest, revision.number > newest else {
            return isNewest ? progressed : nil
        }
        guard let progressed, progressed >= lastLook, progressed <= now else { return now }
        return progressed
    }

    private func sighting(
        _ revision: RolloutRevision, after before: RolloutRevision?, at moment: Timestamp,
        isRollback: Bool
    ) -> ChangeSighting {
        var title = Self.title(revision, after: before)
        if isRollback {
            let former = revision.formerly.map { "to revision \($0)" } ?? "to an older template"
            title = "rolled back \(former): \(title)"
        }
        return ChangeSighting(
            id: DisplayText("revision \(revision.number) (\(revision.hash))"), at: moment,
            title: DisplayText(title))
    }

    private static func title(_ revision: RolloutRevision, after before: RolloutRevision?) -> String
    {
        if let cause = revision.cause, cause.contains(where: { !$0.isWhitespace }),
            cause != before?.cause
        {
            return cause
        }
        let moved = revision.images.keys.sorted().filter { name in
            before.map { $0.images[name] != revision.images[name] } ?? true
        }
        if !moved.isEmpty {
            return moved.map { name in
                let was = before?.images[name].map { " (was \($0))" } ?? ""
                return "image \(revision.images[name] ?? "")" + was
            }.joined(separator: ", ")
        }
        if revision.restarted != nil, revision.restarted != before?.restarted { return "restarted" }
        return "its pod template changed"
    }
}
