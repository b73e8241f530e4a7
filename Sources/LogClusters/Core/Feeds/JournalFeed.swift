/// The systemd journal: `journalctl` behind a cursor.
///
/// journalctl(1), "--after-cursor" and "-o json"; systemd.journal-fields(7).
struct JournalFeed: LogFeed {
    private let definition: JournalDefinition
    private var cursor: [UInt8] = []
    private(set) var missed = 0

    init(_ definition: JournalDefinition) { self.definition = definition }

    mutating func ask() -> FeedQuestion {
        var arguments = ["--output=json", "--all", "--no-pager", "--quiet", "--follow"]
        if let namespace = definition.namespace { arguments.append("--namespace=\(namespace)") }
        if let directory = definition.directory { arguments.append("--directory=\(directory)") }
        for unit in definition.units { arguments.append("--unit=\(unit)") }
        if cursor.isEmpty {
            arguments += ["--since=-10min", "--lines=all"]
        } else {
            arguments.append("--after-cursor=" + String(decoding: cursor, as: UTF8.self))
            arguments.append("--lines=all")
        }
        return FeedQuestion(executable: "journalctl", arguments: arguments)
    }

    mutating func take(_ line: UnsafeRawBufferPointer, isError: Bool) -> FeedLine {
        guard !isError, line.first == UInt8(ascii: "{") else { return .remark }
        var stamp: Int64?
        var members = JSONMembers(line)
        while let (key, value) = members.next() {
            // Most names are ruled out by their length.
            switch key.count {
            case 8 where key.elementsEqual("__CURSOR".utf8): cursor = Array(value)
            case 9 where key.elementsEqual("N_DROPPED".utf8): missed += Self.number(value) ?? 0
            case 20 where key.elementsEqual("__REALTIME_TIMESTAMP".utf8):
                stamp = Self.number(value).map { Int64($0) * 1_000 }
            default: break
            }
        }
        return .log(text: 0, stamp: stamp, lane: [])
    }

    mutating func resume(from reader: inout CheckpointReader) throws(CheckpointError) {
        cursor = try reader.text()
    }

    func write(to writer: inout CheckpointWriter) { writer.write(cursor) }

    private static func number(_ bytes: UnsafeRawBufferPointer) -> Int? {
        bytes.count <= 18 ? Int(String(decoding: bytes, as: UTF8.self)) : nil
    }
}
