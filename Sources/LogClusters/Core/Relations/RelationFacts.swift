import IncidentModel
import SafeText

/// What is known of one cluster of warnings or errors when proposals are made.
struct RelationFacts {
    /// What `RecordAssembler` puts between an exception and the one that caused it.
    private static let chainMark: [UInt8] = Array(" caused by ".utf8)
    private static let shortestChain = 8

    var id: ClusterID
    var severity: Severity
    /// The service that speaks most; empty when none is known.
    var service: DisplayText
    /// Records of warning and worse.
    var records: Int
    /// Where the log it was first seen in starts, in nanoseconds since the epoch.
    var sourceStart: Int64
    var onset: OnsetTracker
    var traces = TraceSketch()
    /// Records that had another cluster shortly before them, for each of `NeighbourCounts.windows`.
    var neighbours: [ClusterID: InlineArray<3, Int>] = [:]
    var isWholeSeconds = false
    /// The words of the template, in lower case.
    private(set) var words: Set<[UInt8]> = []
    /// The template up to the first cause it names, without variables.
    private(set) var ownText: [UInt8] = []
    /// The causes that the template names, without variables.
    private(set) var namedCauses: [[UInt8]] = []

    init(
        id: ClusterID, severity: Severity, service: DisplayText, template: DisplayText,
        records: Int, sourceStart: Int64, onset: OnsetTracker
    ) {
        self.id = id
        self.severity = severity
        self.service = service
        self.records = records
        self.sourceStart = sourceStart
        self.onset = onset
        read(Array(template.string.utf8))
    }

    private mutating func read(_ template: [UInt8]) {
        let bytes = Self.withoutVariables(template)
        let lower = bytes.map { ($0 &- 65 < 26) ? $0 | 32 : $0 }
        let isWord = { (byte: UInt8) in
            (byte | 32) &- 97 < 26 || byte &- 48 < 10 || byte == 45 || byte == 95 || byte >= 128
        }
        words = Set(lower.split { !isWord($0) }.map(Array.init))
        var parts: [[UInt8]] = []
        var rest = bytes[...]
        while let mark = Self.range(of: Self.chainMark, in: rest) {
            parts.append(Array(rest[..<mark.lowerBound]))
            rest = rest[mark.upperBound...]
        }
        parts.append(Array(rest))
        ownText = parts[0]
        namedCauses = parts.dropFirst().filter { $0.count >= Self.shortestChain }
    }

    private static func withoutVariables(_ template: [UInt8]) -> [UInt8] {
        let wildcard = Array(Clusterer.wildcard.utf8)
        var kept: [UInt8] = []
        var rest = template[...]
        while let variable = range(of: wildcard, in: rest) {
            kept.append(contentsOf: rest[..<variable.lowerBound])
            rest = rest[variable.upperBound...]
        }
        return kept + rest
    }

    /// Where a text first stands; the general search costs more than all else here.
    private static func range(of text: [UInt8], in bytes: ArraySlice<UInt8>) -> Range<Int>? {
        guard let first = text.first else { return nil }
        var rest = bytes
        while let place = rest.firstIndex(of: first) {
            if bytes[place...].starts(with: text) { return place..<place + text.count }
            rest = bytes[(place + 1)...]
        }
        return nil
    }

    /// True when the text names a service.
    func names(_ service: DisplayText) -> Bool {
        let name = service.string.utf8.map { ($0 &- 65 < 26) ? $0 | 32 : $0 }
        return name.count >= 2 && words.contains(name)
    }

    /// True when the text says that it was caused by what the other cluster says.
    func namesAsCause(_ other: RelationFacts) -> Bool {
        namedCauses.contains { !other.ownText.ranges(of: $0).isEmpty }
    }
}
