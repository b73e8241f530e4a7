import Foundation

/// Queries that only read: what `psql -c`, `mysql -e` and their kin are told.
///
/// It knows statements and functions that change nothing; whatever else stands in a query makes it
/// unknown.
enum QueryReading {
    /// True when a command of a database's client is known to only read.
    ///
    /// - Parameter words: Name and arguments, without the shell's quotes.
    static func onlyReads(_ words: [String], input: [String]) -> Bool {
        guard let name = words.first.map({ String($0.split(separator: "/").last ?? $0[...]) }),
            let client = clients[name],
            let queries = queries(in: Array(words.dropFirst()), of: client)
        else { return false }
        let all = queries.isEmpty ? input : queries
        return !all.isEmpty && all.allSatisfy { isReading($0) }
    }

    /// How a client is told its query and what else it may be told.
    private struct Client {
        /// Short options with a query behind them.
        var query: Character
        var longQuery: String
        /// Short options without a value, and with one.
        var flags: Set<Character>
        var valued: Set<Character>
        /// Long options that change nothing.
        var longs: Set<String>
        /// True when the word behind the operand is the query.
        var takesOperand = false
    }


    private static let postgres = Client(
        query: "c", longQuery: "--command", flags: Set("AtqxX1wWn"), valued: Set("hpUdFPRv"),
        longs: [
            "--host", "--port", "--username", "--dbname", "--no-align", "--tuples-only", "--quiet",
            "--expanded", "--csv", "--no-psqlrc", "--pset", "--field-separator", "--no-password",
            "--set",
        ])
    private static let mysql = Client(
        query: "e", longQuery: "--execute", flags: Set("NBstrEA"), valued: Set("huPDS"),
        longs: [
            "--host", "--port", "--user", "--password", "--database", "--batch", "--socket",
            "--skip-column-names", "--table", "--vertical", "--raw", "--silent", "--protocol",
            "--connect-timeout", "--login-path", "--ssl-mode", "--ssl-ca",
            "--default-character-set",
        ])
    private static let sqlite = Client(
        query: "\0", longQuery: "-cmd", flags: [], valued: [],
        longs: [
            "-readonly", "-header", "-column", "-csv", "-json", "-line", "-batch", "-noheader",
        ],
        takesOperand: true)
    private static let clients: [String: Client] = [
        "psql": postgres, "mysql": mysql, "mariadb": mysql, "sqlite3": sqlite,
    ]

    /// The queries among the arguments; nil when an option is not known.
    private static func queries(in arguments: [String], of client: Client) -> [String]? {
        var queries: [String] = []
        var operands: [String] = []
        var rest = arguments[...]
        while let word = rest.popFirst() {
            if word.hasPrefix("--") || client.takesOperand && word.hasPrefix("-") {
                let name = String(word.prefix { $0 != "=" })
                let value = word.firstIndex(of: "=").map { String(word[word.index(after: $0)...]) }
                if name == client.longQuery {
                    guard let query = value ?? rest.popFirst() else { return nil }
                    queries.append(query)
                } else if name == "--list" {
                    queries.append("\\l")
                } else if !client.longs.contains(name) {
                    return nil
                } else if value == nil, takesValue(name), name != "--password" {
                    rest = rest.dropFirst()
                }
            } else if word.hasPrefix("-"), word.count > 1 {
                guard takeShort(word.dropFirst(), &rest, &queries, client) else { return nil }
            } else {
                operands.append(word)
            }
        }
        if client.takesOperand { return operands.count > 1 ? Array(operands.dropFirst()) : nil }
        return operands.count <= 2 ? queries : nil
    }

    private static func takesValue(_ name: String) -> Bool {
        [
            "--host", "--port", "--username", "--dbname", "--user", "--database", "--socket",
            "--pset", "--field-separator", "--protocol", "--connect-timeout", "--login-path",
            "--set", "--ssl-mode", "--ssl-ca", "--default-character-set",
        ].contains(name)
    }

    private static func takeShort(
        _ letters: Substring, _ rest: inout ArraySlice<String>, _ queries: inout [String],
        _ client: Client
    ) -> Bool {
        var letters = letters
        while let letter = letters.popFirst() {
            if letter == client.query {
                guard let query = letters.isEmpty ? rest.popFirst() : String(letters) else {
                    return false
                }
                queries.append(query)
                return true
            }
            if client.valued.contains(letter) {
                if letters.isEmpty { rest = rest.dropFirst() }
                return true
            }
            // The password of MySQL's client is part of its option.
            if letter == "p", client.query == "e" { return true }
            if letter == "l", client.query == "c" {
                queries.append("\\l")
                continue
            }
            guard client.flags.contains(letter) else { return false }
        }
        return true
    }

    private static let patterns = PatternCache()

    /// What psql and sqlite3 show of what is there.
    private static let metaCommand =
        #"^(?:\\(?:l|conninfo|x|timing|z|d[a-zA-Z]*)[+S]*(?: [\w.*\" ]*)?|\.(?:tables|schema|databases|indexes|indices|dbinfo)(?: [\w%]*)?)$"#

    private static let firstWord =
        #"^(?:select|show|explain|with|table|describe|desc|values|begin(?: read only)?$|commit$|rollback$|set (?:local |session )?(?:statement_timeout|lock_timeout|search_path)\b)"#

    /// Words that change something, or hand on what is read; `for update` holds locks.
    private static let changing =
        #"\b(?:insert|update|delete|merge|replace\s+into|drop|truncate|alter|create|grant|revoke|into|copy|call|do|lock|vacuum|analyze|analyse|reindex|cluster|refresh|listen|notify|load|attach|pragma|kill|flush|reset|purge|start|stop|change|handler|install|share|nextval|prepare|execute|deallocate|outfile|dumpfile)\b|:="#

    private static let functions: Set<String> = {
        let names = """
            count sum avg min max now current_timestamp version pg_size_pretty pg_database_size \
            pg_total_relation_size pg_relation_size pg_table_size pg_indexes_size \
            pg_is_in_recovery pg_last_wal_receive_lsn pg_last_wal_replay_lsn pg_current_wal_lsn \
            pg_wal_lsn_diff pg_last_xact_replay_timestamp pg_blocking_pids pg_backend_pid \
            pg_postmaster_start_time pg_conf_load_time pg_get_indexdef pg_get_viewdef \
            current_database current_schema current_user current_setting inet_server_addr extract \
            date_trunc date_part age to_char to_timestamp coalesce nullif round floor ceil abs \
            greatest least length left right substr substring upper lower trim btrim concat \
            concat_ws format string_agg array_agg json_agg jsonb_agg group_concat split_part \
            replace regexp_replace cast if ifnull date year month day hour timestampdiff \
            date_sub date_add date_format unix_timestamp from_unixtime datediff sysdate curdate \
            row_number rank dense_rank lag lead percentile_cont percentile_disc within unnest \
            generate_series in and or not exists from as values on using over filter any all \
            some join where select interval case when then else by having union except \
            intersect limit order numeric varchar char decimal distinct sqlite_version \
            strftime datetime julianday typeof lateral materialized between like is end
            """
        return Set(names.split(separator: " ").map(String.init))
    }()

    /// True when every statement of the query only reads.
    static func isReading(_ query: String) -> Bool {
        let text = query.replacing("\n", with: " ").trimmed
        if patterns.matches(metaCommand, text) { return true }
        guard let bare = withoutTexts(text.hasSuffix("\\G") ? String(text.dropLast(2)) : text)
        else { return false }
        let statements = bare.split(separator: ";").map { String($0).trimmed }
            .filter { !$0.isEmpty }
        return !statements.isEmpty
            && statements.allSatisfy { statement in
                patterns.matches(firstWord, statement) && !isChanging(statement)
                    && callsOnlyKnown(statement)
            }
    }

    private static func isChanging(_ statement: String) -> Bool {
        // What `show` and `describe` name is no statement.
        if statement.hasPrefix("show ") || statement.hasPrefix("desc") {
            return statement.contains("(")
        }
        if statement.hasPrefix("set ") { return statement.contains("(") }
        return patterns.matches(changing, statement)
    }

    /// The query in small letters, each text in quotes replaced by `''`; nil where comments, dollars or
    /// backslashes may hide something.
    private static func withoutTexts(_ query: String) -> String? {
        var result = ""
        var quote: Character?
        for character in query {
            if character == "\\" || character == "$" || character == "`" { return nil }
            if let open = quote {
                if character == open {
                    quote = nil
                    result.append("''")
                }
            } else if character == "'" {
                quote = character
            } else {
                result.append(character)
            }
        }
        let hidden = result.contains("--") || result.contains("/*") || result.contains("#")
        return quote != nil || hidden || result.contains("\"") ? nil : result.lowercased()
    }

    /// True when each name in front of a bracket is a function that only reads, or a word of the language.
    private static func callsOnlyKnown(_ statement: String) -> Bool {
        var name = ""
        var isOver = false
        for character in statement {
            if character == "(" {
                if !name.isEmpty, !functions.contains(name) { return false }
                name = ""
            } else if character == " " {
                isOver = true
            } else if character == "_" || character == "." || character.isLetter
                || character.isNumber
            {
                if isOver { name = "" }
                name.append(character)
                isOver = false
            } else {
                name = ""
                isOver = false
            }
        }
        return true
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
