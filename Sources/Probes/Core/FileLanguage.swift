/// What signs mean in a file, as far as placeholders are concerned.
struct FileLanguage: Hashable, Sendable {
    /// `<word>` is a tag.
    var hasTags = false
    /// `${NAME}` is filled in when the file is used.
    var hasVariables = false

    private static let tagged: Set<String> = [
        "html", "htm", "xhtml", "xml", "xsl", "xsd", "svg", "plist", "vue", "svelte", "jsx", "tsx",
        "jsp", "aspx", "cshtml", "csproj", "pom", "config", "wsdl", "rss", "md", "php",
    ]
    private static let variable: Set<String> = [
        "sh", "bash", "zsh", "ksh", "tf", "hcl", "js", "mjs", "cjs", "ts", "jsx", "tsx", "vue",
        "gradle", "groovy", "kt", "kts", "php", "pl", "mk", "cmake",
    ]
    private static let variableNames: Set<String> = [
        "Makefile", "GNUmakefile", "Dockerfile", "Containerfile", "Jenkinsfile", "CMakeLists.txt",
    ]

    /// Judges by a file's name and its first bytes.
    init(path: String, head: [UInt8]) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        let start = String(decoding: head.prefix(200), as: UTF8.self)
            .drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        let lowered = start.lowercased()
        hasTags =
            Self.tagged.contains(ending) || lowered.hasPrefix("<?xml")
            || lowered.hasPrefix("<!doctype") || lowered.hasPrefix("<html")
        hasVariables =
            Self.variable.contains(ending) || Self.variableNames.contains(name)
            || name.hasPrefix("Dockerfile.")
            || start.hasPrefix("#!") && start.prefix { !$0.isNewline }.hasSuffix("sh")
    }
}
