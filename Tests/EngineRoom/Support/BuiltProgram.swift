import Foundation

/// The program `quell` that was built with the tests.
enum BuiltProgram {
    struct NotFound: Error {}

    /// `QUELL_BINARY` wins; else the file beside the test program or in a folder above it.
    static func path() throws -> String {
        if let given = ProcessInfo.processInfo.environment["QUELL_BINARY"] { return given }
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        for start in [own, CommandLine.arguments[0], Bundle.main.bundlePath] {
            var folder = URL(fileURLWithPath: start).deletingLastPathComponent()
            while folder.path != "/" {
                let candidate = folder.appendingPathComponent("quell").path
                var isFolder: ObjCBool = false
                if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder),
                    !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: candidate)
                {
                    return candidate
                }
                folder.deleteLastPathComponent()
            }
        }
        throw NotFound()
    }
}
