import IncidentModel
import SafeText

/// What people decided: what was done of it, and what waits for clusters that are not there yet.
struct DecisionLog {
    /// Decisions that wait; beyond, none is taken.
    static let waitingLimit = 1_000
    /// Decisions that are known again when they are repeated.
    private static let knownLimit = 8_192

    /// In the order in which they were taken.
    private(set) var waiting: [RecordedClusterAction] = []
    private var awaited: Set<DisplayText> = []
    /// True when a template was made that a decision waits for.
    private(set) var hasArrival = false
    private var known: [UInt64] = []
    private var knownSet: Set<UInt64> = []

    /// Remembers a decision; false when it was taken before.
    mutating func isNew(_ action: RecordedClusterAction) -> Bool {
        let identity = Self.identity(action)
        guard knownSet.insert(identity).inserted else { return false }
        known.append(identity)
        if known.count > Self.knownLimit {
            knownSet.subtract(known.prefix(Self.knownLimit / 4))
            known.removeFirst(Self.knownLimit / 4)
        }
        return true
    }

    /// The same for the same decision on every run.
    private static func identity(_ action: RecordedClusterAction) -> UInt64 {
        var writer = CheckpointWriter()
        writer.write(action)
        return writer.bytes.withUnsafeBufferPointer { bytes in
            bytes.baseAddress.map { WordHash.hash($0, bytes.count, available: bytes.count) } ?? 0
        }
    }

    /// Keeps a decision for later; false when too many wait.
    mutating func wait(_ action: RecordedClusterAction) -> Bool {
        guard waiting.count < Self.waitingLimit else { return false }
        waiting.append(action)
        lookOut(for: action)
        return true
    }

    private mutating func lookOut(for action: RecordedClusterAction) {
        awaited.insert(action.cluster.template)
        switch action.action {
        case .link(let other), .merge(let other): awaited.insert(other.template)
        case .unlink, .split, .pin, .mute, .setPriority, .markFixed: break
        }
    }

    /// A cluster shows this template from now on.
    mutating func noteTemplate(_ template: DisplayText) {
        if !awaited.isEmpty, awaited.contains(template) { hasArrival = true }
    }

    /// Hands out all that waits; what still finds no cluster is given back by `wait`.
    mutating func takeWaiting() -> [RecordedClusterAction] {
        defer {
            waiting = []
            awaited = []
            hasArrival = false
        }
        return waiting
    }
}

extension DecisionLog {
    init(from reader: inout CheckpointReader) throws(CheckpointError) {
        let count = try reader.number(in: 0...Self.waitingLimit)
        for _ in 0..<count { _ = wait(try reader.action()) }
        let knownCount = try reader.number(in: 0...Self.knownLimit)
        for _ in 0..<knownCount { known.append(try reader.hash()) }
        knownSet = Set(known)
    }

    func write(to writer: inout CheckpointWriter) {
        writer.write(waiting.count)
        for action in waiting { writer.write(action) }
        writer.write(known.count)
        for identity in known { writer.write(hash: identity) }
    }
}
