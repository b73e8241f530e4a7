/// A container's log: `docker logs` from a moment on.
///
/// The moment belongs to what is delivered, and lines of one moment may be cut apart, so a part comes
/// twice and is dropped at the seam.
struct ContainerFeed: LogFeed {
    private static let outputLane = Array("stdout".utf8)
    private static let errorLane = Array("stderr".utf8)

    private let container: String
    private var lanes = StampedLanes()

    init(container: String) { self.container = container }

    mutating func ask() -> FeedQuestion {
        lanes.beginAgain()
        let since = lanes.newest.map { InternetTime.text($0 - 1_000_000_000) } ?? "10m"
        return FeedQuestion(
            executable: "docker",
            arguments: ["logs", "--follow", "--timestamps", "--since", since, "--", container])
    }

    mutating func take(_ line: UnsafeRawBufferPointer, isError: Bool) -> FeedLine {
        // What docker says itself goes to standard error too, but bears no stamp.
        guard let (stamp, length) = InternetTime.read(line) else { return .remark }
        let lane = isError ? Self.errorLane : Self.outputLane
        guard lanes.isNew(stamp, lane: lane) else { return .duplicate }
        return .log(text: min(length + 1, line.count), stamp: stamp, lane: lane)
    }

    mutating func resume(from reader: inout CheckpointReader) throws(CheckpointError) {
        lanes = try StampedLanes(from: &reader)
    }

    func write(to writer: inout CheckpointWriter) { lanes.write(to: &writer) }
}
