import Glibc

/// Finds the file behind a program's name as a shell would: execvp(3), with the command's own `PATH`.
enum ExecutableSearch {
    /// The path to start.
    ///
    /// - Throws: `SystemFailure`-free; a `NotStarted` with one sentence when there is no such program.
    static func path(of name: String, environment: [String: String]) throws -> String {
        if name.contains("/") { return name }
        let path = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        for folder in path.split(separator: ":") {
            let candidate = folder + "/" + name
            if access(candidate, X_OK) == 0, !isFolder(candidate) { return candidate }
        }
        throw NotStarted(reason: "\(name): not found in PATH")
    }

    /// Whether there is a folder of that name that can be entered.
    static func isFolder(_ path: String) -> Bool {
        var details = stat()
        return stat(path, &details) == 0 && details.st_mode & S_IFMT == S_IFDIR
    }
}

/// Why a command could not start.
struct NotStarted: Error, Equatable {
    var reason: String
}
