import IncidentModel
import SafeText

@testable import LogClusters

/// Records at chosen moments, counted and related as the engine does it.
struct RelationTimeline {
    struct Entry {
        var second: Double
        var severity: Severity
        var service: String
        var text: String
        var trace = ""
    }

    /// The first moment, in seconds since the epoch.
    static let start = 1_800_000_000
    private var entries: [Entry] = []
    let needs: [DisplayText: [DisplayText]]

    init(needs: [DisplayText: [DisplayText]] = [:]) { self.needs = needs }

    mutating func add(
        _ second: Double, _ severity: Severity, _ service: String, _ text: String,
        trace: String = ""
    ) {
        entries.append(
            Entry(
                second: second, severity: severity, service: service, text: text, trace: trace))
    }

    /// The clusters after all records, related at once.
    func status(byHand: [String: String?] = [:]) -> LogStatus {
        let feed = RelationFeed()
        for entry in entries.sorted(by: { $0.second < $1.second }) { feed.take(entry) }
        var proposer = RelationProposer(needs: needs, settling: .zero)
        var status = feed.status()
        var hand: [ClusterID: ClusterID?] = [:]
        for (symptom, cause) in byHand {
            guard let id = status.id(symptom) else { continue }
            hand[id] = .some(cause.flatMap { status.id($0) })
        }
        proposer.propose(
            &status, from: feed.book, version: feed.evidence.version, at: feed.now, byHand: hand)
        return status
    }

    /// Each symptom's text and its cause's, for those that have one.
    func links(byHand: [String: String?] = [:]) -> [String: String] {
        status(byHand: byHand).links
    }
}

/// A book and the evidence beside it.
final class RelationFeed {
    let book = ClusterBook()
    let evidence = RelationEvidence()
    private var publisher = Publisher(options: LogEngineOptions())
    private(set) var now: Int64 = 0

    func take(_ entry: RelationTimeline.Entry) {
        now = Int64(RelationTimeline.start) * 1_000_000_000 + Int64(entry.second * 1e9)
        let service = book.services.number(of: DisplayText(entry.service))
        Array(entry.text.utf8).withUnsafeBytes { text in
            Array(entry.trace.utf8).withUnsafeBytes { trace in
                let record = RecordView(
                    text: text, body: text, lines: 1, time: now, severity: entry.severity,
                    service: UnsafeRawBufferPointer(start: nil, count: 0), trace: trace)
                let shape = book.take(record, at: now, service: service, isBacklog: true)
                evidence.note(
                    record, shape: shape, at: now, source: 0, service: service, in: book)
            }
        }
    }

    func status() -> LogStatus { publisher.publish(book, at: now).0 }
}

extension LogStatus {
    /// The cluster whose template contains a text.
    func id(_ part: String) -> ClusterID? {
        clusters.first { $0.template.string.contains(part) }?.id
    }

    /// The template of every symptom with its cause's.
    var links: [String: String] {
        var links: [String: String] = [:]
        for cluster in clusters {
            guard let cause = cluster.symptomOf else { continue }
            links[cluster.template.string] =
                clusters.first { $0.id == cause }?.template.string ?? "?"
        }
        return links
    }
}
