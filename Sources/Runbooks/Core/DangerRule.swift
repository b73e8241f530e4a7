import IncidentModel

/// One rule that says what a command may do.
struct DangerRule: Sendable {
    /// The rule's number, such as `D4`; it never changes meaning.
    var id: String
    var danger: Danger
    /// What the command does, in words for a person.
    var name: String
    /// Texts of which one occurs in whatever the pattern matches, in small letters: they keep the pattern
    /// from being compiled and tried.
    var hints: [String]
    /// The pattern (ICU), for one pipeline in one line.
    var pattern: String
    /// What in the same pipeline turns it into a rehearsal; nil when nothing does.
    var rehearsal: String?

    init(
        _ id: String, _ danger: Danger, _ name: String, hints: [String], _ pattern: String,
        unless rehearsal: String? = nil
    ) {
        self.id = id
        self.danger = danger
        self.name = name
        self.hints = hints
        self.pattern = pattern
        self.rehearsal = rehearsal
    }

    /// The rules.
    ///
    /// D1 to D35 come from commands in 2,227 public runbooks; the rest completes them.
    static let all =
        files + systems + databases + clusters + clouds + tools + losses + hosts

    /// Where the name of a program stands in a pipeline, also behind `sudo`, `ssh HOST` and `--`.
    static let start =
        #"(?:^|[|("'`{]\s*|\s--\s+|\b(?:sudo|exec|command|nohup|env|time|xargs)\s+(?:-\S+\s+(?:\d+\s+)?)*|\bssh\s+(?:-\S+\s+)*\S+\s+)(?:\S*/)?"#

    /// The end of a word, also inside quotes.
    static let end = #"(?=[\s"'`);]|$)"#

    /// `kubectl` and its kin with their options, up to the verb.
    static let kube =
        #"\b(?:kubectl|oc|k)\s+(?:--[^\s=]+\s+(?:[^-\s]\S*\s+)?|-\w\s+(?:[^-\s]\S*\s+)?|--[^\s=]+=\S*\s+|-\w\S+\s+)*?"#

    /// `--dry-run`, but not `--dry-run=none`.
    static let dryRun = #"\s--dry-run(?:=(?:client|server|true|all))?(?=\s|$)"#
}
