import Foundation

/// A folder in front of the path in which a program of ours stands in for one that tests cannot have.
///
/// The script sees the number of its call, from 1, as `CALL`; what each call was asked stands in `asked`.
struct StandIn {
    let folder: String

    init(_ name: String, in folder: String, script: String) throws {
        self.folder = folder + "/bin"
        try FileManager.default.createDirectory(
            atPath: self.folder, withIntermediateDirectories: true)
        let text = """
            #!/bin/bash
            cd '\(self.folder)' || exit 9
            echo "$*" >> asked
            CALL=$(wc -l < asked)
            \(script)
            """
        let path = self.folder + "/" + name
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    /// The path with the stand-in first.
    var path: String {
        folder + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
    }

    /// What each call was asked.
    var asked: [String] {
        let text = try? String(contentsOfFile: folder + "/asked", encoding: .utf8)
        return (text ?? "").split(separator: "\n").map(String.init)
    }
}
