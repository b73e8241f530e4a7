/// The commands that the palette offers for what was typed.
enum Palette {
    /// Commands whose name begins with the text first, then those whose name or title contains it.
    static func choices(for typed: String, in keyMap: KeyMap) -> [KeyMap.Binding] {
        let needle = typed.lowercased().split(separator: " ").joined(separator: " ")
        let all = keyMap.bindings
        if needle.isEmpty { return all }
        let exact = all.filter { $0.name == needle }
        let beginning = all.filter { $0.name.hasPrefix(needle) && $0.name != needle }
        let containing = all.filter {
            !$0.name.hasPrefix(needle)
                && ($0.name.contains(needle) || $0.title.lowercased().contains(needle))
        }
        return exact + beginning + containing
    }
}
