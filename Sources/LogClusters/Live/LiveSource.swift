import IncidentModel

#if canImport(Glibc)
    import Glibc
#endif

/// One source while the engine runs; used on the engine's thread only.
protocol LiveSource: AnyObject {
    /// What is measured of the source.
    var gauge: SourceGauge { get }
    /// True when there may be something to read or to do.
    var isPending: Bool { get }
    /// A descriptor that tells by being readable; nil when the source has other ways.
    var descriptor: Int32? { get }
    /// Streams that may hold an unfinished record.
    var streams: [RecordStream] { get }
    /// When the source must be called without anything having happened, on the monotonic clock.
    var deadline: Int64? { get }

    /// Takes up where a checkpoint left off; called before `start`.
    func resume(from reader: inout CheckpointReader) throws(CheckpointError)
    /// Begins to deliver.
    func start()
    /// Reads what is there, within a bound, through the shared buffer; says how many bytes.
    func service(_ buffer: UnsafeMutableRawBufferPointer) -> Int
    /// The source's descriptor became readable.
    func noteReadable()
    /// Files got other names, in this order.
    func noteMoved(_ moves: [FileMove])
    /// Writes how far the source was read, such that every line is either counted or will be read again.
    ///
    /// Lines that cannot be read again are counted now.
    func writePosition(to writer: inout CheckpointWriter)
    /// Ends everything the source has started, and does not return before.
    func stop()
}

extension LiveSource {
    var descriptor: Int32? { nil }
    func noteReadable() {}
    func noteMoved(_ moves: [FileMove]) {}
    /// A source that cannot be read again has no position.
    func resume(from reader: inout CheckpointReader) throws(CheckpointError) {}
    func writePosition(to writer: inout CheckpointWriter) {
        for stream in streams { stream.flush() }
    }
}
