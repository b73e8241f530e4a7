/// Where a file of a runbook goes, before the file system is asked.
enum FilePath {
    /// The absolute path, without `.` and `..`.
    ///
    /// - Parameters:
    ///   - written: As the runbook writes it; `~/` is the home folder.
    ///   - folder: Where a relative path starts; absolute.
    ///   - home: The home folder; nil when it is not known.
    /// - Returns: The path.
    /// - Throws: `StepRefusal` for what cannot be a path of one certain file.
    static func absolute(
        _ written: String, in folder: String, home: String?
    ) throws(StepRefusal) -> String {
        if written.utf8.contains(0) || written.contains(where: \.isNewline) {
            throw StepRefusal("the path \(written) has control characters in it")
        }
        let isShell = written.contains("$") || written.contains("`")
        if isShell || written.contains(where: { "*?<>".contains($0) }) {
            throw StepRefusal("the path \(written) is not one certain file: write it out in full")
        }
        if written.isEmpty || written.hasSuffix("/") {
            throw StepRefusal("the path \(written) names no file")
        }
        var path = written
        if written == "~" || written.hasPrefix("~") {
            guard written.hasPrefix("~/"), let home, home.hasPrefix("/") else {
                throw StepRefusal("whose home folder \(written) means is not known")
            }
            path = home + written.dropFirst()
        } else if !written.hasPrefix("/") {
            path = folder + "/" + written
        }
        return try plain(path)
    }

    /// True when a path is in a folder or below it; both absolute and plain.
    static func isInside(_ path: String, _ folder: String) -> Bool {
        folder == "/" || path == folder || path.hasPrefix(folder + "/")
    }

    private static func plain(_ path: String) throws(StepRefusal) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        guard !parts.isEmpty else { throw StepRefusal("the path \(path) names no file") }
        return "/" + parts.joined(separator: "/")
    }
}
