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
        "cat", "head", "tail", "grep", "egrep", "fgrep", "zgrep", "less", "more", "wc", "cut",
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
        "printf", "ls", "lsb_release", "findmnt", "apt-cache", "numfmt", "getconf", "pstree", "lslocks",
        "numastat", "ipcs", "lshw", "sensors", "getenforce", "sestatus", "mailq", "man", "whatis",
        "apropos", "expr", "clear", "tput", "pushd", "popd", "dirs", "atq", "pvs", "vgs", "lvs",
        "pvdisplay", "vgdisplay", "lvdisplay", "iotop", "ncdu", "slabtop", "varnishstat",
        "ansible-inventory",
        "jobs", "cal",
        "stern", "pg_isready", "pg_lsclusters", "ausearch", "arch", "tty", "env",
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
        #"^ (?:(?:-[nls]|--(?:namespace|context|kubeconfig|cluster|user|as|server|request-timeout))[ =][^- ]\S* |--?[\w-]+(?:=\S+)? )*(?:get|describe|logs?|top|explain|version|api-resources|api-versions|cluster-info|auth (?:can-i|whoami)|config (?:view|current-context|get-contexts|get-clusters)|adm (?:top|node-logs)|kustomize|plugin list|rollout (?:status|history)|events|wait|diff|whoami|status|projects?)(?= |$)"#
    private static let kube = ReadingRule(
        only: kubeVerbs, never: #" --output-directory| -\w*o ?\S+>"#)
    private static let dockerVerbs =
        #"^ (?:(?:compose|image|container|network|volume|system|service|node|stack|pod) (?:-\S+ (?:[^- ]\S*\.ya?ml )?)*)?(?:ps|logs|images|inspect|stats|top|port|version|info|events|history|diff|ls|list|df|config(?! (?:create|rm|remove))|pods|search|(?:context|secret|plugin|config) (?:ls|list|inspect|show))(?= |$)"#

    private static let bounded: [String: ReadingRule] = [
        "find": ReadingRule(
            never:
                #" -(?:delete|ok|fprint|fls|execdir)| -exec (?!(?:grep|ls|cat|head|tail|wc|stat|file|du|md5sum|sha256sum|zgrep|basename|readlink|echo) )"#
        ),
        "rg": ReadingRule(never: #" --(?:pre|hostname-bin)"#),
        "sort": ReadingRule(never: #" (?:-\w*o|--output|--compress-program)"#),
        "uniq": ReadingRule(never: #" [^- ]\S* +[^- ]"#),
        "awk": awk, "gawk": awk, "mawk": awk,
        "sed": ReadingRule(
            never:
                #" -\w*[if]| --(?:in-place|file)|[\d,$;{}!][ew](?=[\w/.])|(?:^|[;{}\s'"\d$/!])[wWe](?= |$|'|")|s([^\w\s]).*?\1.*?\1[gpiImM\d]*[we]"#
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
                #"^(?!\#(DangerRule.curlGet)).* (?:-\#(curlFlags)d|--data)| (?:-\#(curlFlags)[FTOKcDJ]|--(?:form|upload|json|remote|config|cookie-jar|dump-header|trace|output-dir|url-query|next|quote|hsts|etag-save|stderr|libcurl))|(?: -\#(curlFlags)o| --output)[ =]*+(?!/dev/null(?: |$)|-(?: |$))|(?: -\#(curlFlags)X| --request)[ =]*+["']?+(?!(?:GET|HEAD|OPTIONS)(?:[ "']|$))| -\#(curlFlags)Q| (?:telnet|smtp|ftp|imap|dict|gopher)\S*:"#
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
                #"^ (?:s_client|x509|verify|version|crl|ocsp|ciphers|asn1parse|dgst|md5|sha1|sha256|pkcs12|(?:req|rsa|ec|pkey) (?:.* )?-noout)(?: |$)"#,
            never:
                #" -(?:out|export|signkey|CA|new|newkey|sess_out|keylogfile|writerand|CAserial|CAcreateserial)(?: |$)"#
        ),
        "git": ReadingRule(
            only:
                #"^(?: -C \S+| --no-pager| -c \S+)* (?:log|status|diff|show|blame|rev-parse|rev-list|describe|shortlog|ls-files|ls-tree|ls-remote|cat-file|grep|reflog(?: show)?|stash (?:list|show)|worktree list|remote(?: -v| show \S+)?|branch(?=$| -)(?: -[avrl]+| --show-current| --list.*| --contains.*| --merged.*| --sort=\S+)*|tag(?=$| -| --)(?: -l.*| --list.*| --sort=\S+| -n\d*| --(?:contains|points-at|merged) \S+)*|config (?:--get|--list|-l).*|for-each-ref|merge-base|name-rev|whatchanged|version)(?: |$)"#,
            never:
                #" (?:--output|-o|--ext-diff|--delete|-\w*[dDmMcC](?: |$)|--(?:move|copy|edit|upload-pack|exec|open-files-in-pager|textconv))| -O|^(?: -C \S+| --no-pager)* -c (?!color)| reflog (?:expire|delete)"#),
        "helm": ReadingRule(
            only:
                #"^(?: --\S+| -n \S+)* (?:list|ls|status|history|hist|diff|get|show|search|version|template|lint|env|repo list|dependency list|verify)(?: |$)"#,
            never: #" --output-dir"#),
        "terraform": terraform, "tofu": terraform, "tf": terraform, "terragrunt": terraform,
        "kubectl": kube, "oc": kube,
        "k": kube,
        "gcloud": ReadingRule(
            only:
                #"^(?: --\S+)*(?: [a-z][\w-]*)*? (?:list|describe|get-[\w-]+|read|info|version|tail|lookup|search|query|get-value|versions access|storage (?:ls|cat|du)|builds log)(?= |$)"#,
            never: #" get-(?:credentials|server-config-file)| ssh | (?:print|activate|login)"#),
        "gsutil": ReadingRule(
            only: #"^(?: -\S+)* (?:ls|cat|du|stat|version|hash|(?:acl|iam|lifecycle) get)(?: |$)"#),
        "aws": ReadingRule(
            only:
                #"^(?: --[\w-]+(?:[ =][^- ]\S*)?)* [\w-]+ (?:(?:describe|list|get|lookup|filter|batch-get|scan|query|head|search|select|estimate|check|validate|simulate|preview|wait|decode|view|test|detect)(?:-[\w-]+)?|ls|tail|start-query)(?= |$)"#,
            never: #" (?:get-(?:federation|session)-token|get-login)"#),
        "az": ReadingRule(
            only:
                #"^(?: [a-z][\w-]*)*? (?:list|show|list-[\w-]+|show-[\w-]+|get-[\w-]+|version|exists|query|tail)(?= |$)"#,
            never: #" get-(?:credentials|access-token)"#),
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
        "crontab": ReadingRule(only: #"^(?: -u \S+)? -l(?: -u \S+)?$"#),
        "sysctl": ReadingRule(only: #"^(?: -[an]+)?(?: [\w.]+)*$"#),
        "consul": ReadingRule(
            only:
                #"^ (?:members|kv get|catalog|info|operator raft list-peers|monitor|version|intention (?:list|check))"#
        ),
        "vault": ReadingRule(
            only:
                #"^ (?:status|version|kv (?:get|list)|list|read|token lookup|secrets list|auth list|policy (?:list|read)|operator raft list-peers)(?: |$)"#
        ),
        "etcdctl": ReadingRule(
            only:
                #"^(?: --?[\w-]+(?:[= ][^- ]\S*)?)* (?:get|member list|endpoint (?:health|status|hashkv)|alarm list|version|watch|snapshot status|check perf)(?: |$)"#,
            never: #" check perf"#),
        "ceph": ReadingRule(
            only:
                #"^ (?:-s|status|health(?: detail)?|df|versions|osd (?:tree|df|stat|status|perf|pool (?:ls|stats|get))|pg (?:stat|dump)|mon stat|log last)(?: |$)"#
        ),
        "redis-cli": ReadingRule(
            only:
                #"^(?i)(?: -(?:[hpna]|-user|-pass) \S+| -u \S+| --tls| --no-auth-warning)* ["']?(?:--(?:latency|latency-history|bigkeys|memkeys|hotkeys|stat|scan)(?: |$).*|(?:ping|info|get|mget|dbsize|ttl|pttl|type|exists|llen|lindex|scard|smembers|sismember|srandmember|hget|hgetall|hmget|hlen|hkeys|hexists|lrange|zcard|zrange|zrevrange|zrangebyscore|zscore|zrank|zcount|strlen|getrange|memory (?:usage|stats|doctor|malloc-stats)|slowlog (?:get|len)|client (?:list|info|id|getname)|config get|role|time|lastsave|latency (?:latest|history|doctor|graph|histogram)|cluster (?:info|nodes|slots|shards|keyslot|countkeysinslot|myid)|sentinel (?:masters?|slaves|replicas|sentinels|get-master-addr-by-name|ckquorum)|scan|sscan|hscan|zscan|keys|randomkey|command|xinfo|xlen|xrange|xrevrange|xpending|object (?:encoding|freq|idletime|refcount)|pubsub|acl (?:list|whoami|users|cat)|module list|monitor)(?=[ "']|$))"#
        ),
        "patronictl": ReadingRule(only: #"^(?: -\w \S+| --\S+)* (?:list|topology|show-config|history|version)(?: |$)"#),
        "virtctl": ReadingRule(only: #"^ version"#),
        "nginx": ReadingRule(only: #"^ -[tTvV]+(?: -q)?$"#),
        "apachectl": ReadingRule(only: #"^ (?:configtest|-t|-S|-M|-v|status)$"#),
        "dpkg": ReadingRule(
            only: #"^ (?:-[lLsS]|--list|--status|--get-selections|--search|--listfiles)"#),
        "dpkg-query": ReadingRule(), "rpm": ReadingRule(only: #"^ (?:-\w*q|-V)"#),
        "apt": ReadingRule(only: #"^ (?:list|show|search|policy|depends|rdepends)"#),
        "yum": ReadingRule(only: #"^ (?:list|info|search|history(?: info)?|repolist)(?: |$)"#),
        "dnf": ReadingRule(only: #"^ (?:list|info|search|history(?: info)?|repolist)(?: |$)"#),
        "pip": ReadingRule(only: #"^ (?:list|show|freeze|check)"#),
        "pip3": ReadingRule(only: #"^ (?:list|show|freeze|check)"#),
        "npm": ReadingRule(only: #"^ (?:ls|list|view|outdated|-v|--version)"#),
        "node": version, "python": python, "python3": python, "java": version, "ruby": version,
        "go": ReadingRule(only: #"^ (?:version|env(?: \w+)*)$"#),
        "swift": version, "bash": version, "psql": version, "mysql": version,
        "php": ReadingRule(only: #"^ (?:-v|-m|-i|--version|--ini)$"#),
        "command": ReadingRule(only: #"^ -[vV]"#),
        "ipvsadm": ReadingRule(only: #"^ -\w*[lL]"#),
        "iptables": tables, "ip6tables": tables,
        "iptables-save": ReadingRule(only: #"^(?: -[tc](?: \w+)?)*$"#),
        "nft": ReadingRule(only: #"^ list"#), "ufw": ReadingRule(only: #"^ status"#),
        "firewall-cmd": ReadingRule(only: #"^(?: --zone=\S+)? --(?:list|state|get)"#),
        "pm2": ReadingRule(only: #"^ (?:list|ls|status|logs|describe|show)(?: |$)"#),
        "tar": ReadingRule(only: #"^ (?:-?\w*t|--list)"#, never: #"^ -?\w*[xcruA]"#),
        "unzip": ReadingRule(only: #"^ -[lt]"#),
        "rabbitmqctl": ReadingRule(
            only:
                #"^(?: -[nptl] \S+| -\S+)* (?:list_\w+|status|cluster_status|report|environment|node_health_check|ping)(?: |$)"#
        ),
        "rabbitmqadmin": ReadingRule(only: #"^(?: -\w \S+| --\S+)* (?:list|show)(?: |$)"#),
        "rabbitmq-diagnostics": ReadingRule(
            only:
                #"^(?: -n \S+| -\S+)* (?:status|ping|check_\w+|cluster_status|memory_breakdown|listeners|environment|alarms|server_version|is_running|is_booting|report|list_\w+)(?: |$)"#
        ),
        "kafka-topics": kafka, "kafka-topics.sh": kafka,
        "kafka-consumer-groups": kafka, "kafka-consumer-groups.sh": kafka,
        "velero": ReadingRule(only: #"^(?: [a-z-]+)? (?:get|describe|logs|version)(?: |$)"#),
        "argocd": ReadingRule(only: #"^(?: [a-z]+)? (?:list|get|diff|history|logs|version)(?: |$)"#),
        "gh": ReadingRule(
            only: #"^ (?:[a-z]+ (?:list|view|status|diff|checks|watch)(?: |$)|api (?!graphql))"#,
            never: #" (?:-\w*[XfF]|--(?:method|field|raw-field|input|web))"#),
        "promtool": ReadingRule(only: #"^ (?:check|query)"#),
        "amtool": ReadingRule(
            only: #"^ (?:alert|silence query|config show|check-config)(?: query)?(?: |$)"#),
        "kubectx": ReadingRule(only: #"^(?: -c| --current)?$"#),
        "kubens": ReadingRule(only: #"^(?: -c| --current)?$"#),
        "ulimit": ReadingRule(only: #"^(?: -\w+)?$"#),
        "smartctl": ReadingRule(
            only:
                #"^(?: -[aHiAcx]| -l \w+| -d \S+| --(?:all|health|info|attributes|scan|xall))+(?: /dev/\S+)?$"#
        ),
        "mdadm": ReadingRule(
            only: #"^ (?:--detail|-D|--examine|-E|-Q|--query)(?: --scan)?(?: /dev/\S+)*$"#),
        "zpool": ReadingRule(only: #"^ (?:status|list|iostat|history|get)(?: |$)"#),
        "zfs": ReadingRule(only: #"^ (?:list|get)(?: |$)"#),
        "tcpdump": ReadingRule(never: #" -\w*[wzZ]"#),
        "ethtool": ReadingRule(only: #"^(?: -[SikgcaldnxTPmu])? \w[\w.-]*$"#),
        "conntrack": ReadingRule(only: #"^ (?:-L|-C|-S|--dump|--count|--stats)(?: |$)"#),
        "chronyc": ReadingRule(
            only: #"^(?: -\w+)* (?:tracking|sources|sourcestats|activity|ntpdata|serverstats)"#),
        "ntpq": ReadingRule(only: #"^ -\w*p\w*(?: \S+)?$"#),
        "dmidecode": ReadingRule(never: #" --dump-bin"#),
        "lastlog": ReadingRule(only: #"^(?: -u \S+)?$"#),
        "nvidia-smi": ReadingRule(
            only: #"^(?: -L| -q| -l \d+| --query-\S+| --format=\S+| pmon| dmon)*$"#),
        "ipmitool": ReadingRule(
            only:
                #"(?: sel (?:list|elist|info)| sdr(?: list)?| sensor(?: list)?| (?:chassis|power) status)$"#
        ),
        "certbot": ReadingRule(only: #"^ (?:certificates|--version)$"#),
        "pulumi": ReadingRule(
            only:
                #"^ (?:preview|about|version|whoami|logs|stack(?: (?:ls|output|history|graph))?)(?= -|$| [\w-]+$)"#,
            never: #" stack graph"#),
        "cdk": ReadingRule(only: #"^ (?:diff|ls|list)(?: |$)"#),
        "ansible": version, "ansible-playbook": version,
        "bq": ReadingRule(only: #"^(?: --\S+)* (?:ls|show|head)(?: |$)"#),
        "doctl": ReadingRule(only: #"^(?: [a-z-]+)+? (?:list|get|ls)(?: |$)"#),
        "heroku": ReadingRule(
            only:
                #"^ (?:ps|logs|config|releases|apps|addons|domains|status|[a-z]+:info|config:get|pg:ps|pg:diagnose)(?: |$)"#
        ),
        "fly": fly, "flyctl": fly, "eksctl": ReadingRule(only: #"^ (?:get|version|info)(?: |$)"#),
        "nomad": ReadingRule(
            only:
                #"^ (?:status|version|job (?:status|history|inspect|plan)|node status|alloc (?:status|logs)|server members|deployment (?:list|status)|eval (?:list|status))(?: |$)"#
        ),
        "kcat": ReadingRule(only: #" -L(?: |$)"#, never: #" -\w*[PCG]"#),
        "celery": ReadingRule(
            only:
                #"^(?: -A \S+| --app[= ]\S+)* (?:status|report|inspect (?:active|reserved|scheduled|registered|stats|ping|report|conf|active_queues|revoked))(?: |$)"#
        ),
        "nodetool": ReadingRule(
            only:
                #"^(?: -[hpu] \S+)* (?:status|info|tpstats|netstats|ring|describecluster|compactionstats|gossipinfo|tablestats|cfstats|gcstats|proxyhistograms|version|listsnapshots|statusgossip|statusbinary)(?: |$)"#
        ),
        "haproxy": ReadingRule(only: #"^ (?:-c(?: -V)? -f \S+|-v+)$"#),
        "jcmd": ReadingRule(
            only:
                #"^(?: -l| \d+ (?:VM\.(?:flags|version|uptime|command_line|system_properties|info)|Thread\.print|GC\.heap_info|help))?$"#
        ),
        "jmap": ReadingRule(only: #"^ (?:-histo|-heap) \d+$"#),
        "mysqladmin": ReadingRule(
            only:
                #"^(?: -[huPS] \S+| -[hup]\S*| --[\w-]+=\S*)* (?:status|processlist|ping|extended-status|version|variables)$"#
        ),
        "mongosh": mongo, "mongo": mongo,
        "snap": ReadingRule(only: #"^ (?:list|info|version|services)(?: |$)"#),
        "brew": ReadingRule(only: #"^ (?:list|info|outdated|deps|services list)(?: |$)"#),
        "monit": ReadingRule(only: #"^ (?:status|summary)(?: |$)"#),
        "sv": ReadingRule(only: #"^ status "#),
        "virsh": ReadingRule(
            only: #"^ (?:list|dom(?:info|state|stats|blklist|iflist)|nodeinfo|pool-list|net-list)"#),
        "qm": machines, "pct": machines, "lxc": machines,
        "rados": ReadingRule(only: #"^ (?:df|lspools|-p \S+ ls)"#),
        "rbd": ReadingRule(only: #"^ (?:ls|list|info|status|du|showmapped)(?: |$)"#),
        "gluster": ReadingRule(
            only: #"^ (?:volume (?:status|info|list)|peer status|pool list)(?: |$)"#),
        "flux": ReadingRule(only: #"^ (?:get|logs|check|stats|version|tree|events)(?: |$)"#),
        "istioctl": ReadingRule(
            only: #"^ (?:proxy-status|ps|analyze|version|proxy-config|pc)(?: |$)"#),
        "linkerd": ReadingRule(only: #"^ (?:check|version|viz (?:stat|top|edges|routes))(?: |$)"#),
        "kustomize": ReadingRule(only: #"^ (?:build|version)(?: |$)"#, never: #" (?:-o|--output)"#),
        "kubeadm": ReadingRule(only: #"^ (?:version|certs check-expiration|token list)(?: |$)"#),
        "logcli": ReadingRule(only: #"^ (?:query|instant-query|labels|series)(?: |$)"#),
        "restic": ReadingRule(only: #"^(?: -r \S+)* (?:snapshots|stats|ls)(?: |$)"#),
        "borg": ReadingRule(only: #"^ (?:list|info)(?: |$)"#),
        "pgbackrest": ReadingRule(only: #"^(?: --\S+)* info(?: |$)"#),
        "wal-g": ReadingRule(only: #"^ (?:backup-list|wal-show)(?: |$)"#),
        "fail2ban-client": ReadingRule(only: #"^ (?:status|ping|version)(?: |$)"#),
        "postqueue": ReadingRule(only: #"^ -[pj]$"#), "exim": ReadingRule(only: #"^ -bp$"#),
        "jstack": ReadingRule(), "jps": ReadingRule(), "jstat": ReadingRule(),
    ]

    /// Short options of `curl` that may stand in front of another one.
    private static let curlFlags = "[sSfkvLiIgGnNaBjlqRpZ0-9#]*"
    private static let awk = ReadingRule(
        never: #"system\s*\(|getline|print.*[>|]|@\s*\w| -[iflE]| --(?:file|include|load|exec)"#)
    private static let python = ReadingRule(
        only: #"^ (?:(?:-V|--version)$|-m json\.tool(?: --[\w-]+)*(?: [^- ]\S*)?$)"#)
    private static let machines = ReadingRule(only: #"^ (?:list|ls|status|config|info)(?: |$)"#)
    private static let version = ReadingRule(only: #"^ (?:-v|-V|--version|-version)$"#)
    private static let tables = ReadingRule(
        only: #"^(?: -t \w+)?(?: -[nvx]+| --line-numbers)* -\w*[LS]\w*"#,
        never: #" (?:-\w*[ADIRFXZPNE]\w*(?: |$)|--(?:zero|flush|append|delete|insert))"#)
    private static let kafka = ReadingRule(
        only: #" --(?:list|describe)"#, never: #" --(?:create|delete|alter|execute|reset)"#)
    private static let fly = ReadingRule(
        only:
            #"^ (?:status|logs|releases|version|info|(?:apps|checks|machines?|volumes|ips) list|scale show)(?: |$)"#
    )
    /// One call that shows what is there.
    private static let mongo = ReadingRule(
        only:
            #"^(?: (?!-)\S+| --(?:quiet|norc))* --eval ?=?(?:show \w+|(?:db|rs|sh)\.(?:serverStatus|stats|status|currentOp|hello|isMaster|version|getCollectionNames|printReplicationInfo|printSecondaryReplicationInfo|conf|hostInfo|getReplicationInfo|printShardingStatus)\([^()$]*\)|db\.\w+\.(?:find|findOne|count|countDocuments|estimatedDocumentCount|stats|getIndexes|distinct)\([^()$]*\)(?:\.(?:limit|sort|pretty|count|skip|toArray|explain|itcount)\([^()$]*\))*);?$"#
    )
    private static let terraform = ReadingRule(
        only:
            #"^(?: -chdir=\S+)* (?:plan|validate|show|output|state (?:list|show|pull)|version|providers|graph|workspace (?:list|show)|fmt (?:.* )?-check.*)(?: |$)"#,
        never: #" --?out[ =]| --?generate-config-out"#)
}
