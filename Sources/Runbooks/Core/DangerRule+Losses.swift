import IncidentModel

extension DangerRule {
    /// What is gone for good, told apart from what is only changed.
    static let losses: [DangerRule] = [
        DangerRule(
            "D64", .destroys, "runs a program that cannot be seen",
            hints: ["base64", "base32", "xxd", "openssl", "gunzip", "zcat", "gpg", "rev"],
            #"\b(?:base64|base32|xxd|openssl|gunzip|zcat|gpg|rev)\b[^\n]*\|\s*(?:sudo\s+(?:-\S+\s+)*)?(?:/\S*/)?(?:(?:ba|z|da|k)?sh|python[\d.]*|perl|ruby|node)(?=\s|$|["'])(?!\s+-m\s)|\b(?:(?:ba|z|da|k)?sh\s+-\w*c|eval|source)\s+["']?(?:\$\(|`|<\()[^\n]*\b(?:base64|base32|xxd|openssl|gpg)\b"#
        ),
        DangerRule(
            "D65", .destroys, "takes cluster objects away with what they hold",
            hints: ["kubectl", "oc ", "k "],
            #"\#(kube)drain\b[^\n|;&]*\s--delete-(?:emptydir|local)-data\b|\#(kube)apply\b[^\n|;&]*\s--prune\b|\#(kube)patch\b[^\n]*\bfinalizers\b"#,
            unless: dryRun),
        DangerRule(
            "D66", .destroys, "removes containers with what they hold, or whole services",
            hints: ["docker", "podman", "nerdctl", "crictl"],
            #"\b(?:docker|podman|nerdctl)\s+(?:container\s+)?rm\s+(?:-\S+\s+)*?-\w*[vf]|\b(?:docker|podman|nerdctl|crictl)\s+(?:image\s+rm|rmi)\s+(?:-\S+\s+)*?(?:-\w*f|--force|--prune|-a\b|--all)|\bdocker\s+(?:stack|service|secret|config)\s+(?:rm|remove)\b|\bpodman\s+(?:system\s+reset|(?:pod|volume)\s+rm)\b|\bcrictl\s+rmp\b"#
        ),
        DangerRule(
            "D67", .destroys, "scales a cloud service to zero",
            hints: ["desired", "size", "nodes", "count"],
            #"--(?:desired-(?:count|capacity)|max-size|size|num-nodes|node-count|instance-count)[\s=]["']?0\b|\bdesired\w*=0\b|\bscale\s+count\s+0\b"#
        ),
        DangerRule(
            "D68", .destroys, "destroys or forgets infrastructure, or applies without asking",
            hints: ["terra", "tofu", "pulumi", "absent", "cdk"],
            #"\b(?:terraform|tofu)\b[^\n|;&]*\bworkspace\s+delete\b|\bterragrunt\b[^\n|;&]*(?:\b(?:run-all|run\s+--all)\s[^\n|;&]*\bapply\b|\bapply-all\b|--(?:terragrunt-)?non-interactive\b)|\bpulumi\s+(?:\S+\s+)*?(?:stack\s+rm|state\s+delete)\b|\bansible\b[^\n|;&]*\bstate=absent\b"#
        ),
        DangerRule(
            "D69", .destroys, "deletes rows, keys or logs of a database",
            hints: [
                "truncate", "purge", "reset", "alter", "delete", "drop", "unlink", " del", "pg_",
                "remove", "destroy",
            ],
            #"(?i)\btruncate\s+(?:only|partition)\b|\bpurge\s+(?:binary|master|tables|recyclebin)\b|\breset\s+master\b|\balter\s+\w+\s[^;]*\b(?:drop|truncate|delete|detach\s+partition)\b|\bmysqladmin\b[^\n|;&]*\sdrop\b|\b(?:findOneAndDelete|findAndRemove|bulkDelete|delete_all|destroy_all|deleteIndex)\b|\bmongorestore\b[^\n|;&]*\s--drop\b|\b(?:redis|valkey)-cli\b[^\n|;&]*\scluster\s+reset\b|\bxargs\b[^\n]*\b(?:redis|valkey)-cli\b[^\n]*\s(?:del|unlink)\b|\bpg_(?:dropcluster|resetwal|resetxlog)\b|\bsystem\s+drop\s+replica\b"#
        ),
        DangerRule(
            "D70", .destroys, "erases or shrinks a volume, or throws its newer state away",
            hints: ["lvreduce", "lvresize", "zfs", "hdparm", "nvme", "zap", "gdisk", "losetup"],
            #"\blvreduce\s|\blvresize\b[^\n|;&]*\s(?:-L|-l|--size|--extents)[\s=]*-|\bzfs\s+(?:rollback|recv|receive)\b|\bhdparm\b[^\n|;&]*--security-erase|\bnvme\s+(?:format|sanitize|delete-ns)\b|\bsgdisk\s"#
        ),
        DangerRule(
            "D71", .destroys, "takes a machine or its way to the network down",
            hints: ["kill", "ipmitool", "iptables", "ip6tables", "nft", "ufw", "ip ", "seal"],
            #"(?:^|[\s;&|(`"'])kill\s+(?:-\S+\s+)*?(?:--\s+)?-?1\#(end)|\bipmitool\b[^\n|;&]*\bpower\s+(?:off|cycle|reset|soft)\b|\bip6?tables\s+(?:-t\s+\w+\s+)?(?:-F|--flush|-X)\b|\bnft\s+(?:flush|delete)\b|\bufw\s+(?:--force\s+)?reset\b|\bip\s+(?:-\S+\s+)*link\s+del(?:ete)?\b|\bvault\s+operator\s+seal\b"#
        ),
        DangerRule(
            "D72", .destroys, "changes the permissions of a whole system", hints: ["ch"],
            #"\bch(?:mod|own|grp)\s(?=[^\n|;&]*(?:-\w*R|--recursive))[^\n|;&]*\s/(?:etc|usr|var|bin|sbin|lib\d*|boot|home|root|opt|srv|dev|proc|sys)?/?\*?(?=[\s"']|$)"#
        ),
        DangerRule(
            "D73", .destroys, "deletes messages of a queue", hints: ["nats", "celery", "kafka"],
            #"\bnats\b[^\n|;&]*\s(?:stream|consumer|kv|object)\s+(?:rm|del|delete|purge)\b|\bcelery\b[^\n|;&]*\s(?:purge|amqp\s+queue\.(?:purge|delete))\b|\bkafka-configs\S*[^\n]*retention\.(?:ms|bytes)=[01]\b"#
        ),
        DangerRule(
            "D74", .destroys, "deletes virtual machines or a cluster",
            hints: [
                "qm ", "pct ", "lxc", "vagrant", "minikube", "kind ", "k3d", "multipass", "kubeadm",
                "k3s",
            ],
            #"\b(?:qm|pct|lxc|vagrant|minikube|kind|k3d|multipass)\b[^\n|;&]*\s(?:destroy|delete)\b|\blxc-destroy\b|\bkubeadm\s+reset\b|\bk3s\S*uninstall\S*"#
        ),
        DangerRule(
            "D75", .destroys, "deletes from an object store",
            hints: ["mc ", "rclone", "s3cmd", "azcopy", "gcloud storage", "s5cmd"],
            #"\bmc\s+(?:-\S+\s+)*(?:rm|rb|mirror\b[^\n|;&]*\s--remove)\b|\brclone\b[^\n|;&]*\s(?:purge|delete|deletefile|sync|cleanup|rmdirs?|bisync)\b|\bs3cmd\b[^\n|;&]*\s(?:del|rm|rb|--delete-removed)\b|\bs5cmd\b[^\n|;&]*\s(?:rm|rb)\b|\bazcopy\s+(?:remove|rm|sync\b[^\n|;&]*--delete-destination[= ]true)\b|\bgcloud\s+storage\b[^\n|;&]*--delete-unmatched-destination-objects\b"#,
            unless: #"\s--dry-run(?=\s|$)"#),
        DangerRule(
            "D76", .destroys, "throws away an application's data or a project",
            hints: [
                "manage.py", "prisma", "sequelize", "alembic", "wp ", "gh ", "glab", "istioctl",
                "linkerd", "knex", "typeorm", "drush",
            ],
            #"\bmanage\.py\s+shell\b[^\n]*\.delete\s*\(|\bprisma\b[^\n|;&]*(?:\bmigrate\s+reset\b|--force-reset\b)|\bsequelize\s+db:drop\b|\btypeorm\s+schema:drop\b|\balembic\s+(?:\S+\s+)*downgrade\s+base\b|\bwp\s+(?:\S+\s+)*?db\s+(?:reset|drop|clean)\b|\bdrush\s+sql[:-]drop\b|\b(?:gh|glab)\s+(?:repo|release|run|cache|secret|variable|issue)\s+delete\b|\b(?:istioctl|linkerd)\s+(?:x\s+)?(?:uninstall|purge)\b"#
        ),
        DangerRule(
            "D77", .destroys, "deletes files from a program that is written out here",
            hints: ["python", "perl", "ruby", "node", "php"],
            #"\b(?:python[\d.]*|pypy3?|perl|ruby|node|nodejs|php)\b[^\n]*<<[^\n]*(?:\brmtree\b|\bos\.(?:remove|unlink|rmdir|removedirs|truncate)\b|\.(?:unlink|rmdir)\s*\(|\bunlink\b|\brm_rf?\b|\b(?:rm|unlink|rmdir)Sync\b|\b(?:File|Dir|FileUtils)\.(?:delete|unlink|rm\w*|remove\w*)\b)"#
        ),
        DangerRule(
            "D78", .destroys, "removes packages with their data", hints: ["purge"],
            #"\b(?:apt|apt-get|aptitude)\s[^\n|;&]*--purge\b|\bsnap\s+remove\b[^\n|;&]*--purge\b"#,
            unless: #"\s(?:--dry-run|--simulate|--just-print|--no-act)(?=\s|$)"#),
        DangerRule(
            "D79", .destroys, "deletes what a search finds, or moves it to nowhere",
            hints: ["fd", "parallel", "/dev/null"],
            #"\bfd(?:find)?\b[^\n]*\s(?:-\w*[xX]|--exec\S*)\s+(?:sudo\s+)?(?:\S*/)?(?:rm|shred|unlink)\b|\bparallel\b[^\n]*\brm\b|\#(start)(?:mv\s[^\n|;&<>]*\s/dev/null\#(end)|cp\s+(?:-\S+\s+)*/dev/null\s+\S)"#
        ),
    ]
}
