extension Key {
    /// The longest function key number that terminals report.
    private static let functionKeys = 1...63

    /// The name that people read and write in key maps: `C-z`, `M-x`, `Enter`, `F1`, `Tab`, `q`.
    public var name: String {
        switch self {
        case .character(let character): Key.name(of: character)
        case .control(let character): "C-" + Key.name(of: character)
        case .alt(let character): "M-" + Key.name(of: character)
        case .function(let number): "F\(number)"
        case .enter: "Enter"
        case .tab: "Tab"
        case .backTab: "S-Tab"
        case .escape: "Esc"
        case .backspace: "Backspace"
        case .delete: "Delete"
        case .insert: "Insert"
        case .up: "Up"
        case .down: "Down"
        case .left: "Left"
        case .right: "Right"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PageUp"
        case .pageDown: "PageDown"
        case .unknown: "Unknown"
        }
    }

    /// Reads a name as `name` writes it; names of more than one letter in any case.
    ///
    /// Gives nil for what is no key's name and for keys that cannot arrive, such as `C-m`.
    public init?(name: String) {
        if let named = Key.named[name.lowercased()] {
            self = named
        } else if let character = Key.character(named: name) {
            self = .character(character)
        } else if name.hasPrefix("C-"), let character = Key.character(named: name.dropFirst(2)),
            Key.canBeControlled(character)
        {
            self = .control(character)
        } else if name.hasPrefix("M-"), let character = Key.character(named: name.dropFirst(2)) {
            self = .alt(character)
        } else if name.hasPrefix("F") || name.hasPrefix("f"),
            name.dropFirst().first != "0", let number = Int(name.dropFirst()),
            name.dropFirst().allSatisfy(\.isASCIIDigit), Key.functionKeys.contains(number)
        {
            self = .function(number)
        } else {
            return nil
        }
    }

    private static func name(of character: Character) -> String {
        character == " " ? "Space" : String(character)
    }

    /// The one character that a part of a name stands for.
    private static func character(named part: some StringProtocol) -> Character? {
        if part.lowercased() == "space" { return " " }
        guard let first = part.first, part.count == 1, first != " " else { return nil }
        let hasControl = first.unicodeScalars.contains { $0.properties.generalCategory == .control }
        return hasControl ? nil : first
    }

    private static func canBeControlled(_ character: Character) -> Bool {
        switch character {
        case "h", "i", "j", "m": false
        case "a"..."z", " ", "\\", "]", "^", "_": true
        default: false
        }
    }

    /// Every key whose name is a word.
    private static let named: [String: Key] = {
        let keys: [Key] = [
            .enter, .tab, .backTab, .escape, .backspace, .delete, .insert, .up, .down, .left,
            .right, .home, .end, .pageUp, .pageDown, .unknown,
        ]
        return Dictionary(uniqueKeysWithValues: keys.map { ($0.name.lowercased(), $0) })
    }()
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
