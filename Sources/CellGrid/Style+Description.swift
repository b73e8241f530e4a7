extension Style: CustomStringConvertible {
    /// The style in words: `ansi 1 on default, bold`.
    public var description: String {
        let colours = "\(foreground) on \(background)"
        return ([colours] + attributes.names).joined(separator: ", ")
    }
}

extension Colour: CustomStringConvertible {
    /// The colour in words: `default`, `ansi 1` or `palette 208`.
    public var description: String {
        switch self {
        case .terminalDefault: "default"
        case .ansi(let number): "ansi \(number)"
        case .palette(let number): "palette \(number)"
        }
    }
}

extension Attributes {
    /// The words for the attributes that are set.
    fileprivate var names: [String] {
        let all: [(Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"),
            (.italic, "italic"),
        ]
        return all.compactMap { contains($0.0) ? $0.1 : nil }
    }
}
