/// Programs that end only when somebody ends them.
enum EndlessProgram {
    static func isEndless(_ program: LintedProgram) -> Bool {
        isFollower(program) || isTunnel(program) || isMeter(program) || isServer(program)
    }

    /// What shows new lines as they come.
    private static func isFollower(_ program: LintedProgram) -> Bool {
        switch program.name {
        case "tail":
            !program.hasLong("--pid")
                && (program.hasShort("f") || program.hasShort("F") || program.hasLong("--follow"))
        case "journalctl": program.hasShort("f") || program.has("--follow")
        case "dmesg":
            program.hasShort("w") || program.hasShort("W") || program.has("--follow")
                || program.has("--follow-new")
        case "kubectl", "oc", "k", "helm", "flux", "argo", "velero", "minikube":
            followsCluster(program)
        case "docker", "podman", "nerdctl", "docker-compose", "crictl": followsContainers(program)
        case "stern": !program.has("--no-follow")
        case "kubetail": true
        case "tcpdump", "tshark", "ngrep":
            !program.hasShort("c") && !program.hasShort("r") && !program.has("--count", "-D")
                && !program.arguments.contains { $0.hasPrefix("-G") || $0.hasPrefix("duration:") }
        case "inotifywait": program.hasShort("m") || program.has("--monitor")
        case "fswatch": !program.has("-1", "--one-event")
        case "kafka-console-consumer", "kafka-console-consumer.sh":
            !program.hasLong("--max-messages", "--timeout-ms")
        case "strace": program.hasShort("p")
        case "aws": program.operands.prefix(2) == ["logs", "tail"] && program.has("--follow")
        case "gcloud": program.operands.suffix(2) == ["logging", "tail"]
        case "az": program.operands.contains("log") && program.operands.contains("tail")
        case "heroku": program.operands.first == "logs" && program.has("-t", "--tail")
        default: false
        }
    }

    private static func followsCluster(_ program: LintedProgram) -> Bool {
        let verbs = program.operands
        if verbs.contains("port-forward") || verbs.first == "proxy" { return true }
        if verbs.contains("logs") { return program.hasShort("f") || program.has("--follow") }
        if verbs.contains("get") || verbs.contains("events") {
            return program.has("-w", "--watch", "--watch-only", "--watch=true")
        }
        return program.name == "minikube" && verbs.first == "tunnel"
    }

    private static func followsContainers(_ program: LintedProgram) -> Bool {
        let verbs = program.operands
        if verbs.contains("logs") { return program.hasShort("f") || program.has("--follow") }
        if verbs.first == "stats" { return !program.has("--no-stream", "--no-stream=true") }
        if verbs.first == "events" { return !program.hasLong("--until") }
        let composes = program.name == "docker-compose" || verbs.first == "compose"
        return composes && verbs.contains("up") && !program.hasShort("d")
            && !program.has("--detach", "--wait", "--no-start")
    }

    /// What keeps a connection open.
    private static func isTunnel(_ program: LintedProgram) -> Bool {
        switch program.name {
        case "gcloud":
            program.operands.contains("proxy") || program.operands.contains("start-iap-tunnel")
        case "cloud-sql-proxy", "cloud_sql_proxy", "ngrok", "cloudflared":
            !program.has("--version", "-version") && !program.operands.contains("version")
        case "ssh", "autossh": program.hasShort("N") && !program.hasShort("f")
        case "nc", "ncat", "netcat", "socat":
            program.hasShort("l") || program.has("--listen")
                || program.name == "socat" && program.arguments.contains { $0.contains("-LISTEN:") }
        default: false
        }
    }

    /// What measures again and again.
    private static func isMeter(_ program: LintedProgram) -> Bool {
        switch program.name {
        case "ping", "ping6", "fping":
            program.name != "fping" && !program.operands.isEmpty && !program.hasShort("c")
                && !program.hasShort("w") && !program.has("--count")
        case "top": !(program.hasShort("b") && program.hasShort("n"))
        case "vmstat", "iostat", "mpstat", "pidstat", "sar", "dstat":
            hasIntervalOnly(program)
        case "redis-cli", "valkey-cli":
            program.has("--stat", "--latency", "--latency-history", "--latency-dist")
                || program.operands.contains {
                    ["monitor", "subscribe", "psubscribe"].contains($0.lowercased())
                }
        default: false
        }
    }

    /// `vmstat 1` goes on, `vmstat 1 5` and `vmstat` do not.
    private static func hasIntervalOnly(_ program: LintedProgram) -> Bool {
        var numbers = 0
        var isValue = false
        for argument in program.arguments {
            if argument.hasPrefix("-") {
                // `-p`, `-P`, `-S` and `-s` of these programs take a value.
                isValue = ["-p", "-P", "-S", "-s", "-e", "-f", "-o", "-i"].contains(argument)
            } else {
                if !isValue, argument.allSatisfy(\.isNumber) { numbers += 1 }
                isValue = false
            }
        }
        return numbers == 1
    }

    /// What serves until it is stopped.
    private static func isServer(_ program: LintedProgram) -> Bool {
        switch program.name {
        case "python", "python3", "python2":
            program.operands.contains { ["http.server", "SimpleHTTPServer"].contains($0) }
                || program.operands.contains("runserver")
        case "yes": !program.readers.contains { !$0.isEmpty }
        case "sleep": program.operands.first == "infinity"
        case "npm", "yarn", "pnpm":
            program.operands.first == "start" || program.operands.prefix(2) == ["run", "dev"]
                || program.operands.prefix(2) == ["run", "start"]
        case "uvicorn", "hypercorn": !program.has("--version", "--help")
        case "gunicorn": !program.has("-D", "--daemon", "--version", "--check-config")
        case "flask": program.operands.contains("run")
        default: false
        }
    }
}
