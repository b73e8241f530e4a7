/// One of the two ways in which a command writes.
public enum ProcessStream: UInt8, Sendable, Equatable, CaseIterable {
    /// Descriptor 1.
    case standardOutput = 1
    /// Descriptor 2.
    case standardError = 2
}
