import Foundation
import LogCorpus

/// Input that is meant to make a log reader grow, crash or stall, written as fast as it is read.
enum HostileStream: String, CaseIterable {
    /// Lines of random words: no two alike.
    case words
    /// One line without an end.
    case line
    /// NUL bytes, with a line feed after each thousand.
    case nul
    /// Random bytes.
    case bytes
    /// UTF-8 with every fourth character cut short.
    case utf8

    /// Writes the stream.
    ///
    /// - Parameters:
    ///   - descriptor: A pipe.
    ///   - lines: How many lines of words.
    ///   - bytes: How many bytes of the other kinds.
    /// - Returns: What was written; less when nobody reads.
    func write(to descriptor: Int32, lines: Int, bytes: Int) -> (lines: Int, bytes: Int) {
        var random = SeededRandom(seed: 11)
        var written = (lines: 0, bytes: 0)
        var chunk: [UInt8] = []
        while self == .words ? written.lines < lines : written.bytes < bytes {
            chunk.removeAll(keepingCapacity: true)
            switch self {
            case .words: Self.addWords(&chunk, lines: min(1_000, lines - written.lines), &random)
            case .line: chunk = Array(repeating: UInt8(ascii: "x"), count: 65_536)
            case .nul:
                for _ in 0..<64 { chunk += Array(repeating: 0, count: 1_000) + [10] }
            case .bytes:
                for _ in 0..<8_192 {
                    withUnsafeBytes(of: random.next()) { chunk.append(contentsOf: $0) }
                }
            case .utf8:
                for _ in 0..<8_192 {
                    chunk += Array("é漢😀".utf8).dropLast(random.below(4))
                    if random.below(12) == 0 { chunk.append(10) }
                }
            }
            written.lines += chunk.count { $0 == 10 }
            written.bytes += chunk.count
            guard Self.send(chunk, to: descriptor) else { break }
        }
        if chunk.last != 10 { written.lines += 1 }
        return written
    }

    private static func addWords(
        _ chunk: inout [UInt8], lines: Int, _ random: inout SeededRandom
    ) {
        for _ in 0..<lines {
            for _ in 0..<random.number(3, 12) {
                for _ in 0..<random.number(3, 9) { chunk.append(UInt8(97 + random.below(26))) }
                chunk.append(32)
            }
            chunk.append(10)
        }
    }

    private static func send(_ chunk: [UInt8], to descriptor: Int32) -> Bool {
        chunk.withUnsafeBytes { bytes in
            var sent = 0
            while sent < bytes.count {
                let count = Glibc.write(
                    descriptor, bytes.baseAddress?.advanced(by: sent), bytes.count - sent)
                if count < 0, errno == EINTR { continue }
                if count <= 0 { return false }
                sent += count
            }
            return true
        }
    }
}
