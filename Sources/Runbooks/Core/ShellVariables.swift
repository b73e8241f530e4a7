/// Which variables a shell text sets and which it uses.
enum ShellVariables {
    /// Variables that a shell has without anybody setting them (bash(1), "Shell Variables"), and the ones
    /// that every login has.
    static let ofEveryShell: Set<String> = [
        "HOME", "USER", "LOGNAME", "PATH", "PWD", "OLDPWD", "SHELL", "TERM", "LANG", "TMPDIR",
        "HOSTNAME", "UID", "EUID", "PPID", "RANDOM", "SECONDS", "LINENO", "BASH", "BASHPID",
        "BASH_VERSION", "OSTYPE", "HOSTTYPE", "MACHTYPE", "IFS", "REPLY", "OPTARG", "OPTIND",
        "PIPESTATUS", "BASH_SOURCE", "FUNCNAME", "EPOCHSECONDS", "EDITOR", "DISPLAY", "COLUMNS",
        "LINES", "SRANDOM", "BASH_REMATCH", "GROUPS", "SHLVL", "SSH_CONNECTION",
    ]

    private static let declaring: Set<String> = [
        "export", "local", "declare", "typeset", "readonly", "read", "mapfile", "readarray",
        "unset",
        "getopts", "printf",
    ]

    /// Names that a script assigns, declares, reads or loops over.
    static func assigned(in script: ShellScript) -> Set<String> {
        var names: Set<String> = []
        for command in script.commands {
            for assignment in command.assignments {
                if let name = assignment.assignedName { names.insert(String(name)) }
            }
            guard let program = command.words.first, declaring.contains(program) else { continue }
            for word in command.words.dropFirst() where !word.hasPrefix("-") {
                names.insert(String(word.assignedName ?? word[...]))
            }
        }
        for pipeline in script.pipelines where pipeline.commands.isEmpty {
            if let loop = pipeline.text.split(separator: " ").first { names.insert(String(loop)) }
        }
        return names
    }

    /// Names that a text expands as `$NAME` or `${NAME…}`, in order, outside single quotes.
    ///
    /// One with a value or a message for the case that it is unset (`${NAME:-x}`, `${NAME:?x}`) is
    /// left out.
    static func used(in text: String) -> [String] {
        let bytes = Array(text.utf8)
        var names: [String] = []
        var index = 0
        var isDoubleQuoted = false
        while index < bytes.count {
            switch bytes[index] {
            case Ascii.backslash: index += 2
            case Ascii.double:
                isDoubleQuoted.toggle()
                index += 1
            case Ascii.single where !isDoubleQuoted:
                index = (bytes[(index + 1)...].firstIndex(of: Ascii.single) ?? bytes.count - 1) + 1
            case Ascii.hash where !isDoubleQuoted && beginsWord(bytes, index):
                index = bytes[index...].firstIndex(of: Ascii.newline) ?? bytes.count
            case Ascii.dollar:
                if let name = name(in: bytes, after: &index) { names.append(name) }
            default: index += 1
            }
        }
        return names
    }

    private static func beginsWord(_ bytes: [UInt8], _ index: Int) -> Bool {
        index == 0 || Ascii.endsWord(bytes[index - 1])
    }

    private static func name(in bytes: [UInt8], after index: inout Int) -> String? {
        index += 1
        var start = index
        let isBraced = start < bytes.count && bytes[start] == Ascii.openBrace
        if isBraced { start += 1 }
        var end = start
        while end < bytes.count, isName(bytes[end], first: end == start) { end += 1 }
        guard end > start else { return nil }
        index = end
        if isBraced, end < bytes.count, ":-=?+".utf8.contains(bytes[end]) { return nil }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private static func isName(_ byte: UInt8, first: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "_"):
            true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): !first
        default: false
        }
    }
}
