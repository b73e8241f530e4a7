import IncidentModel

extension DangerRule {
    /// Processes, services, hosts and packages.
    static let systems: [DangerRule] = [
        DangerRule(
            "D17", .changes, "ends processes", hints: ["kill", "fuser"],
            #"(?:^|[\s;&|(`"'])(?:kill|pkill|killall|fuser\s+-\w*k\w*)\s+(?!-l\b|-0\b|-L\b)\S"#),
        DangerRule(
            "D18", .changes, "starts, stops or changes a service",
            hints: [
                "systemctl", "service", "sv", "-ctl", "supervisorctl", "rc-service", "/init.d/",
                "nginx",
                "apachectl", "apache2ctl", "launchctl", "pm2", "monit",
            ],
            #"\bsystemctl\s+(?:-\S+\s+)*(?:stop|restart|try-restart|reload-or-restart|disable|enable|mask|unmask|kill|reload|start|isolate|daemon-reload|daemon-reexec|edit|revert|set-\S+|reset-failed)\b|\bservice\s+\S+\s+(?:stop|restart|reload|start|force-reload)\b|\b(?:sv|gitlab-ctl|supervisorctl|rc-service|monit)\s+(?:\S+\s+)?(?:stop|restart|hup|kill|reload|reconfigure|start|update|reread|unmonitor)\b|/init\.d/\S+\s+(?:stop|restart|reload|start)\b|\bnginx\s+-s\s+\w+|\b(?:apachectl|apache2ctl)\s+(?:-k\s+)?(?:stop|restart|graceful|graceful-stop|start)\b|\bpm2\s+(?:restart|stop|delete|reload|start|kill)\b"#
        ),
        DangerRule(
            "D19", .destroys, "takes the machine down",
            hints: ["reboot", "shutdown", "poweroff", "halt", "init", "kexec"],
            #"(?:\#(start)|\bsystemctl\s+(?:-\S+\s+)*)(?:reboot|shutdown|poweroff|halt|kexec|(?:tel)?init\s+[06])\#(end)"#
        ),
        DangerRule(
            "D25", .destroys, "runs a program straight from the network", hints: ["curl", "wget"],
            #"\b(?:curl|wget)\b[^\n]*\|\s*(?:sudo\s+(?:-\S+\s+)*)?(?:/\S*/)?(?:(?:ba|z|da|k)?sh|python[\d.]*(?!\S*\s+-m\s+json\.tool\b)|perl|ruby|node)\b|(?:\b(?:(?:ba|z|da)?sh|source|eval|python3?)|(?:^|\s)\.)\s+(?:-c\s+)?["']?(?:[<$]\(|`)\s*(?:curl|wget)\b"#
        ),
        DangerRule(
            "D33", .changes, "acts on many hosts, or as root on another",
            hints: [
                "knife", "ansible", "pdsh", "pssh", "clush", "mussh", "ssh", "salt", "puppet",
                "chef",
            ],
            #"\bknife\s+ssh\b|(?:^|[|("'\s])ansible(?:-playbook)?\s|\b(?:pdsh|pssh|clush|mussh)\s|\bssh\b[^\n]*\bsudo\b|(?:^|\s)salt\s+\S|\bpuppet\s+(?:agent|apply)\b|\bchef-client\b"#,
            unless:
                #"\s--(?:check|list-hosts|list-tasks|list|syntax-check|noop|why-run|version)(?=\s|$)"#),
        DangerRule(
            "D34", .changes, "runs a script whose name says that it changes something",
            hints: [
                "deploy", "migrat", "setup", "provision", "restore", "rollback", "failover",
                "delete",
                "destroy", "purge", "reset", "create_", "create-", "update_", "update-", "drop",
                "cleanup",
                "restart", "promote", "release", "upgrade", "install",
            ],
            #"\#(start)(?!lsb_release)(?:(?:python[\d.]*|ba?sh|zsh|sh|node|ruby|perl|php|make|just|rake|(?:npm|yarn|pnpm)(?:\s+run)?|bundle\s+exec|poetry\s+run|go\s+run)\s+(?:-\S+\s+)*(?:\S+\s+)?)?(?:[\w.~$/{}-]*/)?[\w:.-]*(?:deploy|migrat|setup|provision|restore|rollback|failover|delete|destroy|purge|reset|create[_-]|update[_-]|drop|cleanup|restart|promote|release|upgrade|install)[\w:.-]*\#(end)"#,
            unless: #"\s--(?:dry-run|check|validate-only|validate|plan|help|version|noop)(?=\s|$)"#),
        DangerRule(
            "D38", .changes, "installs or removes packages",
            hints: [
                "apt", "yum", "dnf", "apk", "zypper", "pacman", "dpkg", "rpm", "snap", "brew",
                "pip", "npm",
                "yarn", "gem", "cargo", "go ", "update-alternatives", "conda",
            ],
            #"\b(?:apt|apt-get|aptitude|yum|dnf|microdnf|zypper|snap|brew|apk|conda)\s+(?:-\S+\s+)*(?:install|remove|purge|upgrade|dist-upgrade|full-upgrade|autoremove|update|reinstall|downgrade|add|del|erase|refresh|tap|clean|autoclean|makecache|hold|unhold)\b|\bdpkg\s+(?:-\S+\s+)*(?:-i|-r|-P|--install|--remove|--purge|--configure)\b|\brpm\s+(?!-\w*[qV])-\w*[ieUF]\w*\s|\bpacman\s+-[SRU]|\bpip3?\s+(?:install|uninstall)\b|\b(?:npm|yarn|pnpm)\s+(?:install|i|ci|add|remove|uninstall|update|upgrade|publish)\b|\b(?:gem|cargo|go)\s+(?:install|uninstall|update)\b|\bupdate-alternatives\b"#,
            unless: #"\s(?:--dry-run|--simulate|--just-print|--no-act|--assumeno)(?=\s|$)"#),
        DangerRule(
            "D48", .changes, "changes users, mounts, kernel settings or timed jobs",
            hints: [
                "user", "group", "passwd", "mount", "swapo", "sysctl", "modprobe", "rmmod",
                "crontab",
                "hostnamectl", "timedatectl", "ip ", "setenforce", "sysrq", "tc ", "nmcli",
                "resolvectl",
                "date", "ulimit", "renice", "chage", "insmod", "loginctl", "visudo", "journalctl", "logrotate",
            ],
            #"\#(start)(?:(?:useradd|usermod|groupadd|groupmod|adduser|addgroup|chpasswd|chage|passwd|umount|swapon|swapoff|modprobe|insmod|rmmod|setenforce|renice|visudo)\b|mount\s+(?!\||-l\b|--version)\S)|\bsysctl\s+(?:-\S+\s+)*(?:-w|-p|--system|--load|[\w.]+=)|\bcrontab\s+(?!-l\b|-u\s+\S+\s+-l\b)\S|\b(?:hostnamectl|timedatectl)\s+set-\S+|\bip\s+(?:-\S+\s+)*(?:link|addr|address|route|rule|neigh|netns|a|r)\s+(?:add|del|delete|set|flush|replace|change)\b|\btc\s+\w+\s+(?:add|del|replace|change)\b|\bnmcli\s+\S+\s+(?:up|down|add|modify|delete|reload)\b|\bresolvectl\s+(?:flush-caches|dns|reset\S*)|\bdate\s+(?:-s|--set)|\bjournalctl\b[^\n|;&]*--(?:vacuum|rotate|flush)|\blogrotate\s+(?!-d|--debug)|\bloginctl\s+(?:kill|terminate)\S*"#
        ),
        DangerRule(
            "D49", .destroys, "removes users, timed jobs or packages with their data",
            hints: ["userdel", "deluser", "groupdel", "crontab", "purge", "sysrq"],
            #"\b(?:userdel|deluser|groupdel|delgroup)\b|\bcrontab\s+(?:-u\s+\S+\s+)?-\w*r\w*|\b(?:apt|apt-get|aptitude)\s+(?:-\S+\s+)*purge\b|\bdpkg\s+(?:-P|--purge)\b|/proc/sysrq-trigger"#,
            unless: #"\s(?:--dry-run|--simulate|--just-print|--no-act)(?=\s|$)"#),
    ]
}
