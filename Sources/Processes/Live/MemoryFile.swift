import CPosix
import Glibc

/// A file without a name that holds some bytes, to be read from its start by a child.
///
/// Unlike a pipe it never blocks its writer, and nothing of it reaches a disk.
struct MemoryFile: ~Copyable {
    let descriptor: Descriptor

    /// - Throws: `SystemFailure`.
    init(_ bytes: [UInt8]) throws {
        let number = quell_memory_file("quell")
        guard number >= 0 else { throw SystemFailure("make a file in memory") }
        let made = Descriptor(number)
        try made.write(bytes)
        guard lseek(number, 0, SEEK_SET) == 0 else { throw SystemFailure("rewind") }
        descriptor = made
    }

    consuming func takeDescriptor() -> Descriptor { descriptor }
}
