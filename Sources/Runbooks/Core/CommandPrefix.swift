/// Words in front of a program that change how it runs, not what it does.
enum CommandPrefix {
    private struct Form {
        /// Options that take the next word with them.
        var optionsWithValue: Set<String> = []
        /// Words between the options and the program.
        var operands = 0
        /// True when running a program that only reads still only reads.
        var isQuiet = true
    }

    private static let forms: [String: Form] = [
        "sudo": Form(optionsWithValue: [
            "-u", "-g", "-h", "-p", "-C", "-D", "-R", "-T", "-U", "--user", "--group", "--chdir",
        ]),
        "doas": Form(optionsWithValue: ["-u", "-C"]),
        "time": Form(optionsWithValue: ["-f"]), "builtin": Form(), "nohup": Form(),
        "setsid": Form(), "exec": Form(optionsWithValue: ["-a"]), "command": Form(),
        "busybox": Form(), "toybox": Form(), "unbuffer": Form(), "stdbuf": Form(),
        "timeout": Form(optionsWithValue: ["-k", "-s"], operands: 1),
        "nice": Form(optionsWithValue: ["-n"]),
        "ionice": Form(optionsWithValue: ["-n", "-c", "-p"]),
        "watch": Form(optionsWithValue: ["-n", "--interval"]),
        "env": Form(optionsWithValue: ["-u", "-C", "-S"]),
        "taskset": Form(operands: 1), "chrt": Form(operands: 1), "setarch": Form(operands: 1),
        "xargs": Form(optionsWithValue: ["-n", "-I", "-P", "-L", "-d", "-s", "-a", "-E"]),
        "chroot": Form(operands: 1, isQuiet: false),
        "flock": Form(
            optionsWithValue: ["-w", "-E", "--timeout", "--wait"], operands: 1, isQuiet: false),
        "parallel": Form(
            optionsWithValue: [
                "-j", "-N", "-n", "-a", "-I", "-S", "-L", "--jobs", "--colsep", "--timeout",
                "--delay", "--retries", "--joblog",
            ], isQuiet: false),
        "runuser": Form(optionsWithValue: ["-u", "-g", "-G", "-s", "-w"], isQuiet: false),
        "nsenter": Form(optionsWithValue: ["-t", "-S", "-G", "--target"], isQuiet: false),
        "unshare": Form(isQuiet: false),
        "systemd-run": Form(optionsWithValue: ["-p", "-u", "-E", "--unit"], isQuiet: false),
        "strace": Form(optionsWithValue: ["-e", "-o", "-s", "-u"], isQuiet: false),
        "prlimit": Form(isQuiet: false), "cgexec": Form(optionsWithValue: ["-g"], isQuiet: false),
    ]

    /// Takes `sudo -u x`, `timeout 5`, `/usr/bin/env A=b` and their kin away.
    ///
    /// - Parameters:
    ///   - words: The words of a command, as written or bare.
    ///   - readingOnly: True to take only those away that change nothing by themselves.
    static func strip(_ words: inout ArraySlice<String>, readingOnly: Bool = false) {
        while let first = words.first {
            let name = String(first.split(separator: "/").last ?? first[...])
            guard let form = forms[name], form.isQuiet || !readingOnly else { return }
            if name == "env", words.count == 1 { return }
            // `command -v` and `taskset -p` are about a program, they do not run it.
            let option = words.dropFirst().first ?? ""
            if name == "command", option.hasPrefix("-v") || option.hasPrefix("-V") { return }
            if ["taskset", "chrt", "ionice"].contains(name), option.isCluster(with: "p") { return }
            drop(&words, form)
            // Without a command it is `echo`.
            if name == "xargs", words.isEmpty { words = ["echo"] }
        }
    }

    private static func drop(_ words: inout ArraySlice<String>, _ form: Form) {
        words.removeFirst()
        while let option = words.first, option.hasPrefix("-"), option.count > 1 {
            words.removeFirst()
            if option == "--" { break }
            if form.optionsWithValue.contains(option) { words = words.dropFirst() }
        }
        while words.first?.isAssignment == true { words.removeFirst() }
        words = words.dropFirst(form.operands)
    }
}
