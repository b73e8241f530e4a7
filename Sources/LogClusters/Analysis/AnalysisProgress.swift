/// How far an analysis has come.
public struct AnalysisProgress: Hashable, Sendable {
    /// Bytes read of all files, as they are on disk.
    public var bytes = 0
    /// Bytes of all files; nil when one of them has no known size, such as a pipe.
    public var totalBytes: Int?
    /// Lines read.
    public var lines = 0

    /// Nothing read of an unknown amount.
    public init() {}

    /// The part that is read, in whole percent and at most 99; nil when the whole is not known.
    public var percent: Int? {
        guard let totalBytes, totalBytes > 0 else { return nil }
        return min(99, Int(Double(bytes) / Double(totalBytes) * 100))
    }
}
