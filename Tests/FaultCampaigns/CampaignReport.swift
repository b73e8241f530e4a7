/// What a campaign against the journal counted, and what it found wrong.
public struct CampaignReport: Sendable {
    /// What was done, with its seed.
    public let title: String
    /// Counts by name, in the order in which they first came up.
    public private(set) var counts: [(name: String, count: Int)] = []
    /// What must not be, a sentence each.
    public private(set) var violations: [String] = []

    /// Starts with nothing counted.
    public init(title: String) { self.title = title }

    /// The count under a name; 0 for one that never came up.
    public subscript(name: String) -> Int { counts.first { $0.name == name }?.count ?? 0 }

    /// Adds to the count under a name.
    public mutating func count(_ name: String, _ more: Int = 1) {
        if let place = counts.firstIndex(where: { $0.name == name }) {
            counts[place].count += more
        } else {
            counts.append((name, more))
        }
    }

    /// Notes something that must not be.
    public mutating func violate(_ sentence: String) { violations.append(sentence) }

    /// Notes several.
    public mutating func violate(_ sentences: [String], where place: String) {
        violations += sentences.map { "\(place): \($0)" }
    }

    /// Takes in what another part of the same campaign counted.
    public mutating func merge(_ other: CampaignReport) {
        for (name, count) in other.counts { self.count(name, count) }
        violations += other.violations
    }

    /// The counts as lines with tabs, the first violations, and a verdict.
    public var text: String {
        var lines = [title] + counts.map { "\($0.name)\t\($0.count)" }
        lines += violations.prefix(20).map { "VIOLATION\t\($0)" }
        lines.append("violations\t\(violations.count)\t\(violations.isEmpty ? "met" : "MISSED")")
        return lines.joined(separator: "\n") + "\n"
    }
}

/// Why a campaign could not be made at all.
public struct CampaignFailure: Error, CustomStringConvertible {
    /// One sentence.
    public let description: String

    /// Makes a failure.
    public init(_ description: String) { self.description = description }
}
