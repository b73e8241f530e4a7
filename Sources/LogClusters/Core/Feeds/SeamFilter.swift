/// Drops lines that come twice when a stream is taken up again a little before the place where it was lost.
///
/// Stamps never go back within one stream, but lines may share one: those are told apart by their number.
struct SeamFilter: Hashable {
    /// The newest stamp, in nanoseconds since the epoch; nil before the first line.
    private(set) var last: Int64?
    /// Lines that bore it.
    private var atLast = 0
    private var isSeam = false
    private var again = 0

    init() {}

    init(from reader: inout CheckpointReader) throws(CheckpointError) {
        last = Int64(try reader.number())
        atLast = try reader.number(in: 0...Int.max)
        beginAgain()
    }

    func write(to writer: inout CheckpointWriter) {
        writer.write(Int(last ?? 0))
        writer.write(atLast)
    }

    /// The stream starts again, at any place not behind the newest stamp.
    mutating func beginAgain() {
        isSeam = last != nil
        again = 0
    }

    /// Notes a line; false when it came before.
    mutating func isNew(_ stamp: Int64) -> Bool {
        guard let last, stamp <= last else {
            last = stamp
            atLast = 1
            isSeam = false
            return true
        }
        guard isSeam else {
            if stamp == last { atLast += 1 }
            return true
        }
        guard stamp == last else { return false }
        again += 1
        guard again > atLast else { return false }
        atLast = again
        return true
    }
}
