/// Commands that want a person at a terminal; run without one they hang, fail or wait for ever.
enum TerminalNeed {
    /// True when a command of the script wants a terminal.
    static func isNeeded(by script: ShellScript) -> Bool {
        script.commands.contains { isNeeded(by: $0) }
    }

    /// Full-screen programs and the ones that ask questions, with whatever arguments.
    private static let always: Set<String> = [
        "vi", "vim", "nvim", "nano", "emacs", "pico", "joe", "mcedit", "htop", "btop", "atop",
        "k9s",
        "lazygit", "tmux", "screen", "visudo", "vipw", "passwd", "telnet", "ftp", "sftp", "mc",
        "tig",
        "watch", "nmtui", "dpkg-reconfigure", "gdb", "lnav", "iftop", "iotop", "nethogs", "mutt",
        "irb",
        "pry", "kubie",
    ]

    /// Clients that open a prompt unless their input or one of the options is given.
    private static let prompting: [String: Set<String>] = [
        "psql": ["-c", "--command", "-f", "--file", "-l", "--list", "--version", "-V"],
        "mysql": ["-e", "--execute", "--version", "-V"],
        "mariadb": ["-e", "--execute", "--version", "-V"],
        "mongo": ["--eval", "--version"], "mongosh": ["--eval", "--version", "--file", "-f"],
        "sqlplus": [], "cqlsh": ["-e", "--execute", "-f", "--version"],
        "clickhouse-client": ["-q", "--query", "--queries-file"],
        "python": ["-c", "-m", "-V", "--version"], "python3": ["-c", "-m", "-V", "--version"],
        "bc": [], "su": ["-c", "--command"],
    ]

    private static func isNeeded(by command: ShellScript.Command) -> Bool {
        var words = command.words[...]
        if words.first == "sudo", let next = words.dropFirst().first {
            if ["-i", "-s", "--login", "--shell"].contains(next), words.count == 2 { return true }
        }
        if words.first == "watch" { return true }
        CommandPrefix.strip(&words)
        guard let program = words.first.map({ String($0.split(separator: "/").last ?? $0[...]) })
        else { return false }
        let arguments = Array(words.dropFirst())
        if always.contains(program) { return !command.hasInput }
        if let options = prompting[program] {
            return !command.hasInput && opensPrompt(program, arguments, options)
        }
        return asksForTerminal(program, arguments, hasInput: command.hasInput)
    }

    private static func opensPrompt(
        _ program: String, _ arguments: [String], _ options: Set<String>
    ) -> Bool {
        if program.hasPrefix("python") || program == "sqlplus" {
            return arguments.allSatisfy { $0.hasPrefix("-") && !options.contains($0) }
        }
        return !arguments.contains { argument in
            let name = argument.prefix { $0 != "=" }
            return options.contains(String(name))
                || options.contains { $0.count == 2 && argument.hasPrefix($0) && program != "su" }
                || options.contains("-c") && isCluster(argument, with: "c")
                || options.contains("-e") && isCluster(argument, with: "e")
        }
    }

    /// `-Atc` holds the option `-c`.
    private static func isCluster(_ argument: String, with letter: Character) -> Bool {
        argument.hasPrefix("-") && !argument.hasPrefix("--") && argument.last == letter
            && argument.dropFirst().allSatisfy { $0.isLetter || $0.isNumber }
    }

    private static func asksForTerminal(
        _ program: String, _ arguments: [String], hasInput: Bool
    ) -> Bool {
        switch program {
        case "docker", "podman", "kubectl", "oc", "k", "nerdctl", "docker-compose", "crictl":
            return wantsTerminal(container: arguments)
        case "ssh", "mosh", "autossh": return !hasInput && opensShell(arguments)
        case "gcloud", "aws", "az", "heroku", "fly", "flyctl", "gds":
            return wantsTerminal(cloud: arguments.filter { $0 != "--" })
        case "top": return !arguments.contains { $0.hasPrefix("-") && $0.contains("b") }
        case "redis-cli", "valkey-cli": return !hasInput && redisPrompts(arguments)
        case "rails", "bin/rails":
            return ["c", "console", "dbconsole", "db"].contains(arguments.first)
        case "crontab": return arguments.contains("-e")
        case "git":
            let asks = arguments.contains { ["-i", "--interactive", "-p", "--patch"].contains($0) }
            let isSilent = arguments.contains {
                $0.hasPrefix("-m") || $0.hasPrefix("-am") || $0.hasPrefix("--no-edit")
                    || $0.hasPrefix("--message") || $0 == "-F" || $0.hasPrefix("-C")
            }
            return asks && arguments.first != "grep" || arguments.first == "commit" && !isSilent
        case "systemctl": return arguments.first == "edit"
        default: return false
        }
    }

    private static func wantsTerminal(container arguments: [String]) -> Bool {
        guard
            let verb = arguments.firstIndex(where: {
                ["exec", "run", "attach", "rsh", "edit", "debug"].contains($0)
            })
        else { return false }
        if ["edit", "attach", "rsh"].contains(arguments[verb]) { return true }
        return arguments[(verb + 1)...].prefix { $0 != "--" }.contains { option in
            if ["--tty", "--interactive=true", "--tty=true"].contains(option) { return true }
            let isCluster = option.hasPrefix("-") && !option.hasPrefix("--") && option.count <= 5
            return isCluster && option.dropFirst().contains("t")
                && option.dropFirst().allSatisfy { "itd".contains($0) }
        }
    }

    private static let sshValues: Set<String> = [
        "-p", "-i", "-l", "-o", "-L", "-R", "-D", "-F", "-J", "-b", "-c", "-e", "-E", "-m", "-W",
        "-B", "-I",
        "-O", "-Q", "-S", "-w",
    ]

    /// `ssh host` without a command opens a shell; `-N` only forwards.
    private static func opensShell(_ arguments: [String]) -> Bool {
        var operands = 0
        var index = 0
        while index < arguments.count {
            let argument = arguments[index]
            if operands == 0, argument.hasPrefix("-") {
                if ["-N", "-V", "-O", "-Q", "-G"].contains(argument)
                    || isCluster(argument, with: "N")
                {
                    return false
                }
                if argument == "-t" || argument == "-tt" { return true }
                if sshValues.contains(argument) { index += 1 }
            } else {
                operands += 1
            }
            index += 1
        }
        return operands <= 1
    }

    private static func wantsTerminal(cloud arguments: [String]) -> Bool {
        let words = arguments.filter { !$0.hasPrefix("-") }
        let hasCommand = arguments.contains {
            $0.hasPrefix("--command") || $0 == "-c" || $0.hasPrefix("--cmd")
        }
        let pairs = zip(words, words.dropFirst())
        if pairs.contains(where: { $0 == "sql" && $1 == "connect" }) { return true }
        if pairs.contains(where: { $0 == "ssm" && $1 == "start-session" }) {
            return !arguments.contains { $0.hasPrefix("--document-name") }
        }
        if words.contains("ssh"), !hasCommand { return true }
        return words.contains("execute-command") && arguments.contains("--interactive")
            || words.contains("pg:psql") || words.contains("console")
            || arguments.contains("--shell")
    }

    private static func redisPrompts(_ arguments: [String]) -> Bool {
        var rest = arguments[...]
        while let option = rest.first, option.hasPrefix("-") {
            rest.removeFirst()
            if ["-h", "-p", "-n", "-a", "-u", "--user", "--pass"].contains(option) {
                rest = rest.dropFirst()
            } else if option.hasPrefix("--"), option != "--tls", option != "--raw" {
                return false
            }
        }
        return rest.isEmpty
    }
}
