import CCmark

/// Turns Markdown into blocks with cmark-gfm (CommonMark 0.29 with GitHub's tables and task lists).
struct MarkdownReader {
    private var blocks: [MarkdownBlock] = []
    private var lists: [Int?] = []
    private var inline = InlineText()
    /// Bold text that began where the paragraph does.
    private var boldDepth = 0
    private let source: SourceLines

    /// Registering twice at the same time is not safe in cmark; Swift does it once.
    private static let extensions: [String] = {
        cmark_gfm_core_extensions_ensure_registered()
        return ["table", "tasklist", "strikethrough"]
    }()

    private init(_ source: SourceLines) {
        self.source = source
    }

    /// The blocks of a document in order.
    static func blocks(of source: SourceLines) -> [MarkdownBlock] {
        var reader = MarkdownReader(source)
        reader.run()
        return reader.blocks
    }

    private mutating func run() {
        let names = Self.extensions
        guard let parser = cmark_parser_new(CMARK_OPT_VALIDATE_UTF8) else { return }
        defer { cmark_parser_free(parser) }
        for name in names {
            if let found = cmark_find_syntax_extension(name) {
                cmark_parser_attach_syntax_extension(parser, found)
            }
        }
        var text = source.text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                cmark_parser_feed(parser, $0.baseAddress, $0.count)
            }
        }
        guard let document = cmark_parser_finish(parser) else { return }
        defer { cmark_node_free(document) }
        guard let walk = cmark_iter_new(document) else { return }
        defer { cmark_iter_free(walk) }
        while true {
            let event = cmark_iter_next(walk)
            guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(walk) else { return }
            if event == CMARK_EVENT_ENTER { enter(node) } else { leave(node) }
        }
    }

    private mutating func enter(_ node: OpaquePointer) {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_HEADING, CMARK_NODE_PARAGRAPH:
            inline = InlineText()
            boldDepth = 0
        case CMARK_NODE_LIST:
            let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
            lists.append(isOrdered ? Int(cmark_node_get_list_start(node)) : nil)
        case CMARK_NODE_ITEM: enterItem(node)
        case CMARK_NODE_CODE_BLOCK: blocks.append(.code(codeBlock(node)))
        case CMARK_NODE_HTML_BLOCK:
            let lines = Self.literal(node).split(separator: "\n", omittingEmptySubsequences: false)
            blocks.append(.html(lines.map(String.init), line: Self.line(node)))
        case CMARK_NODE_TEXT: inline.text += Self.literal(node)
        case CMARK_NODE_CODE:
            inline.text += Self.literal(node)
            inline.codes.append(Self.literal(node))
        case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: inline.text += "\n"
        case CMARK_NODE_HTML_INLINE:
            // `<instance>` is a placeholder more often than HTML; only comments are left out.
            let literal = Self.literal(node)
            if !literal.hasPrefix("<!--") { inline.text += literal }
        case CMARK_NODE_STRONG: if inline.text.isEmpty { inline.beginsBold = true }
        default: enterExtension(node)
        }
    }

    /// Node types of extensions have no constant; their names tell.
    private mutating func enterExtension(_ node: OpaquePointer) {
        guard let name = cmark_node_get_type_string(node).map({ String(cString: $0) }) else {
            return
        }
        if name == "table_row" || name == "table_header" {
            let line = Self.line(node)
            blocks.append(.other([source.line(line)], line: line))
        }
    }

    private mutating func leave(_ node: OpaquePointer) {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_HEADING:
            blocks.append(
                .heading(
                    level: Int(cmark_node_get_heading_level(node)), text: inline,
                    line: Self.line(node)))
        case CMARK_NODE_PARAGRAPH: blocks.append(.paragraph(inline, line: Self.line(node)))
        case CMARK_NODE_LIST: _ = lists.popLast()
        case CMARK_NODE_ITEM: blocks.append(.itemEnded)
        default: break
        }
    }

    private mutating func enterItem(_ node: OpaquePointer) {
        var item = ListItem(depth: lists.count, number: nil, isTicked: nil, line: Self.line(node))
        if let number = lists.last, let number {
            item.number = number
            lists[lists.count - 1] = number + 1
        }
        if let name = cmark_node_get_type_string(node), String(cString: name) == "tasklist" {
            item.isTicked = cmark_gfm_extensions_get_tasklist_item_checked(node)
        }
        blocks.append(.itemBegan(item))
    }

    private func codeBlock(_ node: OpaquePointer) -> CodeBlock {
        var length: Int32 = 0
        var offset: Int32 = 0
        var character: CChar = 0
        let isFenced = cmark_node_get_fenced(node, &length, &offset, &character) != 0
        var lines = Self.literal(node).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
        // The literal ends with a line end, which is not one more line.
        if lines.last?.isEmpty == true { lines.removeLast() }
        return CodeBlock(
            line: Self.line(node), column: Int(cmark_node_get_start_column(node)),
            isFenced: isFenced, lines: lines)
    }

    private static func literal(_ node: OpaquePointer) -> String {
        cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
    }

    private static func line(_ node: OpaquePointer) -> Int {
        Int(cmark_node_get_start_line(node))
    }
}
