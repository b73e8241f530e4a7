/// The templates of forty services, written as such programs write their lines.
///
/// A block begins with `# service layout`. In each line a letter gives the level (A: an access line,
/// P: a panic without a header; the layout `bare` has no letters), then comes the message.
/// `«kind arguments»` is a variable (`CorpusVariable`), `||` leads the fields that a JSON logger adds,
/// and `@language exception ;; root` the stack trace behind the message (`CorpusTrace`).
///
/// The rule of labelling: a value of several plain words stands in quotes or brackets, and one of two or
/// three words that mean different things stands behind a key, because a reader of the log alone could
/// not tell such values from the words of the statement.
enum CorpusText {
    static let all = [web, identity, data, platform, business, jobs]
}
