/// A command that ran to its end, with what it wrote.
public struct CapturedResult: Sendable, Equatable {
    /// How it ended.
    public var end: ProcessEnd
    /// What it wrote to descriptor 1; foreign bytes.
    public var standardOutput: [UInt8]
    /// What it wrote to descriptor 2; foreign bytes.
    public var standardError: [UInt8]
    /// From just before the start to the end, draining included.
    public var duration: Duration
    /// Whether more was written than the caller wanted to keep.
    public var isTruncated: Bool
}
