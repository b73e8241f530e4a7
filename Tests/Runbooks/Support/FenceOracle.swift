import CCmark

/// What cmark-gfm alone says is code, read with as little of our own as can be: the judge of the parser.
struct FenceOracle {
    /// The languages of the dialect that run.
    static let languages: Set<String> = ["bash", "sh", "shell", "zsh", "console"]

    /// Lines of commands by their number in the file, in fences of a language that runs.
    private(set) var runnable: [Int: String] = [:]
    /// The same in blocks without a language.
    private(set) var unlabelled: [Int: String] = [:]
    /// How many blocks of a language that runs were met.
    private(set) var blocks = 0

    /// Reads a file; blocks at `files` are offered for writing and count as none.
    init(_ bytes: [UInt8], files: Set<Int>) {
        let lines = Self.lines(bytes)
        let text = lines.joined(separator: "\n") + "\n"
        cmark_gfm_core_extensions_ensure_registered()
        let parser = cmark_parser_new(CMARK_OPT_DEFAULT)
        defer { cmark_parser_free(parser) }
        for name in ["table", "tasklist", "strikethrough"] {
            cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
        }
        var fed = text
        fed.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                cmark_parser_feed(parser, $0.baseAddress, $0.count)
            }
        }
        let document = cmark_parser_finish(parser)
        defer { cmark_node_free(document) }
        let walk = cmark_iter_new(document)
        defer { cmark_iter_free(walk) }
        while true {
            let event = cmark_iter_next(walk)
            if event == CMARK_EVENT_DONE { return }
            let node = cmark_iter_get_node(walk)
            guard event == CMARK_EVENT_ENTER, cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK
            else { continue }
            if !files.contains(Int(cmark_node_get_start_line(node))) { take(node) }
        }
    }

    /// Lines as the file has them; front matter is no Markdown.
    private static func lines(_ bytes: [UInt8]) -> [String] {
        var lines: [String] = [""]
        var previous: Unicode.Scalar = " "
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\n": if previous != "\r" { lines.append("") }
            case "\r": lines.append("")
            case "\u{FEFF}" where lines == [""]: break
            default: lines[lines.count - 1].unicodeScalars.append(scalar)
            }
            previous = scalar
        }
        if let mark = lines.first, mark == "---" || mark == "+++",
            let end = lines.dropFirst().firstIndex(of: mark)
        {
            for index in 0...end { lines[index] = "" }
        }
        return lines
    }

    private mutating func take(_ node: OpaquePointer?) {
        var (length, offset, mark) = (Int32(0), Int32(0), CChar(0))
        let isFenced = cmark_node_get_fenced(node, &length, &offset, &mark) != 0
        let info = String(cString: cmark_node_get_fence_info(node))
        let language = info.prefix { !$0.isWhitespace && $0 != "{" && $0 != "," }.lowercased()
        let text = String(cString: cmark_node_get_literal(node))
        let first = Int(cmark_node_get_start_line(node)) + (isFenced ? 1 : 0)
        var code: [(line: Int, text: String)] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let bare = line.drop { $0.isWhitespace }
            if !bare.isEmpty, bare.first != "#" { code.append((first + index, String(line))) }
        }
        let isTyped = code.first.map { Self.typed($0.text) != nil } ?? false
        if language == "console" || isTyped {
            code = code.compactMap { line, text in Self.typed(text).map { (line, $0) } }
        }
        if Self.languages.contains(language) {
            blocks += 1
            for (line, text) in code { runnable[line] = text }
        } else if info.isEmpty {
            for (line, text) in code { unlabelled[line] = text }
        }
    }

    /// What stands behind the prompt `$ `.
    private static func typed(_ line: String) -> String? {
        let bare = line.drop { $0.isWhitespace }
        guard bare.hasPrefix("$ ") || bare.hasPrefix("$\t") else { return nil }
        let command = bare.dropFirst(2).drop { $0.isWhitespace }
        return command.isEmpty || command.first == "#" ? nil : String(command)
    }
}
