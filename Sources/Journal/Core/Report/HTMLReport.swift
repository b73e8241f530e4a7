import SafeText

/// A report as one HTML file that needs no network and no script; well-formed XML too (XHTML syntax).
struct HTMLReport {
    /// Writes a document.
    static func text(_ document: ReportDocument) -> String {
        let title = text(document.title)
        let plain = XMLText.escaped(document.title.map(\.words).joined())
        let sections = document.sections.enumerated().map { index, section in
            """
            <section id="part\(index + 1)">
            <h2>\(XMLText.escaped(section.title))</h2>
            \(section.blocks.map(text).joined(separator: "\n"))
            </section>
            """
        }
        let contents = document.sections.enumerated().map { index, section in
            "<a href=\"#part\(index + 1)\">\(XMLText.escaped(section.title))</a>"
        }
        return """
            <!DOCTYPE html>
            <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
            <title>\(plain)</title>
            <style>
            \(style)
            </style>
            </head>
            <body>
            <h1>\(title)</h1>
            <nav>\(contents.joined(separator: " "))</nav>
            \(sections.joined(separator: "\n"))
            </body>
            </html>

            """
    }

    private static func text(_ block: ReportBlock) -> String {
        switch block {
        case .heading(let title): return "<h3>\(text(title))</h3>"
        case .paragraph(let words): return "<p>\(text(words))</p>"
        case .facts(let facts):
            let rows = facts.map { fact in
                "<dt>\(XMLText.escaped(fact.name))</dt><dd>\(text(fact.text))</dd>"
            }
            return "<dl>\(rows.joined(separator: "\n"))</dl>"
        case .list(let items, let isNumbered):
            return items.isEmpty ? "" : list(items, isNumbered)
        case .table(let head, let rows):
            let heads = head.map { "<th scope=\"col\">\(XMLText.escaped($0))</th>" }.joined()
            let lines = rows.map { row in
                "<tr>" + row.map { "<td>\(text($0))</td>" }.joined() + "</tr>"
            }
            return "<div class=\"wide\"><table><thead><tr>\(heads)</tr></thead>\n"
                + "<tbody>\(lines.joined(separator: "\n"))</tbody></table></div>"
        case .verbatim(let lines):
            return "<pre>\(lines.map { XMLText.escaped($0.string) }.joined(separator: "\n"))</pre>"
        case .drawing(let svg): return "<figure>\(svg)</figure>"
        }
    }

    private static func list(_ items: [ReportItem], _ isNumbered: Bool) -> String {
        let tag = isNumbered ? "ol" : "ul"
        let isTasks = items.contains { $0.isDone != nil }
        let lines = items.map { item in
            // A mark and a word instead of a box: it reads without colours and prints.
            let box =
                item.isDone.map {
                    $0
                        ? "<span class=\"done\" title=\"done\">☑</span> "
                        : "<span class=\"open\" title=\"open\">☐</span> "
                } ?? ""
            let inner = item.children.isEmpty ? "" : list(item.children, false)
            return "<li>\(box)\(text(item.text))\(inner)</li>"
        }
        return
            "<\(tag)\(isTasks ? " class=\"tasks\"" : "")>\(lines.joined(separator: "\n"))</\(tag)>"
    }

    private static func text(_ words: [ReportText]) -> String {
        words.map { word in
            switch word {
            case .plain(let text): XMLText.escaped(text)
            case .strong(let text): "<strong>\(XMLText.escaped(text))</strong>"
            case .code(let text):
                text.isEmpty ? "" : "<code>\(XMLText.escaped(text.string))</code>"
            }
        }.joined()
    }

    private static let style = """
        :root { --ink: #1c2024; --soft: #5b6570; --paper: #ffffff; --panel: #f4f6f8; --rule: #d5dbe1;
          --up: #2f8f5b; --degraded: #b7791f; --down: #c53030; --blocked: #a05aa0; --unknown: #8a949e; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e4e8ec; --soft: #9aa5b1; --paper: #14181c; --panel: #1d2329; --rule: #343c45;
            --up: #3fae73; --degraded: #d69e2e; --down: #e25555; --blocked: #b87ab8; --unknown: #6b7681; }
        }
        body { font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: var(--ink);
          background: var(--paper); max-width: 70rem; margin: 0 auto; padding: 1.5rem; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .6rem; overflow-wrap: anywhere; }
        h2 { font-size: 1.15rem; margin: 2rem 0 .6rem; border-bottom: 1px solid var(--rule); }
        h3 { font-size: 1rem; margin: 1.1rem 0 .4rem; }
        nav { display: flex; flex-wrap: wrap; gap: .2rem .9rem; font-size: .88rem; }
        a { color: inherit; }
        dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .25rem 1.2rem; margin: 0; }
        dt { color: var(--soft); }
        dd { margin: 0; overflow-wrap: anywhere; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; }
        th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--rule);
          overflow-wrap: anywhere; min-width: 4rem; }
        th { color: var(--soft); font-weight: 600; }
        code, pre { font: .86em/1.45 ui-monospace, "DejaVu Sans Mono", monospace; background: var(--panel); }
        code { padding: .05em .3em; border-radius: 3px; overflow-wrap: anywhere; }
        pre { padding: .7rem .9rem; border-radius: 5px; white-space: pre-wrap; overflow-wrap: anywhere; }
        ul, ol { padding-left: 1.4rem; margin: .4rem 0; }
        ul.tasks { list-style: none; padding-left: 0; }
        .done { color: var(--up); } .open { color: var(--down); }
        figure { margin: 1rem 0; }
        svg { width: 100%; height: auto; font: 12px system-ui, "DejaVu Sans", sans-serif; }
        svg text { fill: var(--ink); } svg .group { font-weight: 600; } svg .time { fill: var(--soft); }
        svg .label { fill: #ffffff; paint-order: stroke; stroke: rgba(0, 0, 0, .55); stroke-width: 3px; }
        svg .tick { stroke: var(--rule); stroke-dasharray: 2 3; fill: none; } svg .span { fill: var(--soft); }
        svg .trend { fill: var(--soft); opacity: .55; }
        svg .up { fill: var(--up); } svg .degraded { fill: var(--degraded); } svg .down { fill: var(--down); }
        svg .blocked { fill: var(--blocked); } svg .unknown { fill: var(--unknown); }
        svg pattern .line { stroke: rgba(255, 255, 255, .5); stroke-width: 1.6; fill: none; }
        svg pattern .ink { fill: rgba(255, 255, 255, .6); }
        @media print { body { max-width: none; padding: 0; font-size: 11px; } nav { display: none; }
          h2, h3 { break-after: avoid; } tr, li, figure { break-inside: avoid; } .wide { overflow: visible; } }
        """
}

extension ReportText {
    /// The bare words.
    fileprivate var words: String {
        switch self {
        case .plain(let text), .strong(let text): text
        case .code(let text): text.string
        }
    }
}
