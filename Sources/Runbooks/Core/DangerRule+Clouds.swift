import IncidentModel

extension DangerRule {
    /// Command-line tools of clouds.
    static let clouds: [DangerRule] = [
        DangerRule(
            "D12", .destroys, "deletes or resets cloud resources",
            hints: ["gcloud", "gsutil", "bq "],
            #"\bgcloud\b[^\n|;&]*\s(?:delete|destroy|reset|purge|remove-iam-policy-binding|rm)\#(end)|\bgsutil\s+(?:-\S+\s+)*(?:rm|rb)\b|\bgsutil\b[^\n|;&]*\brsync\b[^\n|;&]*\s-\w*d|\bbq\s+(?:\S+\s+)*rm\b"#,
            unless: #"\s--(?:dry-run|validate-only)(?=\s|$)"#),
        DangerRule(
            "D13", .changes, "changes cloud resources", hints: ["gcloud", "gsutil", "bq "],
            #"\bgcloud\b[^\n|;&]*\s(?:create|update|update-traffic|deploy|restart|stop|start|failover|patch|import|export|add-\S+|remove-\S+|set-\S+|set|unset|enable|disable|promote-\S+|promote|resize|attach-\S+|detach-\S+|move|rollback|rolling-action|suspend|resume|submit|replace|apply|execute|restore|clone|undelete|invalidate-cdn-cache|abandon-\S+|recreate-\S+|snapshot|upgrade|scp|publish|ack|seek|activate|cancel)\#(end)|\bgcloud\b[^\n|;&]*\sjobs\s+run\b|\bgsutil\s+(?:-\S+\s+)*(?:cp|mv|rsync|mb|iam|acl|setmeta|rewrite|lifecycle\s+set|versioning\s+set)\b|\bbq\s+(?:\S+\s+)*(?:load|mk|cp|update|insert|query)\b"#,
            unless: #"\s--(?:dry-run|dry_run|validate-only)(?=\s|$)"#),
        DangerRule(
            "D14", .destroys, "deletes or terminates cloud resources",
            hints: ["aws", "s3", "eksctl"],
            #"\baws\b[^\n|;&]*\s(?:batch-delete|delete|terminate|deregister|revoke|purge|schedule-key-deletion|deprovision|release)(?:-[\w-]+)?\#(end)|\baws\b[^\n|;&]*\bs3\s+(?:rm|rb)\b|\bs3\s+sync\b[^\n]*--delete\b|\beksctl\s+(?:delete|drain)\b"#,
            unless: #"\s--dry-?run(?=\s|$)"#),
        DangerRule(
            "D15", .changes, "changes cloud resources",
            hints: ["aws", "eksctl", "sam ", "copilot"],
            #"\baws\b[^\n|;&]*\s(?!start-query\b|stop-query\b)(?:put|modify|update|create|stop|start|reboot|attach|detach|disable|enable|associate|disassociate|authorize|set|restore|copy|run|send|tag|untag|rotate|import|export|cancel|remove|add|apply|invoke|register|reset|promote|failover|switchover|terminate|upload|publish|change|replace|allocate|assign|unassign|accept|reject|complete|resume|suspend|retry|rollback|execute|deploy|continue|scale|change-resource-record-sets|initiate|abort|swap|increase|decrease|migrate|merge|move|subscribe|unsubscribe|admin|batch-(?:write|put|update|create|execute)|transact-write)-[\w-]+|\baws\b[^\n|;&]*\bs3\s+(?:cp|mv|sync|mb|website|presign)\b|\baws\b[^\n|;&]*\s(?:invoke|publish|deploy|assume-role\S*|subscribe|push)\#(end)|\baws\s+(?:configure(?!\s+(?:list|get))|sso\s+log\w+)\b|\beksctl\s+(?:create|scale|upgrade|set|utils|update)\b|\bsam\s+deploy\b"#,
            unless: #"\s--dry-?run(?=\s|$)|\s--generate-cli-skeleton\b"#),
        DangerRule(
            "D16", .destroys, "deletes or deallocates cloud resources", hints: ["az "],
            #"\baz\b[^\n|;&]*\s(?:delete|purge|deallocate|delete-batch)\#(end)"#,
            unless: #"\s--what-if(?=\s|$)"#),
        DangerRule(
            "D56", .changes, "changes cloud resources", hints: ["az "],
            #"\baz\b[^\n|;&]*\s(?:create|update|set|start|stop|restart|add|remove|import|export|swap|scale|assign|invoke|upgrade|failover|regenerate|renew|reset|redeploy|upload|download|copy|attach|detach|move|enable|disable|restore|login|run-command|deploy|rotate\S*|resize|cancel|lock|grant-\S+|revoke-\S+)\#(end)"#,
            unless: #"\s--what-if(?=\s|$)|\bwhat-if\b"#),
        DangerRule(
            "D57", .destroys, "deletes cloud resources",
            hints: [
                "doctl", "linode", "hcloud", "fly", "heroku", "ibmcloud", "oci ", "openstack",
                "kops", "cf ",
                "vercel", "netlify", "nova ", "cinder",
            ],
            #"\b(?:doctl|linode-cli|hcloud|flyctl|fly|heroku|ibmcloud|oci|openstack|kops|cf|vercel|netlify|nova|cinder)\b[^\n|;&]*[\s:](?:delete\S*|destroy|rm|remove|terminate|purge|reset)\#(end)"#
        ),
        DangerRule(
            "D58", .changes, "changes cloud resources",
            hints: [
                "doctl", "linode", "hcloud", "fly", "heroku", "ibmcloud", "oci ", "openstack",
                "kops", "cf ",
                "vercel", "netlify", "nova ",
            ],
            #"\b(?:doctl|linode-cli|hcloud|flyctl|fly|heroku|ibmcloud|oci|openstack|kops|cf|vercel|netlify|nova)\b[^\n|;&]*[\s:](?:create|update|set|unset|scale|restart|start|stop|deploy|deploys|reboot|resize|rollback|rolling-update|edit|enable|disable|promote|push|restage|map-route|unmap-route|attach|detach|run|migrate)\#(end)"#
        ),
    ]
}
