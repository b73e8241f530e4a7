/// A program that only reads, with the bounds within which that is so.
struct ReadingRule: Sendable {
    /// What the arguments must match (ICU), after one space each; nil for anything.
    var only: String?
    /// What the arguments must not match; nil for nothing.
    var never: String?

    init(only: String? = nil, never: String? = nil) {
        self.only = only
        self.never = never
    }

    /// Programs with whatever arguments.
    private static let plain: [String] = [
        "cat", "head", "tail", "grep", "egrep", "fgrep", "zgrep", "rg", "less", "more", "wc", "cut",
        "tr",
        "column", "jq", "dig", "nslookup", "host", "ping", "ping6", "traceroute", "tracepath",
        "mtr", "ps",
        "top", "htop", "df", "du", "free", "uptime", "id", "whoami", "who", "w", "last", "groups",
        "echo",
        "pwd", "which", "whereis", "stat", "file", "netstat", "lsof", "test", "[", "[[", "true",
        "false",
        ":", "cd", "export", "uname", "lsblk", "blkid", "nproc", "vmstat", "iostat", "mpstat",
        "pidstat",
        "sar", "basename", "dirname", "realpath", "readlink", "seq", "diff", "cmp", "comm", "join",
        "paste",
        "fold", "fmt", "nl", "tac", "rev", "expand", "strings", "od", "hexdump", "base64", "md5sum",
        "sha1sum", "sha256sum", "sha512sum", "cksum", "zcat", "bzcat", "xzcat", "lscpu", "lsmod",
        "lspci",
        "lsusb", "lsns", "getent", "pgrep", "pidof", "locale", "sleep", "read", "exit", "return",
        "break",
        "continue", "set", "local", "declare", "typeset", "readonly", "unset", "shift", "type",
        "wait",
        "printf", "ls", "lsb_release", "findmnt", "apt-cache", "numfmt", "getconf", "ulimit",
        "jobs", "cal",
        "kubectx", "stern", "pg_isready", "pg_lsclusters", "ausearch", "arch", "tty", "env",
        "printenv",
    ]

    /// Programs that do no harm whatever their arguments say: a search for `drop table` drops nothing.
    static let harmless: Set<String> = [
        "grep", "egrep", "fgrep", "zgrep", "rg", "cat", "head", "tail", "wc", "cut", "tr", "jq",
        "ls", "echo",
        "printf", "uniq", "column", "true",
    ]

    /// The allow-list.
    ///
    /// A program that is not on it is not known to be harmless.
    static let byProgram: [String: ReadingRule] = {
        var rules = bounded
        for program in plain { rules[program] = ReadingRule() }
        return rules
    }()

    private static let kubeVerbs =
        #"^ (?:(?:-[nls]|--(?:namespace|context|kubeconfig|cluster|user|as|server|request-timeout))[ =][^- ]\S* |--?[\w-]+(?:=\S+)? )*(?:get|describe|logs?|top|explain|version|api-resources|api-versions|cluster-info|auth (?:can-i|whoami)|config (?:view|current-context|get-contexts|get-clusters)|adm (?:top|must-gather|inspect|node-logs)|rollout (?:status|history)|events|wait|diff|whoami|status|projects?)(?= |$)"#
    private static let dockerVerbs =
        #"^ (?:(?:compose|image|container|network|volume|system|service|node|stack|pod) (?:-\S+ (?:[^- ]\S*\.ya?ml )?)*)?(?:ps|logs|images|inspect|stats|top|port|version|info|events|history|diff|ls|list|df|config|pods|search)(?= |$)"#

    private static let bounded: [String: ReadingRule] = [
        "find": ReadingRule(never: #" -(?:delete|exec|ok|fprint|fls)"#),
        "sort": ReadingRule(never: #" (?:-\w*o|--output)"#),
        "uniq": ReadingRule(never: #" [^- ]\S* +[^- ]"#),
        "awk": awk, "gawk": awk, "mawk": awk,
        "sed": ReadingRule(
            never:
                #" -\w*i| --in-place|(?:^|[;{}\s'"\d$/!])[wWe](?= |$|'|")|s([^\w\s]).*?\1.*?\1[gpiImM\d]*[we]"#
        ),
        "yq": ReadingRule(never: #" (?:-\w*i|--inplace|-s|--split)"#),
        "date": ReadingRule(never: #" (?:-s|--set)| \d{8,}"#),
        "hostname": ReadingRule(only: #"^(?: -\w+)*$"#),
        "mount": ReadingRule(only: #"^(?: -l)?$"#),
        "ss": ReadingRule(never: #" (?:-\w*K|--kill)"#),
        "dmesg": ReadingRule(never: #" (?:-\w*[cCnDE]|--(?:clear|console|read-clear))"#),
        "journalctl": ReadingRule(
            never: #" --(?:vacuum|rotate|flush|sync|relinquish|setup-keys|update-catalog)"#),
        "tee": ReadingRule(only: #"^(?: -a)?(?: /dev/(?:null|stdout|stderr|tty))*$"#),
        "tree": ReadingRule(never: #" -o"#),
        "history": ReadingRule(never: #" -[cdwanr]"#),
        "xxd": ReadingRule(never: #" -r"#),
        "curl": ReadingRule(
            never:
                #" (?:-[a-zA-Z0-9]*[dFTOKcDJ]|--(?:data|form|upload|json|remote|config|cookie-jar|dump-header|trace|output-dir|url-query|next|quote|hsts|etag-save|stderr|libcurl))|(?: -[a-zA-Z0-9]*o| --output)[ =]*+(?!/dev/null|-(?: |$))|(?: -[a-zA-Z0-9]*X| --request)[ =]*+["']?+(?!GET|HEAD|OPTIONS)| -[a-zA-Z0-9]*Q| (?:telnet|smtp|ftp|imap|dict|gopher)\S*:"#
        ),
        "wget": ReadingRule(
            only: #" --spider(?: |$)| -\w*O ?-(?: |$)"#, never: #" --(?:post|method|body)"#),
        "ip": ReadingRule(
            only:
                #"^(?: -\S+)*(?: (?:netns|vrf))? (?:a|addr|address|l|link|r|route|n|neigh|rule|ru|maddr|-s)(?: (?:show|list|ls|get)(?: \S+)*)?$"#
        ),
        "ifconfig": ReadingRule(only: #"^(?: -\w+)?(?: \S+)?$"#),
        "route": ReadingRule(only: #"^(?: -\w+)*$"#),
        "arp": ReadingRule(never: #" -[sdf]"#),
        "nc": ReadingRule(only: #" -\w*z"#), "ncat": ReadingRule(only: #" -\w*z"#),
        "telnet": ReadingRule(only: #"^$"#),
        "openssl": ReadingRule(
            only:
                #"^ (?:s_client|x509|verify|version|crl|ocsp|ciphers|asn1parse|req (?:.* )?-noout)(?: |$)"#,
            never:
                #" -(?:out|signkey|CA|new|newkey|sess_out|keylogfile|writerand|CAserial|CAcreateserial)(?: |$)"#
        ),
        "git": ReadingRule(
            only:
                #"^(?: -C \S+| --no-pager| -c \S+)* (?:log|status|diff|show|blame|rev-parse|rev-list|describe|shortlog|ls-files|ls-tree|ls-remote|cat-file|grep|reflog(?: show)?|stash (?:list|show)|remote(?: -v| show \S+)?|branch(?: -[avrl]+| --show-current| --list.*| --contains.*)*|tag(?: -l.*| --list.*)?|config (?:--get|--list|-l).*|for-each-ref|merge-base|name-rev|whatchanged|version)(?: |$)"#,
            never: #" (?:--output|-o|--ext-diff|--delete|-D)"#),
        "helm": ReadingRule(
            only:
                #"^(?: --\S+| -n \S+)* (?:list|ls|status|history|hist|get|show|search|version|template|lint|env|repo list|dependency list|verify)(?: |$)"#,
            never: #" --output-dir"#),
        "terraform": terraform, "tofu": terraform, "tf": terraform,
        "kubectl": ReadingRule(only: kubeVerbs), "oc": ReadingRule(only: kubeVerbs),
        "k": ReadingRule(only: kubeVerbs),
        "gcloud": ReadingRule(
            only:
                #"(?: (?:list|describe|get-[\w-]+|read|info|version|tail|lookup|search|query|get-value)(?= |$))"#,
            never: #" get-(?:credentials|server-config-file)| ssh | (?:print|activate|login)"#),
        "gsutil": ReadingRule(
            only: #"^(?: -\S+)* (?:ls|cat|du|stat|version|hash|(?:acl|iam|lifecycle) get)(?: |$)"#),
        "aws": ReadingRule(
            only:
                #" (?:(?:describe|list|get|lookup|filter|batch-get|scan|query|head|search|select|estimate|check|validate|simulate|preview|wait|decode|view|test|detect)(?:-[\w-]+)?|ls|tail|(?:configure (?:list|get)))(?= |$)"#,
            never: #" (?:get-(?:federation|session)-token|get-login)"#),
        "az": ReadingRule(
            only:
                #" (?:list|show|list-[\w-]+|show-[\w-]+|get-[\w-]+|version|exists|query|tail)(?= |$)"#
        ),
        "docker": ReadingRule(only: dockerVerbs), "podman": ReadingRule(only: dockerVerbs),
        "nerdctl": ReadingRule(only: dockerVerbs), "docker-compose": ReadingRule(only: dockerVerbs),
        "crictl": ReadingRule(
            only:
                #"^(?: -\S+)* (?:ps|pods|images|inspect\w*|logs|stats|statsp|info|version|imagefsinfo)(?: |$)"#
        ),
        "systemctl": ReadingRule(
            only:
                #"^(?: -\S+)* (?:status|list-\S+|show|cat|is-\S+|get-default|--failed)?(?: \S+)*$"#,
            never: #" (?:start|stop|restart|kill|edit|set-\S+)"#),
        "service": ReadingRule(only: #" (?:status|--status-all)$"#),
        "supervisorctl": ReadingRule(only: #"^ (?:status|tail|avail|pid)(?: |$)"#),
        "systemd-analyze": ReadingRule(), "systemd-cgls": ReadingRule(),
        "timedatectl": ReadingRule(only: #"^(?: status| show.*)?$"#),
        "hostnamectl": ReadingRule(only: #"^(?: status)?$"#),
        "resolvectl": ReadingRule(only: #"^ (?:status|query|statistics)"#),
        "loginctl": ReadingRule(only: #"^ (?:list|show|\S*-status)"#),
        "crontab": ReadingRule(only: #"^(?: -u \S+)? -l$"#),
        "sysctl": ReadingRule(only: #"^(?: -[an]+)?(?: [\w.]+)*$"#),
        "consul": ReadingRule(
            only:
                #"^ (?:members|kv get|catalog|info|operator raft list-peers|monitor|version|intention (?:list|check))"#
        ),
        "vault": ReadingRule(
            only:
                #"^ (?:status|version|kv (?:get|list)|list|token lookup|secrets list|auth list|policy (?:list|read)|operator raft list-peers)(?: |$)"#
        ),
        "etcdctl": ReadingRule(
            only:
                #" (?:get|member list|endpoint (?:health|status|hashkv)|alarm list|version|watch|snapshot status|check perf)(?: |$)"#,
            never: #" check perf"#),
        "ceph": ReadingRule(
            only:
                #"^ (?:-s|status|health(?: detail)?|df|versions|osd (?:tree|df|stat|status|perf|pool (?:ls|stats|get))|pg (?:stat|dump)|mon stat|log last)(?: |$)"#
        ),
        "redis-cli": ReadingRule(
            only:
                #"^(?i)(?: -(?:[hpna]|-user|-pass) \S+| -u \S+| --tls| --no-auth-warning)* ["']?(?:ping|info|get|mget|dbsize|ttl|type|exists|llen|scard|hget|hgetall|hlen|lrange|zcard|strlen|memory (?:usage|stats|doctor)|slowlog (?:get|len)|client list|config get|role|time|lastsave|latency|cluster (?:info|nodes|slots)|sentinel (?:masters?|slaves|replicas|get-master-addr-by-name)|scan|keys|command|--latency|--bigkeys|--stat)"#
        ),
        "patronictl": ReadingRule(only: #" (?:list|topology|show-config|history|version)(?: |$)"#),
        "virtctl": ReadingRule(only: #"^ version"#),
        "nginx": ReadingRule(only: #"^ -[tTvV]+(?: -q)?$"#),
        "apachectl": ReadingRule(only: #"^ (?:configtest|-t|-S|-M|-v|status)$"#),
        "dpkg": ReadingRule(
            only: #"^ (?:-[lLsS]|--list|--status|--get-selections|--search|--listfiles)"#),
        "dpkg-query": ReadingRule(), "rpm": ReadingRule(only: #"^ -q"#),
        "apt": ReadingRule(only: #"^ (?:list|show|search|policy|depends|rdepends)"#),
        "yum": ReadingRule(only: #"^ (?:list|info|search|history(?: info)?|repolist)(?: |$)"#),
        "dnf": ReadingRule(only: #"^ (?:list|info|search|history(?: info)?|repolist)(?: |$)"#),
        "pip": ReadingRule(only: #"^ (?:list|show|freeze|check)"#),
        "pip3": ReadingRule(only: #"^ (?:list|show|freeze|check)"#),
        "npm": ReadingRule(only: #"^ (?:ls|list|view|outdated|-v|--version)"#),
        "node": version, "python": version, "python3": version, "java": version, "ruby": version,
        "go": ReadingRule(only: #"^ (?:version|env(?: \w+)*)$"#),
        "swift": version, "bash": version, "php": version, "psql": version, "mysql": version,
        "command": ReadingRule(only: #"^ -[vV]"#),
        "ipvsadm": ReadingRule(only: #"^ -\w*[lL]"#),
        "iptables": ReadingRule(only: #"^(?: -t \w+)? -\w*[LS]\w*"#),
        "nft": ReadingRule(only: #"^ list"#), "ufw": ReadingRule(only: #"^ status"#),
        "firewall-cmd": ReadingRule(only: #"^(?: --zone=\S+)? --(?:list|state|get)"#),
        "pm2": ReadingRule(only: #"^ (?:list|ls|status|logs|describe|show)(?: |$)"#),
        "tar": ReadingRule(only: #"^ (?:-?\w*t|--list)"#, never: #"^ -?\w*[xcruA]"#),
        "unzip": ReadingRule(only: #"^ -[lt]"#),
        "rabbitmqctl": ReadingRule(
            only:
                #" (?:list_\w+|status|cluster_status|report|environment|node_health_check|ping)(?: |$)"#
        ),
        "kafka-topics": kafka, "kafka-topics.sh": kafka,
        "kafka-consumer-groups": kafka, "kafka-consumer-groups.sh": kafka,
        "velero": ReadingRule(only: #" (?:get|describe|logs|version)(?: |$)"#),
        "argocd": ReadingRule(only: #" (?:list|get|diff|history|logs|version)(?: |$)"#),
        "gh": ReadingRule(only: #"^ \w+ (?:list|view|status|diff|checks)(?: |$)"#),
        "promtool": ReadingRule(only: #"^ (?:check|query)"#),
        "amtool": ReadingRule(
            only: #"^ (?:alert|silence query|config show|check-config)(?: query)?(?: |$)"#),
        "jstack": ReadingRule(), "jps": ReadingRule(), "jstat": ReadingRule(),
    ]

    private static let awk = ReadingRule(never: #"system\s*\(|getline|>|\||-i |-f "#)
    private static let version = ReadingRule(only: #"^ (?:-v|-V|--version|-version)$"#)
    private static let kafka = ReadingRule(
        only: #" --(?:list|describe)"#, never: #" --(?:create|delete|alter|execute|reset)"#)
    private static let terraform = ReadingRule(
        only:
            #"^(?: -chdir=\S+)* (?:plan|validate|show|output|state (?:list|show|pull)|version|providers|graph|workspace (?:list|show)|fmt (?:.* )?-check.*)(?: |$)"#,
        never: #" -out[ =]| -generate-config-out"#)
}
