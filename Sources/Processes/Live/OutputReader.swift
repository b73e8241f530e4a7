import CPosix
import Glibc

/// Reads the records of a step's output as they are appended; one big read serves many records.
struct OutputReader {
    private static let chunk = 4 * OutputRecord.maximumPayload

    private let path: String
    private var file: DescriptorBox?
    /// Where in the file the unread record starts.
    private var offset: UInt64
    private var buffer: [UInt8] = []
    private var index = 0
    /// How long the file was at the last look.
    private var length: UInt64 = 0

    init(path: String, offset: UInt64) {
        self.path = path
        self.offset = offset
    }

    /// The next piece of output; nil when there is none yet.
    ///
    /// What no runner wrote ends it for good.
    mutating func next() -> StepOutput? {
        var hasRefilled = false
        while true {
            switch OutputRecord.parse(buffer, at: index) {
            case .record(let record, let next):
                offset += UInt64(next - index)
                index = next
                if let piece = piece(record) { return piece }
            case .damaged: return nil
            case .incomplete:
                guard !hasRefilled, refill() else { return nil }
                hasRefilled = true
            }
        }
    }

    private func piece(_ record: OutputRecord) -> StepOutput? {
        record.kind.stream.map {
            StepOutput(
                stream: $0, bytes: record.payload,
                elapsed: .nanoseconds(Int64(clamping: record.nanoseconds)), nextOffset: offset,
                backlog: length > offset ? length - offset : 0)
        }
    }

    /// Reads again from the start of the unread record.
    private mutating func refill() -> Bool {
        if file == nil { file = try? DescriptorBox(Descriptor.open(path, O_RDONLY)) }
        guard let file else { return false }
        var facts = quell_file()
        if quell_open_file_facts(file.descriptor.number, &facts) == 0 {
            length = UInt64(clamping: facts.size)
        }
        let start = off_t(clamping: offset)
        buffer = [UInt8](unsafeUninitializedCapacity: Self.chunk) { bytes, count in
            count = max(0, pread(file.descriptor.number, bytes.baseAddress, bytes.count, start))
        }
        index = 0
        return !buffer.isEmpty
    }
}
