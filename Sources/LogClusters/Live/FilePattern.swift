#if canImport(Glibc)
    import Glibc
#endif

/// A path, perhaps with `*`, `?` and `[…]`, and what it matches now.
struct FilePattern {
    let path: String
    private let isGlob: Bool

    init(_ path: String) {
        self.path = path
        isGlob = path.contains { "*?[".contains($0) }
    }

    /// The matching paths in the order of their names.
    func matches() -> [String] { isGlob ? Self.expand(path) : [path] }

    /// True when a path is meant.
    func covers(_ path: String) -> Bool {
        isGlob ? fnmatch(self.path, path, FNM_PATHNAME | FNM_PERIOD) == 0 : path == self.path
    }

    /// The folders to watch for new matches.
    func folders() -> [String] {
        let parent = Self.parent(of: path)
        guard isGlob else { return [Self.nearestFolder(parent)] }
        let found = Self.expand(parent).filter(Self.isFolder)
        // Folders may match later: the fixed part in front of the first wildcard is watched as well.
        var fixed = parent
        while fixed.contains(where: { "*?[".contains($0) }) { fixed = Self.parent(of: fixed) }
        return found + [Self.nearestFolder(fixed)]
    }

    private static func expand(_ pattern: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(pattern, 0, nil, &found) == 0 else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap { index in
            found.gl_pathv?[index].map { String(cString: $0) }
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var information = stat()
        return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
    }

    private static func nearestFolder(_ path: String) -> String {
        var path = path
        while !isFolder(path), path != "/", path != "." { path = parent(of: path) }
        return path
    }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
