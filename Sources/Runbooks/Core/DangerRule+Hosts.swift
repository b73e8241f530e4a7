import IncidentModel

extension DangerRule {
    /// Networks, clocks, volumes and machines, and the tools that look after them.
    static let hosts: [DangerRule] = [
        DangerRule(
            "D80", .changes, "changes the network of a machine",
            hints: [
                "ifconfig", "ifup", "ifdown", "route ", "arp ", "conntrack", "rndc", "unbound",
                "flush", "ethtool", "wg",
            ],
            #"\#(start)(?:ifconfig\s+\S+\s+(?:up|down|\d|add|del|mtu|netmask|inet)\S*|if(?:up|down)\s|route\s+(?:-\w\s+)*(?:add|del|delete|flush)\b|arp\s+(?:-\S+\s+)*-[sd]\b|conntrack\s+(?:-\S+\s+)*?(?:-[FDIU]|--(?:flush|delete|create|update))\b|rndc\s+(?!status\b)\w|unbound-control\s+(?!status\b|stats\b|list|dump)\w|systemd-resolve\s+--flush-caches|dscacheutil\s+-flushcache|ethtool\s+(?:-[sKGACLENU]|--set\S*|--change)\b|wg-quick\s+\w)"#
        ),
        DangerRule(
            "D81", .changes, "changes the clock or the limits of a machine",
            hints: ["hwclock", "chronyc", "ntpdate", "hostname", "gpasswd", "prlimit", "at "],
            #"\#(start)(?:hwclock\s+(?:-\w*[ws]|--(?:systohc|hctosys|set))|chronyc\s+(?:-\S+\s+)*(?:makestep|burst|online|offline|settime|waitsync|add|delete|reset\w*)\b|ntpdate\s+(?!-\w*q)\S|hostname\s+(?!-)\S|gpasswd\s+\S|prlimit\s[^\n|;&]*--\w+=\S|at\s+(?:-\S+\s+)*(?:now|\d|midnight|noon|tomorrow))"#
        ),
        DangerRule(
            "D82", .changes, "grows, checks or makes a volume",
            hints: [
                "extend", "resize", "growfs", "fsck", "xfs_repair", "growpart", "fallocate",
                "tune2fs", "scrub", "zfs", "zpool", "mdadm", "create", "smartctl", "lv", "xfs_",
            ],
            #"\#(start)(?:(?:lvextend|lvcreate|lvresize|lvchange|lvrename|vgextend|vgcreate|vgreduce|vgchange|pvcreate|pvresize|pvmove|resize2fs|xfs_growfs|growpart|fallocate|tune2fs|xfs_repair|e2label|swaplabel)\s|(?:fsck|e2fsck)(?:\.\w+)?\s+(?!-\w*n)|zpool\s+(?:scrub|create|add|attach|detach|replace|offline|online|clear|import|export|trim|set|upgrade)\b|zfs\s+(?:create|snapshot|set|clone|promote|rename|mount|unmount|send|inherit)\b|mdadm\s[^\n|;&]*--(?:add|remove|fail|create|assemble|grow|manage)\b|smartctl\s[^\n|;&]*(?:\s-[tsoSX]|--test)\b)"#
        ),
        DangerRule(
            "D83", .changes, "starts, stops or changes machines or managed programs",
            hints: [
                "launchctl", "brew", "initctl", "qm ", "pct ", "lxc", "vagrant", "minikube",
                "nodetool", "airflow", "velero", "certbot", "acme.sh", "sidekiqctl", "start ",
                "stop ", "systemctl", "pg_ctlcluster", "createdb", "createuser", "jcmd", "jmap",
            ],
            #"\blaunchctl\s+(?:load|unload|start|stop|kickstart|bootout|bootstrap|enable|disable|kill|remove)\b|\bbrew\s+services\s+(?:start|stop|restart|run|cleanup)\b|\binitctl\s+(?:start|stop|restart|reload|emit)\b|\b(?:qm|pct|lxc|vagrant|minikube)\s+(?:start|stop|restart|reboot|shutdown|reset|suspend|resume|migrate|up|halt|reload|provision|launch|exec|set|restore)\b|\bnodetool\s+(?:\S+\s+)*?(?:repair|drain|decommission|flush|compact|cleanup|removenode|assassinate|rebuild|move|stop|stopdaemon|disable\w+|enable\w+|set\w+|clearsnapshot|snapshot|scrub|refresh|truncatehints|upgradesstables|invalidate\w+)\b|\bairflow\s+\w+\s+(?:trigger|pause|unpause|clear|delete|run|backfill|set|add)\b|\bvelero\s+(?:\w+\s+)?(?:create|restore|backup\s+create|install|schedule\s+create|pause|unpause)\b|\bcertbot\s+(?!certificates\b|--version\b|plugins\b)\S|\bacme\.sh\b[^\n|;&]*\s--(?:issue|renew\S*|install\S*|remove|revoke|cron)\b|\bsidekiqctl\s+(?:stop|quiet)\b|\bsystemctl\b[^\n|;&]*\s(?:start|stop|restart|try-restart|reload|kill|isolate)\s|\bpg_ctlcluster\b[^\n|;&]*\s(?:start|stop|restart|reload|promote)\b|\bcreate(?:db|user)\s|\bjcmd\s+\S+\s+(?:GC\.run|GC\.heap_dump|VM\.set_flag|JFR\.\w+)\b|\bjmap\b[^\n|;&]*-(?:dump|histo):live|\bjmap\b[^\n|;&]*-dump"#
        ),
        DangerRule(
            "D84", .changes, "changes a database or what it is counted by",
            hints: [
                "analyze", "checkpoint", "refresh", "cluster", "setval", "copy", "into", "reset",
                "call", "lock", "notify", "kill", "flush", "change ", "stop", "start", "import",
                "insert", "save", "command", "purge", "incr", "append", "setnx", "zrem", "ack",
                "get", "script", "move", "rename", "system ", "dump",
            ],
            #"(?i)\b(?:psql|mysql|mariadb|sqlite3|clickhouse-client|cqlsh|sqlcmd)\b[^\n]*(?:\b(?:checkpoint|refresh\s+materialized|setval|lock\s+tables?|stop\s+(?:slave|replica)|start\s+(?:slave|replica)|change\s+(?:master|replication)|flush\s+\w+|into\s+(?:out|dump)file|into\s+\w+\s+from|pg_stat(?:_statements)?_reset\w*|lo_(?:unlink|export|import)|call\s+\w+|kill\s+(?:query\s+)?\w+|system\s+\w+|copy\s+\S+\s+(?:from|to))\b|\\copy\b)|\b(?:mysqlimport|pgloader)\s|\bmongo(?:sh)?\b[^\n]*(?:\.(?:insert|save|update|bulkWrite|renameCollection|stepDown|reconfig|killOp|fsyncLock|fsyncUnlock|createUser|updateUser|addShard|drop\w*|delete\w*|remove\w*)\s*\(|adminCommand\s*\(\s*\{\s*["']?set)|\b(?:redis|valkey)-cli\b[^\n]*\s(?:memory\s+purge|slowlog\s+reset|latency\s+reset|config\s+resetstat|incrby|decrby|append|setnx|getset|getdel|getex|zrem\w*|xack|xclaim|copy|lset|linsert|lrem|hmset|hsetnx|hincrby|expireat|pexpire\w*|setrange|zincrby|sunionstore|spop|smove|msetnx|psetex|function|flush\w*)\b"#
        ),
        DangerRule(
            "D85", .changes, "sends a changing request",
            hints: ["http", "xh ", "grpcurl", "gh api", "curl", "wget"],
            #"(?:^|[|(]\s*)(?:https?|httpie|xh|xhs)\s+(?:-\S+\s+)*(?i:post|put|patch)\b|(?:^|[|(]\s*)(?:https?|httpie|xhs?)\s+(?:-\S+\s+)*\S+\s+(?:\S+\s+)*?[\w.-]+:?=\S|\bgh\s+api\b[^\n|;&]*\s(?:-\w*[XfF]|--(?:method|field|raw-field|input))|\bcurl\b[^\n]*(?:\s-\w*X\s*|--request[= ]\s*)["']?(?!GET|HEAD|OPTIONS|DELETE)[A-Z]"#
        ),
        DangerRule(
            "D86", .changes, "builds, releases or migrates",
            hints: [
                "cap ", "fab ", "kamal", "skaffold", "kustomize edit", "istioctl", "prisma", "knex",
                "sequelize", "drush", "console ", "dbt", "bundle", "composer", "vercel", "tilt",
                "cache",
            ],
            #"\#(start)(?:cap\s+\S+\s+\S*deploy\S*|fab\s+\S|kamal\s+(?!version|details|app\s+logs|audit|config)\S|skaffold\s+(?:run|dev|deploy|apply|delete)|kustomize\s+edit|istioctl\s+(?:install|upgrade|operator|tag\s+set)|knex\s+(?:migrate|seed):\S+|sequelize\s+db:\S+|drush\s+(?!status|watchdog|ws\b|pml)\S|(?:php\s+)?bin/console\s+(?:cache|doctrine|messenger)\S*|dbt\s+(?:run|seed|build|snapshot)\b|bundle\s+(?:install|update)|composer\s+(?:install|update|require|remove)|vercel\b[^\n|;&]*--prod\b|(?:npx\s+)?prisma\s+(?:migrate|db)\s+\w+)"#
        ),
        DangerRule(
            "D87", .changes, "changes a repository or a key ring",
            hints: ["git", "ssh-keygen", "ssh-copy-id", "keytool", "gpg"],
            #"\bgit\s+(?:-\S+\s+(?:[^-\s]\S*\s+)?)*?(?:gc|prune|repack|lfs\s+(?:pull|push|fetch|prune|migrate)|notes\s+(?:add|append|edit|remove)|maintenance\s+run|replace|tag\s+(?!-l\b|-n|--(?:list|sort|contains|points-at|merged|format|column))[^\s|;&]+|branch\s+(?!-[avrl]+\b|--)[^\s|;&]+|branch\s+--(?:delete|move|copy|set-upstream|unset-upstream|edit)\S*|config\s+(?:--(?:global|local|system|add|unset\S*|replace-all|edit)\s+)+(?!--(?:get|list))\S+)\b|\bssh-keygen\s+(?!-[lF]\b|-\w*l)\S|\bssh-copy-id\s|\bkeytool\s+-(?:import|gen|delete|change)\S*|\bgpg\b[^\n|;&]*--(?:import|delete|gen|edit|sign)\S*"#
        ),
    ]
}
