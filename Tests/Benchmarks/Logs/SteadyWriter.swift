import Foundation
import LogCorpus
import Synchronization

/// Appends lines to a file at a steady rate, on a thread of its own.
final class SteadyWriter: Sendable {
    private let isEnding = Atomic(false)
    private let written = Atomic(0)
    private let ended = DispatchSemaphore(value: 0)

    /// Lines that were written so far.
    var lines: Int { written.load(ordering: .relaxed) }

    /// Starts to write.
    ///
    /// - Parameters:
    ///   - path: The file; it must exist.
    ///   - rate: Lines a second, in batches each 20 ms.
    /// - Throws: `BenchmarkFailure` when the file cannot be written.
    init(path: String, rate: Int) throws {
        let descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
        guard descriptor >= 0 else { throw BenchmarkFailure("cannot write \(path)") }
        let corpus = try Corpus(records: 20_000)
        let names = corpus.services
        let messages = corpus.records.map { " INFO \(names[$0.service]) \($0.message)\n" }
        Thread.detachNewThread { [self] in
            write(messages, to: descriptor, rate: rate)
            close(descriptor)
            ended.signal()
        }
    }

    /// Stops, and returns once the last line is in the file.
    func end() {
        isEnding.store(true, ordering: .relaxed)
        ended.wait()
    }

    private func write(_ messages: [String], to descriptor: Int32, rate: Int) {
        let start = DispatchTime.now().uptimeNanoseconds
        var batch: [UInt8] = []
        var next = 0
        var number: UInt64 = 0
        let perBatch = max(1, rate / 50)
        while !isEnding.load(ordering: .relaxed) {
            let stamp = Array(Date().formatted(.iso8601).utf8)
            batch.removeAll(keepingCapacity: true)
            for _ in 0..<perBatch {
                batch += stamp
                batch += messages[next].utf8
                next = (next + 1) % messages.count
            }
            var sent = 0
            while sent < batch.count {
                let count = batch[sent...].withUnsafeBytes {
                    Glibc.write(descriptor, $0.baseAddress, $0.count)
                }
                if count <= 0 { return }
                sent += count
            }
            written.add(perBatch, ordering: .relaxed)
            number += 1
            let due = start + number * 20_000_000
            let now = DispatchTime.now().uptimeNanoseconds
            if due > now { usleep(UInt32((due - now) / 1_000)) }
        }
    }
}
