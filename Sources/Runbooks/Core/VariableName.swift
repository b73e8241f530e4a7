/// Names of environment variables for the values that people fill in.
enum VariableName {
    /// True for a letter or `_`, then letters, digits and `_`, all of ASCII.
    static func isValid(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return text.utf8.allSatisfy(isNameByte)
    }

    /// The name for what stands inside a placeholder: `db-instance-name` is `DB_INSTANCE_NAME`.
    static func of(_ inner: String) -> String {
        var name = ""
        for byte in inner.uppercased().utf8 {
            if isNameByte(byte) {
                name.unicodeScalars.append(Unicode.Scalar(byte))
            } else if name.last != "_" {
                name += "_"
            }
        }
        while name.hasSuffix("_") { name.removeLast() }
        while name.hasPrefix("_") { name.removeFirst() }
        guard let first = name.first else { return "VALUE" }
        return first.isNumber ? "_" + name : name
    }

    /// The name with a number behind it when it is taken, or when a shell or the system's loader would
    /// take it for its own.
    static func unique(_ name: String, among taken: Set<String>) -> String {
        guard taken.contains(name) || isReserved(name) else { return name }
        var number = 2
        while taken.contains("\(name)_\(number)") { number += 1 }
        return "\(name)_\(number)"
    }

    private static let reserved: Set<String> = [
        "ENV", "CDPATH", "GLOBIGNORE", "PS1", "PS2", "PS4", "PROMPT_COMMAND", "INPUTRC", "MAIL",
        "TZ", "LC_ALL", "PYTHONPATH", "PERL5LIB", "RUBYOPT", "NODE_OPTIONS", "VISUAL", "PAGER",
    ]

    private static func isReserved(_ name: String) -> Bool {
        reserved.contains(name) || ShellVariables.ofEveryShell.contains(name)
            || ["BASH", "LD_", "DYLD_", "QUELL_"].contains { name.hasPrefix($0) }
    }

    /// True for an ASCII letter, a digit and `_`.
    static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        default: false
        }
    }
}
