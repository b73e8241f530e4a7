/// Makes words that a POSIX shell reads back unchanged.
enum ShellQuoting {
    /// The word itself when nothing in it is special, else between single quotes (POSIX 2.2.2).
    static func quote(_ word: String) -> String {
        let plain = word.utf8.allSatisfy { byte in
            (0x30...0x39) ~= byte || (0x41...0x5A) ~= byte || (0x61...0x7A) ~= byte
                || "-_./:=,+@%".utf8.contains(byte)
        }
        if plain, !word.isEmpty { return word }
        return "'"
            + word.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: #"'\''"#) + "'"
    }

    /// Words joined by blanks, each quoted.
    static func line(_ words: [String]) -> String {
        words.map(quote).joined(separator: " ")
    }
}
