import IncidentModel

/// Google Cloud Logging: `gcloud logging read`, asked again and again.
///
/// Entries are ordered by their time but may arrive late, so each question overlaps with the answer
/// before; what is known by time and `insertId` is dropped (LogEntry: the two identify an entry).
struct CloudFeed: LogFeed {
    private struct Key: Hashable {
        var stamp: Int64
        var id: [UInt8]
    }

    private static let second: Int64 = 1_000_000_000
    /// An entry that arrives later than this is missed.
    private static let overlap = 60 * second
    private static let pageSize = 1_000
    private static let knownLimit = 100_000

    private let definition: CloudDefinition
    private let now: @Sendable () -> Int64
    private var newest: Int64?
    private var known: Set<Key> = []
    /// Entries of the present answer, and the stamp of its last.
    private var entries = 0
    private var pageEnd: Int64?
    private var since: Int64 = 0

    /// - Parameters:
    ///   - definition: What to ask for.
    ///   - now: The wall clock, in nanoseconds since the epoch.
    init(_ definition: CloudDefinition, now: @escaping @Sendable () -> Int64) {
        self.definition = definition
        self.now = now
    }

    var framing: FeedFraming { .array }
    var pollInterval: Int64? { definition.every.wholeNanoseconds }
    var hasMore: Bool { entries >= Self.pageSize }

    mutating func ask() -> FeedQuestion {
        if let pageEnd, hasMore {
            // A page on which all entries bear one stamp would come again and again.
            since = pageEnd > since ? pageEnd : since + 1
        } else {
            since = newest.map { $0 - Self.overlap } ?? (now() - 600 * Self.second)
        }
        entries = 0
        pageEnd = nil
        forgetOld()
        let bound = "timestamp>=\"\(InternetTime.text(since))\""
        var arguments = [
            "logging", "read", definition.filter.map { "(\($0)) AND \(bound)" } ?? bound,
            "--format=json", "--order=asc", "--limit=\(Self.pageSize)", "--quiet",
        ]
        if let project = definition.project { arguments.append("--project=\(project)") }
        return FeedQuestion(executable: "gcloud", arguments: arguments)
    }

    mutating func take(_ line: UnsafeRawBufferPointer, isError: Bool) -> FeedLine {
        guard !isError, line.first == UInt8(ascii: "{") else { return .remark }
        entries += 1
        let id = JSONMembers.value("insertId", in: line).map { Array($0) } ?? []
        guard let time = JSONMembers.value("timestamp", in: line),
            let (stamp, _) = InternetTime.read(time)
        else { return .log(text: 0, stamp: nil, lane: []) }
        pageEnd = stamp
        guard known.insert(Key(stamp: stamp, id: id)).inserted else { return .duplicate }
        newest = max(newest ?? stamp, stamp)
        return .log(text: 0, stamp: stamp, lane: [])
    }

    mutating func resume(from reader: inout CheckpointReader) throws(CheckpointError) {
        let number = try reader.number()
        for _ in 0..<(try reader.number(in: 0...Self.knownLimit)) {
            let stamp = Int64(try reader.number())
            known.insert(Key(stamp: stamp, id: try reader.text()))
        }
        newest = number == 0 ? nil : Int64(number)
    }

    func write(to writer: inout CheckpointWriter) {
        let lasting = recent.prefix(Self.knownLimit)
        writer.write(Int(newest ?? 0))
        writer.write(lasting.count)
        for key in lasting {
            writer.write(Int(key.stamp))
            writer.write(key.id)
        }
    }

    /// What a further question can bring again.
    private var recent: [Key] {
        guard let newest else { return [] }
        return known.filter { $0.stamp >= newest - Self.overlap }
            .sorted { ($0.stamp, 0) > ($1.stamp, 0) }
    }

    private mutating func forgetOld() {
        if known.count > Self.pageSize { known = Set(recent) }
    }
}
