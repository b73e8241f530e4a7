import Foundation
import Testing

@testable import LogClusters

/// A writer with one log file in a folder, which rotates it as log rotators do and knows how many lines
/// it wrote.
final class LogFolder {
    let folder: String
    private(set) var written = 0
    private(set) var rotations = 0
    private var descriptor: Int32

    init(_ folder: String) {
        self.folder = folder
        descriptor = open(folder + "/app.log", O_WRONLY | O_CREAT | O_APPEND, 0o644)
    }

    deinit { close(descriptor) }

    var path: String { folder + "/app.log" }

    /// Writes lines, all different, some with several writes.
    func write(_ count: Int) {
        for _ in 0..<count {
            written += 1
            let line = "request \(written) of generation \(rotations) took \(written % 97) ms\n"
            let bytes = Array(line.utf8)
            let cut = written % 5 == 0 ? bytes.count / 2 : bytes.count
            _ = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, cut) }
            _ = bytes[cut...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        }
    }

    /// Renames the file and goes on in a new one.
    func rename() {
        rotations += 1
        _ = Glibc.rename(path, path + ".\(rotations)")
        close(descriptor)
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
    }

    /// Copies the file and truncates it; nothing is written in between.
    func copyAndTruncate() {
        rotations += 1
        try? FileManager.default.copyItem(atPath: path, toPath: path + ".\(rotations)")
        _ = ftruncate(descriptor, 0)
    }

    /// What `wc -l` counts in all files of the folder.
    var countedLines: Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.reduce(0) { lines, name in
            let data = FileManager.default.contents(atPath: folder + "/" + name) ?? Data()
            return lines + data.count { $0 == 10 }
        }
    }
}
