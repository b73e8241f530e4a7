import IncidentModel

extension DangerRule {
    /// Container clusters, containers and what describes them.
    static let clusters: [DangerRule] = [
        DangerRule(
            "D4", .destroys, "destroys infrastructure, or applies without asking",
            hints: ["terraform", "tofu", "tf", "terragrunt", "pulumi", "cdk"],
            #"\b(?:terraform|tofu|tf|terragrunt)\b[^\n|;&]*(?:\bdestroy\b|\bapply\b[^\n|;&]*\s--?auto-approve\b|\s--?auto-approve\b[^\n|;&]*\bapply\b)|\b(?:pulumi|cdk)\b[^\n|;&]*\b(?:destroy|up\b[^\n|;&]*\s(?:-y|--yes)|deploy\b[^\n|;&]*--require-approval[= ]never)"#,
            unless: #"\b(?:terraform|tofu|tf|terragrunt)\s+(?:-\S+\s+)*plan\b"#),
        DangerRule(
            "D5", .changes, "changes infrastructure or its state",
            hints: ["terraform", "tofu", "tf", "terragrunt", "pulumi", "cdk", "packer"],
            #"\b(?:terraform|tofu|tf|terragrunt)\b[^\n|;&]*\b(?:apply|import|taint|untaint|force-unlock|refresh|state\s+(?:rm|mv|push|replace-provider)|workspace\s+(?:new|delete|select)|init)\b|\bpulumi\s+(?:up|refresh|import|cancel|stack\s+(?:rm|init|select)|config\s+set)\b|\bcdk\s+(?:deploy|bootstrap)\b|\bpacker\s+build\b"#,
            unless: #"\b(?:terraform|tofu|tf|terragrunt)\s+(?:-\S+\s+)*plan\b"#),
        DangerRule(
            "D6", .changes, "deletes, drains or replaces cluster objects",
            hints: ["kubectl", "oc ", "k "],
            #"\#(kube)(?:delete|drain|cordon|uncordon|evict|replace)\b"#,
            unless: dryRun),
        DangerRule(
            "D7", .destroys, "deletes cluster objects that do not come back by themselves",
            hints: ["kubectl", "oc ", "k "],
            #"\#(kube)delete\s(?!(?:-\S+\s+(?:[^-\s]\S*\s+)??)*(?:pods?|po|jobs?|events?|replicasets?|rs)[\s/])|\#(kube)delete\b[^\n|;&]*(?:\s(?:ns|namespaces?|projects?|crds?|customresourcedefinitions?|pv|persistentvolumes?|pvc|persistentvolumeclaims?|nodes?|machines?)(?:[\s/]|$)|\s--all\b|\s-A\b|--force\b|--grace-period[= ]0|\s--all-namespaces\b)|\#(kube)replace\b[^\n|;&]*--force\b|\bdrain\b[^\n|;&]*--force\b"#,
            unless: dryRun),
        DangerRule(
            "D8", .destroys, "scales to zero", hints: ["scale", "replicas"],
            #"\bscale\b[^\n|;&]*--replicas[= ]["']?0\b|\bscale\b[^\n|;&]*[\w-]+=0\b|["']replicas["']\s*:\s*0\b"#,
            unless: dryRun),
        DangerRule(
            "D9", .changes, "changes a cluster", hints: ["kubectl", "oc ", "k "],
            #"\#(kube)(?:apply|patch|edit|annotate|label|taint|scale|set|create|expose|run|autoscale|approve|deny|certificate|rollout\s+(?:restart|undo|pause|resume|latest|retry|cancel)|rollback|start-build|new-app|import-image|policy\s+\w+|config\s+(?:use-context|set\S*|delete\S*|unset|rename\S*)|adm\s+(?!top|must-gather|inspect|node-logs)\w+)\b"#,
            unless: dryRun),
        DangerRule(
            "D10", .changes, "runs something inside a container", hints: ["kubectl", "oc ", "k "],
            #"\#(kube)(?:exec|rsh|debug|attach|cp|rsync)\b"#),
        DangerRule(
            "D11", .changes, "changes a release", hints: ["helm", "argocd", "flux", "kustomize"],
            #"\bhelm\s+(?!diff\s)(?:[^\s|;&]+\s+)*?(?:rollback|upgrade|install|repo\s+(?:add|update|remove)|push|dependency\s+update)\b|\bargocd\s[^\n|;&]*\b(?:sync|rollback|set|delete|create|patch|terminate-op)\b|\bflux\s[^\n|;&]*\b(?:reconcile|suspend|resume|delete|create)\b"#,
            unless: dryRun),
        DangerRule(
            "D52", .destroys, "uninstalls a release", hints: ["helm", "argocd", "flux"],
            #"\bhelm\s+(?:[^\s|;&]+\s+)*?(?:uninstall|delete|del)\b|\bargocd\s[^\n|;&]*\bapp\s+delete\b|\bflux\s+(?:uninstall|delete)\b"#,
            unless: dryRun),
        DangerRule(
            "D29", .changes, "stops or removes containers",
            hints: ["docker", "podman", "crictl", "nerdctl", "compose"],
            #"\b(?:docker|podman|crictl|nerdctl|docker-compose)\s+(?:[\w-]+\s+)?(?:-\S+\s+(?:[^-\s]\S*\s+)?)*?(?:rm|rmi|rmp|prune|kill|stop|stopp|down|restart|pause|unpause)\b"#
        ),
        DangerRule(
            "D53", .changes, "starts or changes containers or images",
            hints: ["docker", "podman", "crictl", "nerdctl", "compose"],
            #"\b(?:docker|podman|nerdctl|docker-compose|docker\s+compose|ctr|crictl)\s+(?:-\S+\s+(?:[^-\s]\S*\s+)?)*?(?:run|start|up|build|buildx|push|pull|tag|load|import|commit|exec|cp|create|update|rename|login|service\s+(?:update|scale|rollback|create|rm)|stack\s+(?:deploy|rm)|swarm\s+\w+|node\s+(?:update|promote|demote|rm)|network\s+(?:create|rm|connect|disconnect)|volume\s+create|compose\s+(?:up|build|pull|run|exec|start|create))\b"#
        ),
        DangerRule(
            "D54", .destroys, "deletes volumes or everything unused",
            hints: ["docker", "podman", "nerdctl", "compose", "prune", "crictl"],
            #"\b(?:docker|podman|nerdctl)\s+volume\s+(?:rm|prune)\b|\b(?:docker|podman|nerdctl|crictl)\s+\w+\s+prune\b|\bcompose\b[^\n|;&]*\bdown\b[^\n|;&]*\s(?:-v|--volumes|--rmi)\b|\bdocker\s+swarm\s+leave\b"#
        ),
        DangerRule(
            "D35", .changes, "controls virtual machines or storage",
            hints: ["virtctl", "ceph", "rados", "rbd", "virsh", "gluster", "qm ", "pct "],
            #"\bvirtctl\s+(?:stop|restart|migrate|pause|unpause|start|addvolume|removevolume|soft-reboot)\b|\b(?:ceph|rados|rbd)\s[^\n|;&]*\b(?:rm|delete|purge|out|in|down|reweight|repair|set|unset|create|resize|map|unmap|enable|disable|scrub|deep-scrub|mark_unfound_lost)\b|\bvirsh\s+(?:start|shutdown|reboot|reset|suspend|resume|migrate|edit|define|attach\S*|detach\S*|save|restore)\b|\bgluster\s[^\n|;&]*\b(?:start|stop|heal|add-brick|remove-brick|replace-brick|set)\b"#
        ),
        DangerRule(
            "D55", .destroys, "deletes virtual machines or storage",
            hints: ["ceph", "rados", "rbd", "virsh", "gluster", "virtctl"],
            #"\b(?:ceph|rados|rbd)\s[^\n|;&]*\b(?:rm|delete|purge|destroy|zap|lost|mark_unfound_lost)\b|\bvirsh\s+(?:destroy|undefine|vol-delete|pool-delete|snapshot-delete)\b|\bgluster\s[^\n|;&]*\b(?:delete|remove-brick)\b"#
        ),
    ]
}
