import IncidentModel

/// The figures of a source that go on after a restart.
struct SourceCounts {
    private var lines: Int
    private var bytes: Int
    private var reconnects: Int
    private var dropped: Int
    private var sampled: Int
    private var missed: Int

    /// Takes the figures of a status, without the lines that will be read again.
    init(_ status: SourceStatus, pendingLines: Int) {
        lines = status.lines - pendingLines
        bytes = status.bytes
        reconnects = status.reconnects
        dropped = status.dropped
        sampled = status.sampled
        missed = status.missed
    }

    init(from reader: inout CheckpointReader) throws(CheckpointError) {
        lines = try reader.number(in: 0...Int.max)
        bytes = try reader.number(in: 0...Int.max)
        reconnects = try reader.number(in: 0...Int.max)
        dropped = try reader.number(in: 0...Int.max)
        sampled = try reader.number(in: 0...Int.max)
        missed = try reader.number(in: 0...Int.max)
    }

    func write(to writer: inout CheckpointWriter) {
        for figure in [lines, bytes, reconnects, dropped, sampled, missed] { writer.write(figure) }
    }

    /// Lets a status go on with these figures.
    func restore(_ status: inout SourceStatus) {
        status.lines = lines
        status.bytes = bytes
        status.reconnects = reconnects
        status.dropped = dropped
        status.sampled = sampled
        status.missed = missed
    }
}
