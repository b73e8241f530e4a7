import IncidentModel
import SafeText

@testable import LogClusters

/// A book and a publisher under a clock that is set by hand.
final class ClusterDesk {
    private(set) var book: ClusterBook
    private var publisher: Publisher
    private let options: LogEngineOptions
    private static let start: Int64 = 1_795_228_360_000_000_000

    init(options: LogEngineOptions = LogEngineOptions(), shapeLimit: Int = 32_768) {
        self.options = options
        book = ClusterBook(shapeLimit: shapeLimit)
        publisher = Publisher(options: options)
    }

    func moment(_ second: Double) -> Int64 { Self.start + Int64(second * 1e9) }

    @discardableResult
    func say(
        _ line: String, at second: Double, _ severity: Severity = .error, lines: Int = 1,
        service: String = "", exception: String = "", isBacklog: Bool = false
    ) -> Int {
        var name = service
        var report = exception
        let number = name.withUTF8 { book.services.number(of: UnsafeRawBufferPointer($0)) }
        return Array(line.utf8).withUnsafeBytes { bytes in
            report.withUTF8 { reported in
                book.take(
                    RecordView(
                        text: bytes, body: bytes, lines: lines, time: nil, severity: severity,
                        service: UnsafeRawBufferPointer(rebasing: bytes[0..<0]),
                        exception: UnsafeRawBufferPointer(reported)),
                    at: moment(second), service: number, isBacklog: isBacklog)
            }
        }
    }

    func look(at second: Double) -> (LogStatus, [ClusterChange]) {
        publisher.publish(book, at: moment(second))
    }

    /// The published cluster whose template contains a text.
    func cluster(_ part: String, at second: Double) -> ClusterStatus? {
        look(at: second).0.clusters.first { $0.template.string.contains(part) }
    }

    /// Seconds until time alone changes something.
    func due(at second: Double) -> Double? {
        publisher.nextDue(book, at: moment(second)).map { Double($0 - Self.start) / 1e9 }
    }

    /// Decides about the cluster that shows a template.
    @discardableResult
    func decide(_ action: ClusterAction, on template: String, at second: Double) -> String? {
        let number = look(at: second).0.clusters.first { $0.template.string == template }?.id
        let decision = RecordedClusterAction(
            at: Timestamp(nanoseconds: moment(second)),
            cluster: ClusterReference(
                id: number ?? ClusterID(0), template: DisplayText(template)),
            action: action)
        return book.perform(decision, at: moment(second))?.string
    }

    /// Names the cluster that shows a template.
    func reference(_ template: String, at second: Double) -> ClusterReference {
        let cluster = look(at: second).0.clusters.first { $0.template.string == template }
        return ClusterReference(
            id: cluster?.id ?? ClusterID(0), template: DisplayText(template))
    }

    var checkpoint: [UInt8] {
        var writer = CheckpointWriter()
        book.write(to: &writer)
        return writer.bytes
    }

    /// Goes on with what was stored, as after a restart.
    func restart(from bytes: [UInt8]) throws {
        var reader = CheckpointReader(bytes)
        book = try ClusterBook(from: &reader)
        publisher = Publisher(options: options)
    }

    /// True when every line is counted in exactly one place.
    var addsUp: Bool {
        let counted = book.tallies.reduce(book.otherLines) { $0 + ($1?.lines ?? 0) }
        let records = book.tallies.allSatisfy {
            $0.map { $0.severityCounts.total == $0.records } ?? true
        }
        return counted == book.lines && records
    }
}
