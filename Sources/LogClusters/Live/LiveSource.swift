import IncidentModel

#if canImport(Glibc)
    import Glibc
#endif

/// One source while the engine runs; used on the engine's thread only.
protocol LiveSource: AnyObject {
    /// What the source is doing.
    var status: SourceStatus { get }
    /// True when there may be something to read or to do.
    var isPending: Bool { get }
    /// A descriptor that tells by being readable; nil when the source has other ways.
    var descriptor: Int32? { get }
    /// Streams that may hold an unfinished record.
    var streams: [RecordStream] { get }
    /// When the source must be called without anything having happened, on the monotonic clock.
    var deadline: Int64? { get }

    /// Begins to deliver.
    func start()
    /// Reads what is there, within a bound, through the shared buffer; says how many bytes.
    func service(_ buffer: UnsafeMutableRawBufferPointer) -> Int
    /// The source's descriptor became readable.
    func noteReadable()
    /// Ends everything the source has started, and does not return before.
    func stop()
}
