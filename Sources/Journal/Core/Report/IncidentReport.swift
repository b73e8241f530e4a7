public import IncidentModel

/// The record of an incident as a document for people or programs.
public enum IncidentReport {
    /// Writes Markdown that is good as the body of an issue.
    ///
    /// - Parameters:
    ///   - account: The incident.
    ///   - isFull: True for the whole of it; false for what GitHub takes as the body of an issue (65,536
    ///     characters): a longer report says what is left out, and how to get it.
    /// - Returns: The document; lines end with a line feed.
    public static func markdown(_ account: IncidentAccount, isFull: Bool = false) -> String {
        isFull
            ? MarkdownReport.text(ReportWriter(account: account).document)
            : ShortenedReport(account: account, limit: MarkdownReport.githubLimit).markdown
    }

    /// Writes the same from an incident's events.
    ///
    /// - Parameters:
    ///   - state: The incident.
    ///   - events: Its events, the oldest first; when some are left out the report says how many.
    ///   - utcOffsetSeconds: The reader's distance from UTC; the report names it.
    /// - Returns: The document, as long as an issue may be.
    public static func markdown(
        state: IncidentState, events: [JournalEvent], utcOffsetSeconds: Int
    ) -> String {
        markdown(
            IncidentAccount(state: state, events: events, utcOffsetSeconds: utcOffsetSeconds))
    }

    /// Writes one HTML file that needs no network and no script; well-formed XML too.
    ///
    /// - Parameter account: The incident.
    /// - Returns: The document, always whole.
    public static func html(_ account: IncidentAccount) -> String {
        HTMLReport.text(ReportWriter(account: account).document)
    }

    /// Writes JSON with sorted keys: moments as RFC 3339 with their zone, lengths of time in seconds.
    ///
    /// - Parameter account: The incident.
    /// - Returns: The names that `keys` documents; what is not known is null, lists are empty.
    public static func json(_ account: IncidentAccount) -> String {
        ReportFields.report.value(of: account, account.clock).json
    }

    /// The names of the JSON form, which templates use too, a line each: the path and what it means.
    public static var keys: String {
        let keys = ReportFields.report.keys(below: "")
        let width = keys.map(\.path.count).max() ?? 0
        return keys.map { key in
            key.path + String(repeating: " ", count: width - key.path.count + 2) + key.meaning
                + "\n"
        }.joined()
    }

    /// Fills a template with the values of the JSON form.
    ///
    /// - Parameters:
    ///   - template: The template's text; see `ReportTemplate` for its language.
    ///   - file: Its name for error messages; its ending says how values are escaped.
    ///   - account: The incident.
    /// - Returns: The filled text.
    /// - Throws: `TemplateError` with file and line for an unknown name or a section that is not closed.
    public static func filled(
        _ template: String, file: String, with account: IncidentAccount
    ) throws(TemplateError) -> String {
        let template = try ReportTemplate(template, file: file)
        return try template.filled(
            with: ReportFields.report.value(of: account, account.clock),
            shape: ReportFields.report.shape)
    }
}
