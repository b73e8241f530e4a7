import IncidentModel

extension DangerRule {
    /// HTTP, version control and interpreters.
    static let tools: [DangerRule] = [
        DangerRule(
            "D24", .changes, "sends a changing HTTP request",
            hints: ["curl", "wget", "http ", "https "],
            #"\bcurl\b[^\n]*(?:\s-\w*X\s*|--request[= ]\s*)["']?(?:POST|PUT|DELETE|PATCH)|\bcurl\b[^\n]*\s(?:-[\#(curlFlags)]*[FT]|--form|--upload-file|--json)|\bcurl\b(?!\#(curlGet))[^\n]*\s(?:-[\#(curlFlags)]*d|--data)|\bwget\b[^\n]*\s--(?:post-data|post-file|body-data|method)|(?:^|[|(]\s*)https?\s+(?:-\S+\s+)*(?:POST|PUT|DELETE|PATCH)\b"#
        ),
        DangerRule(
            "D59", .destroys, "sends an HTTP request that deletes", hints: ["curl", "delete"],
            #"(?i)\bcurl\b[^\n]*(?:\s-\w*X\s*|--request[= ]\s*)["']?DELETE\b|\bcurl\b[^\n]*/(?:_delete_by_query|_flush)\b|\bwget\b[^\n]*--method[= ]\s*["\']?DELETE\b|(?:^|[|(]\s*)(?:httpie|xhs?)\s+(?:-\S+\s+)*DELETE\b|\bgh\s+api\b[^\n]*(?:-X|--method)[= ]?\s*DELETE\b|(?:^|[|(]\s*)https?\s+(?:-\S+\s+)*DELETE\b"#
        ),
        DangerRule(
            "D28", .destroys, "throws away or overwrites history or work", hints: ["git"],
            #"\bgit\s+(?:-\S+\s+(?:[^-\s]\S*\s+)?)*?(?:push\b[^\n]*\s(?:--force\S*|-\w*f\w*|--delete|-d|--mirror|--prune|\+\S+|:\S+)(?=\s|$)|reset\b[^\n]*\s--hard|clean\b[^\n|;&]*\s(?:-\w*f\w*|--force)\b|stash\s+(?:drop|clear)|branch\b[^\n|;&]*\s(?:-\w*D\w*\b|--delete\b[^\n|;&]*(?:--force|-f)\b|-df\b|-fd\b)|tag\s+(?:-d|--delete)\b|worktree\s+remove\b[^\n|;&]*(?:-f|--force)\b|reflog\s+(?:expire|delete)|filter-branch|filter-repo|gc\b[^\n]*--prune|(?:checkout|switch)\s+(?:-f|--force|--discard-changes|--\s|\.(?:\s|$)|\S+\s+--\s)|restore\s+(?!--staged)|update-ref\s+-d)"#,
            unless: #"\s(?:--dry-run|-n)(?=\s|$)"#),
        DangerRule(
            "D39", .changes, "changes a repository", hints: ["git", "gh ", "glab"],
            #"\bgit\s+(?:-\S+\s+(?:[^-\s]\S*\s+)?)*?(?:commit|push|checkout|switch|merge|rebase|revert|pull|stash(?!\s+(?:list|show))|tag\s+(?!-)\S+|branch\s+(?!-)\S+|apply|cherry-pick|am|add|rm|mv|reset|init|clone|fetch|remote\s+(?:add|rm|set-url)|submodule\s+(?:update|add)|config\s+(?!-)[^\s|;&]+\s+\S+|bisect|worktree\s+(?:add|remove))\b|\b(?:gh|glab)\s+\S+\s+(?:create|merge|close|delete|edit|run|rerun|cancel|upload|approve|review|comment|set|enable|disable|retry)\b"#,
            unless: #"\s--dry-run(?=\s|$)"#),
        DangerRule(
            "D60", .changes, "changes a running application through its console",
            hints: [
                "rails", "artisan", "manage.py", "rake", "alembic", "flyway", "liquibase", "wp ",
            ],
            #"\brails\s+(?:runner|db:\S+|r\b|console|c\b)|\brake\s+\S*(?:db|cache|assets):\S+|\bartisan\s+(?:migrate|cache|config|queue|down|up|db)\S*|\bmanage\.py\s+(?:migrate|flush|loaddata|shell|clear\S*|createsuperuser|collectstatic)\b|\balembic\s+(?:upgrade|downgrade|stamp)\b|\bflyway\s+(?:migrate|repair|baseline|undo)|\bliquibase\s+\S*(?:update|rollback)|\bwp\s+\S+\s+(?:update|delete|create|flush)"#
        ),
        DangerRule(
            "D61", .destroys, "drops an application's data",
            hints: ["rails", "rake", "artisan", "manage.py", "flyway", "liquibase"],
            #"\b(?:rails|rake)\s+\S*db:(?:drop|reset|schema:load|purge)|\bartisan\s+(?:migrate:(?:fresh|reset|refresh)|db:wipe)|\bmanage\.py\s+flush\b|\bflyway\s+clean|\bliquibase\s+\S*drop"#
        ),
        DangerRule(
            "D62", .destroys, "deletes files from an interpreter's one line",
            hints: ["python", "perl", "ruby", "node", "php", "deno", "bun"],
            #"\b(?:python[\d.]*|pypy3?)\b[^\n]*\s-\w*c\b[^\n]*(?:\brmtree\b|\bos\.(?:remove|unlink|rmdir|removedirs|truncate)\b|\.(?:unlink|rmdir)\s*\(|\bremove_tree\b)|\b(?:perl|ruby)\b[^\n]*\s-\w*[eE]\b[^\n]*(?:\bunlink\b|\brmdir\b|\brmtree\b|\bremove_tree\b|\brm_rf?\b|\b(?:File|Dir|FileUtils)\.(?:delete|unlink|rm\w*|remove\w*)\b)|\b(?:node|nodejs|deno|bun)\b[^\n]*(?:\s-\w*[ep]\b|--eval|\seval\b)[^\n]*\b(?:rm|rmdir|unlink|truncate|remove)(?:Sync)?\s*\(|\bphp\b[^\n]*\s-r\b[^\n]*\b(?:unlink|rmdir)\s*\(|\brm["']\s*,\s*["']-\w*[rRf]"#
        ),
        DangerRule(
            "D63", .changes, "writes or starts something from an interpreter's one line",
            hints: ["python", "perl", "ruby", "node", "php"],
            #"\bpython[\d.]*\b[^\n]*\s-\w*c\b[^\n]*(?:\bopen\s*\([^)]*,\s*\S{0,6}["']?[wax]b?\+?["']?\s*[,)]|\bwrite_(?:text|bytes)\b|\bos\.(?:rename|replace|chmod|chown|mkdir|makedirs|kill|symlink|system)\b|\bshutil\.(?:move|copy\w*)\b|\bsubprocess\.)|\bperl\b[^\n]*\s-\w*e\b[^\n]*\b(?:rename|chmod|chown|mkdir|system|kill|symlink)\b|\b(?:node|nodejs)\b[^\n]*\s-\w*e\b[^\n]*\b(?:writeFile|appendFile|rename|chmod|mkdir|exec|spawn)(?:Sync)?\s*\("#
        ),
    ]

    /// Options of `curl` that take no value and may stand before another letter.
    private static let curlFlags = "sSfkvLiIgGnNaBjlqRpZ0-9#"

    /// `-G` or `--get` behind words that can hold no data: what is sent then is a query.
    static let curlGet =
        #"(?:\s+-[\#(curlFlags)]+|\s+--(?:silent|fail|show-error|location|insecure|compressed)|\s+[^-\s"'][^\s"']*)*\s+(?:-[\#(curlFlags)]*G[\#(curlFlags)]*d?|--get)(?=\s)"#
}
