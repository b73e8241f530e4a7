import Glibc

/// A file descriptor with one owner, closed when the owner lets go.
struct Descriptor: ~Copyable {
    let number: Int32

    init(_ number: Int32) { self.number = number }

    deinit { close(number) }

    /// Opens a file, close-on-exec, mode 0600 if it is made.
    ///
    /// - Throws: `SystemFailure`.
    static func open(_ path: String, _ flags: Int32) throws -> Descriptor {
        while true {
            let number = Glibc.open(path, flags | O_CLOEXEC, 0o600)
            if number >= 0 { return Descriptor(number) }
            if errno != EINTR { throw SystemFailure("open \(path)") }
        }
    }

    /// Everything from the current position to the end, at most `limit` bytes.
    ///
    /// - Throws: `SystemFailure`.
    func readAll(limit: Int = 16 << 20) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < limit {
            let wanted = min(65536, limit - bytes.count)
            switch readSome(number, wanted) {
            case .bytes(let more): bytes += more
            case .end: return bytes
            case .nothingYet: throw SystemFailure("read", EAGAIN)
            case .failed(let code): throw SystemFailure("read", code)
            }
        }
        return bytes
    }

    /// Writes all of it.
    ///
    /// - Throws: `SystemFailure`; an unknown part may have been written.
    func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw SystemFailure("write")
            }
        }
    }
}

/// A descriptor for places that hold only copyable values; closed when the last holder lets go.
final class DescriptorBox: Sendable {
    let descriptor: Descriptor

    init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }
}

/// What one read gave.
enum ReadPiece: Equatable {
    case bytes([UInt8])
    case end
    case nothingYet
    case failed(Int32)
}

/// Reads once, at most `limit` bytes; the array is as long as what was read.
func readSome(_ descriptor: Int32, _ limit: Int) -> ReadPiece {
    withUnsafeTemporaryAllocation(byteCount: limit, alignment: 16) { buffer in
        while true {
            let count = read(descriptor, buffer.baseAddress, limit)
            if count > 0 { return .bytes(Array(buffer[..<count])) }
            if count == 0 { return .end }
            if errno == EAGAIN { return .nothingYet }
            if errno != EINTR { return .failed(errno) }
        }
    }
}
