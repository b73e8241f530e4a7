import Glibc

/// Compares import lines with the layer table.
enum LayeringRules {
    /// What `Core/` must never import, because it would touch the world through it.
    static let worldly = [
        "NIO*", "GRDB", "Processes", "Hummingbird*", "CPosix", "CNcurses", "CPostgres",
    ]

    /// What `Core/` must never ask: the clock, the disk or the network.
    static let worldlyCalls = [
        "FileManager", "FileHandle", "Process()", "Date()", "Date.now", "ContinuousClock.now",
        "ContinuousClock()", "SuspendingClock()", "clock_gettime(", "posix_spawn", " socket(",
        "Thread.sleep", "URLSession",
    ]

    /// The violations of one file, each as `path:line: sentence`.
    ///
    /// - Parameters:
    ///   - path: The path below the package: `Sources/<layer>/…`.
    ///   - source: The file's text.
    ///   - layers: The table.
    /// - Returns: One sentence for each violation.
    static func violations(path: String, source: String, layers: [Layer]) -> [String] {
        let parts = path.split(separator: "/")
        guard parts.count > 2, parts[0] == "Sources" else { return [] }
        guard let layer = layers.first(where: { $0.name == parts[1] }) else {
            return ["\(path):1: \(parts[1]) has no row in the layer table"]
        }
        let isCore = parts[2] == "Core"
        return ImportLines.find(in: source).compactMap { found in
            let place = "\(path):\(found.line): "
            if !layer.allows(found.module) {
                return place + "\(layer.name) may not import \(found.module)"
            }
            if isCore, worldly.contains(where: { Layer.matches(found.module, $0) }) {
                return place + "Core may not import \(found.module)"
            }
            return nil
        }
    }

    /// The places where a file of `Core/` asks the clock, the disk or the network.
    static func worldlyPlaces(path: String, source: String) -> [String] {
        let parts = path.split(separator: "/")
        guard parts.count > 2, parts[2] == "Core" else { return [] }
        let used = worldlyCalls.filter { call in source.withCString { strstr($0, call) != nil } }
        if used.isEmpty { return [] }
        return source.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .flatMap { index, line -> [String] in
                let code = line.trimmingPrefix { $0 == " " }
                if code.hasPrefix("//") { return [] }
                return used.filter { code.contains($0) }
                    .map { "\(path):\(index + 1): Core may not use \($0)" }
            }
    }
}
