/// A file that is fetched and then run: nobody has seen what it does.
enum DownloadedProgram {
    private static let runners = ShellTextReaders.shells.union([
        "source", ".", "python", "python3", "perl", "ruby", "node", "php",
    ])

    /// True when a command runs a file that one before it downloads.
    static func isRun(by commands: [ShellScript.Command]) -> Bool {
        var files: Set<String> = []
        for command in commands {
            var words = command.words.map(ShellWord.bare)[...]
            CommandPrefix.strip(&words)
            guard let program = words.first else { continue }
            let arguments = Array(words.dropFirst())
            let targets = command.redirections.filter(\.writesFile).map(\.target)
            switch base(program) {
            case "curl": files.formUnion(curlFiles(arguments) + targets.map(base))
            case "wget": files.formUnion(wgetFiles(arguments) + targets.map(base))
            case let name where runners.contains(name):
                if arguments.contains(where: { files.contains(base($0)) }) { return true }
            default:
                if program.contains("/"), files.contains(base(program)) { return true }
            }
        }
        return false
    }

    private static func base(_ path: String) -> String {
        String(path.split(separator: "/").last ?? path[...])
    }

    private static func curlFiles(_ arguments: [String]) -> [String] {
        arguments.indices.flatMap { index -> [String] in
            let word = arguments[index]
            let next = index + 1 < arguments.count ? [base(arguments[index + 1])] : []
            if word == "--output" { return next }
            if word.hasPrefix("--") { return word == "--remote-name" ? addresses(arguments) : [] }
            guard word.hasPrefix("-") else { return [] }
            return word.hasSuffix("o") ? next : word.contains("O") ? addresses(arguments) : []
        }
    }

    private static func wgetFiles(_ arguments: [String]) -> [String] {
        for index in arguments.indices.dropLast() where arguments[index].hasSuffix("O") {
            if arguments[index].hasPrefix("-") { return [base(arguments[index + 1])] }
        }
        return addresses(arguments)
    }

    /// What the addresses end with.
    private static func addresses(_ arguments: [String]) -> [String] {
        arguments.filter { $0.contains("://") }.map(base)
    }
}
