/// The logs of pods: `kubectl logs` from a moment on.
///
/// A follow may stall when the node rotates a log, and one that was started with a selector does not see
/// pods that come later; so it is asked again after a silence, and with a selector also every few minutes.
/// What comes twice is dropped at the seam, container by container.
struct PodFeed: LogFeed {
    private static let second: Int64 = 1_000_000_000

    private let definition: PodDefinition
    private var lanes = StampedLanes()
    /// The newest stamp when the present answer was asked for: all before it was delivered.
    private var floor: Int64?

    let stallLimit: Int64?

    init(_ definition: PodDefinition, stallLimit: Int64) {
        self.definition = definition
        self.stallLimit = stallLimit
    }

    var renewInterval: Int64? {
        switch definition.target {
        case .selector: 300 * Self.second
        case .pod, .deployment: nil
        }
    }

    mutating func ask() -> FeedQuestion {
        lanes.beginAgain()
        // One container is taken up at its own end; of many, some may have been silent for other reasons.
        let since = lanes.filters.count > 1 ? floor ?? lanes.newest : lanes.newest
        floor = lanes.newest
        var arguments = ["logs", "--follow", "--timestamps", "--prefix"]
        // The server compares whole seconds.
        arguments.append(
            since.map { "--since-time=" + InternetTime.text($0 / Self.second * Self.second) }
                ?? "--since=10m")
        if let context = definition.context { arguments.append("--context=\(context)") }
        if let namespace = definition.namespace { arguments.append("--namespace=\(namespace)") }
        arguments.append(definition.container.map { "--container=\($0)" } ?? "--all-containers")
        switch definition.target {
        case .selector(let selector):
            arguments += ["--selector=\(selector)", "--max-log-requests=100", "--ignore-errors"]
        case .pod(let name): arguments.append("pod/\(name)")
        case .deployment(let name): arguments.append("deployment/\(name)")
        }
        return FeedQuestion(executable: "kubectl", arguments: arguments)
    }

    mutating func take(_ line: UnsafeRawBufferPointer, isError: Bool) -> FeedLine {
        guard !isError, line.first == UInt8(ascii: "["),
            let end = line.firstIndex(of: UInt8(ascii: "]")), end + 2 < line.count,
            let (stamp, length) = InternetTime.read(
                UnsafeRawBufferPointer(rebasing: line[(end + 2)...]))
        else { return .remark }
        let lane = Array(line[1..<end])
        guard lanes.isNew(stamp, lane: lane) else { return .duplicate }
        return .log(text: min(end + 3 + length, line.count), stamp: stamp, lane: lane)
    }

    mutating func resume(from reader: inout CheckpointReader) throws(CheckpointError) {
        let number = try reader.number()
        lanes = try StampedLanes(from: &reader)
        floor = number == 0 ? nil : Int64(number)
    }

    func write(to writer: inout CheckpointWriter) {
        writer.write(Int(floor ?? 0))
        lanes.write(to: &writer)
    }
}
