import IncidentModel

extension DangerRule {
    /// Databases, caches, queues and key-value stores.
    static let databases: [DangerRule] = [
        DangerRule(
            "D20", .destroys, "deletes database objects or rows",
            hints: ["drop", "truncate", "delete", "remove", "purge", "dropdb"],
            #"(?i)\bdrop\s+(?:table|database|schema|index|user|role|view|materialized|extension|slot|keyspace|tablespace|column|constraint|function|trigger|sequence|type|publication|subscription|replication|collection|measurement|if\s+exists)\b|\btruncate\s+(?:table\s+)?(?!-)[\w."]+\s*(?:;|,|$|["']|cascade|restart)|\btruncate\s+table\b|\bdelete\s+from\s+\S|\bpg_drop_replication_slot\b|(?:^|\s)dropdb\s|(?:^|\s)dropuser\s|\bdropDatabase\b|\.(?:drop|dropIndex|dropIndexes|deleteMany|deleteOne|remove)\s*\("#
        ),
        DangerRule(
            "D21", .changes, "changes a database",
            hints: [
                "update", "insert", "alter", "backend", "vacuum", "reindex", "grant", "revoke",
                "create",
                "pg_", "replace", "merge", "set ", "kill", "copy", "optimize", "start slave",
                "replica", "reload", "mysqladmin", "restore", "stepdown", "reconfig", "balancer",
            ],
            #"(?i)\bupdate\s+[\w."`]+\s+set\b|\binsert\s+into\b|\breplace\s+into\b|\bmerge\s+into\b|\balter\s+(?:table|system|role|user|database|index|sequence|type|view|default|publication|subscription|tablespace)\b|\bpg_(?:terminate|cancel)_backend\b|\bpg_(?:reload_conf|switch_wal|promote|rotate_logfile|wal_replay_\w+|create_\w+|restore|ctl\s+(?:\S+\s+)*(?:start|stop|restart|reload|promote|initdb))\b|\bvacuum\s+full\b|\bvacuum\b|\breindex\b|\b(?:grant|revoke)\s+[\w, ]+\s+(?:on|to|from)\b|\bcreate\s+(?:or\s+replace\s+)?(?:unique\s+)?(?:table|database|schema|index|user|role|view|materialized|extension|function|trigger|sequence|type|publication|subscription|keyspace|tablespace)\b|\bset\s+(?:global|persist)\b|["'\s]kill\s+(?:query\s+|connection\s+)?\d+\s*;|\boptimize\s+table\b|\b(?:start|stop|reset)\s+(?:slave|replica)\b|\bmysqladmin\b[^\n]*\s(?:shutdown|kill|flush-\S+|reload|refresh|create|drop|start-slave|stop-slave)\b|\bmongorestore\b|\.(?:insertOne|insertMany|updateOne|updateMany|replaceOne|createIndex|createCollection|stepDown|reconfig)\s*\(|\b(?:rs|sh)\.(?:stepDown|reconfig|add|remove|stopBalancer|startBalancer)\b"#
        ),
        DangerRule(
            "D22", .destroys, "empties a cache", hints: ["flush"],
            #"(?i)\b(?:flushall|flushdb|flush_all)\b"#),
        DangerRule(
            "D23", .changes, "changes a redis server", hints: ["redis-cli", "valkey-cli"],
            #"(?i)\b(?:redis|valkey)-cli\b[^\n]*\s(?:config\s+(?:set|rewrite|resetstat)|(?:sentinel|cluster)\s+(?:failover|reset|remove|set|forget|meet|addslots|delslots|replicate)|failover|shutdown|replicaof|slaveof|del|unlink|set|setex|mset|expire|persist|rename|move|[lr]push|[lr]pop|ltrim|sadd|srem|hset|hdel|z(?:add|rem)|incr|decr|eval|script|client\s+(?:kill|pause)|debug|bgsave|save|bgrewriteaof|swapdb|migrate|restore|acl\s+(?:setuser|deluser)|publish|xadd|xdel|xtrim|xgroup)(?=\s|$|["'])"#
        ),
        DangerRule(
            "D26", .changes, "changes etcd, consul or vault",
            hints: ["etcdctl", "consul", "vault", "zkcli", "nomad"],
            #"\betcdctl\b[^\n]*\s(?:del|put|member\s+(?:remove|add|update)|defrag|snapshot\s+(?:restore|save)|move-leader|alarm\s+disarm|compact|compaction|auth\s+\w+|user\s+\w+|role\s+\w+|lease\s+(?:grant|revoke))\b|\b(?:vault|consul)\b[^\n|;&]*\s(?:delete|destroy|put|write|revoke|leave|force-leave|seal|unseal|enable|disable|tune|rotate|renew|undelete|rollback|patch|import|restore|reload|maint|register|deregister)\#(end)|\bnomad\s+(?:job\s+)?(?:run|stop|scale|revert|promote|dispatch|restart|drain)\b|\bnomad\s+(?:node\s+(?:drain|eligibility|purge|meta)|alloc\s+(?:restart|stop|signal|exec))|\bzkCli\S*\s[^\n]*\s(?:create|set|delete|deleteall|rmr)\b"#,
            unless: dryRun),
        DangerRule(
            "D27", .changes, "fails a database cluster over",
            hints: [
                "patronictl", "repmgr", "pg_auto", "orchestrator", "mysqlsh", "galera", "stolonctl",
            ],
            #"\bpatronictl\b[^\n]*\b(?:failover|switchover|reinit|restart|reload|pause|resume|remove|edit-config)\b|\brepmgr\b[^\n]*\b(?:switchover|promote|follow|register|unregister|clone|rejoin)\b|\bpg_autoctl\s+(?:perform|set|enable|disable|drop)\b|\borchestrator-client\b[^\n]*-c\s+(?:graceful|force|relocate|recover|start|stop|set)\S*|\bstolonctl\b[^\n]*\b(?:failkeeper|removekeeper|update|init|promote)\b"#,
            unless: dryRun),
        DangerRule(
            "D50", .destroys, "deletes keys, queues, topics or backups for good",
            hints: [
                "etcdctl", "vault", "consul", "kafka", "rabbitmq", "patronictl", "restic", "borg",
                "velero",
                "pgbackrest", "wal-g", "rmr", "deleteall", "_cat", "curl", "sentinel", "nomad",
            ],
            #"\betcdctl\b[^\n]*\b(?:del\b|snapshot\s+restore|member\s+remove)|\bvault\b[^\n|;&]*\b(?:destroy|metadata\s+delete|secrets\s+disable|operator\s+(?:init|rekey|seal)|delete)\b|\bconsul\s+kv\s+delete\b|\bkafka-topics\S*[^\n]*--delete\b|\bkafka-delete-records\S*|\bkafka-consumer-groups\S*[^\n]*--(?:delete|reset-offsets\b[^\n]*--execute)|\brabbitmq(?:ctl|admin)\b[^\n]*\b(?:purge_queue|delete_\w+|reset|force_reset|forget_cluster_node|delete\s|purge\s)|\bpatronictl\b[^\n]*\b(?:remove|reinit)\b|\b(?:restic|borg)\s[^\n]*\b(?:forget|prune|delete)\b|\bvelero\s[^\n]*\bdelete\b|\bpgbackrest\b[^\n]*\b(?:stanza-delete|expire|restore)\b|\bwal-g\s+delete\b|\b(?:rmr|deleteall)\s+/|\bnomad\b[^\n]*\s-purge\b|\bnomad\s+system\s+gc\b"#,
            unless: #"\s--?dry-run(?=\s|$)"#),
        DangerRule(
            "D51", .changes, "changes a message queue",
            hints: ["kafka", "rabbitmq", "nats", "celery"],
            #"\bkafka-(?:topics|configs|reassign-partitions|leader-election|acls)\S*[^\n]*--(?:create|alter|execute|add|remove|add-config|delete-config)\b|\bkafka-(?:console-producer|preferred-replica-election)\S*|\brabbitmq(?:ctl|admin|-plugins)\b[^\n]*\b(?:stop_app|start_app|stop|set_\w+|clear_\w+|add_\w+|close_\w+|rotate_logs|sync_queue|enable|disable|publish|declare|change_\w+|join_cluster)\b|\bnats\s+(?:stream|consumer|kv)\s+(?:add|rm|purge|edit|del|put)\b|\bcelery\b[^\n]*\b(?:purge|control|multi)\b"#
        ),
    ]
}
