/// The log engine at one moment: its clusters and how far each source was read, in one piece.
///
/// Stored as a whole or not at all, so that after a restart no line is counted twice and none is left out.
public struct LogCheckpoint: Hashable, Sendable {
    /// The engine's own form; starts with its version.
    public let bytes: [UInt8]

    /// Takes back what was stored.
    public init(bytes: [UInt8]) { self.bytes = bytes }
}
