import CPosix
import Glibc

/// The two ends of a pipe, each with its own owner; the read end does not block.
struct PipeEnds: ~Copyable {
    let reader: Descriptor
    let writer: Descriptor

    /// - Throws: `SystemFailure`, such as when no descriptor is left.
    init() throws {
        var ends: [Int32] = [-1, -1]
        let failed = quell_pipe(&ends)
        if failed != 0 { throw SystemFailure("make a pipe", failed) }
        reader = Descriptor(ends[0])
        writer = Descriptor(ends[1])
    }

    /// Keeps the read end and closes the other.
    consuming func takeReader() -> Descriptor { reader }
}
