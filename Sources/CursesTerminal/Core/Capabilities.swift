import CellGrid

/// What one kind of terminal can do, as its description and the user's environment say.
struct Capabilities: Equatable, Sendable {
    /// How many colours to use.
    var colourDepth = ColourDepth.mono
    /// How many colours there are to number: 8 needs bold for the bright ones.
    var colourCount = 0
    /// Whether it understands what xterm does beyond the description: paste marks, clipboard.
    var isLikeXterm = false
    /// The bytes that its keys send.
    var keys = KeySequences()
    /// What to write so that it is as it was, apart from its modes (termios).
    var restoreSequence: [UInt8] = []

    static let startPasteMarks = Array("\u{1B}[?2004h".utf8)
    static let stopPasteMarks = Array("\u{1B}[?2004l".utf8)

    /// Reads a description through functions that give a capability's bytes or number by its name.
    init(
        environment: [String: String], string: (String) -> [UInt8]?, number: (String) -> Int?
    ) {
        colourCount = number("colors") ?? 0
        colourDepth = Capabilities.depth(colours: colourCount, environment: environment)
        let enterScreen = string("smcup").map { String(decoding: $0, as: UTF8.self) } ?? ""
        isLikeXterm = enterScreen.contains("?1049") || string("Ms") != nil
        for capability in KeySequences.capabilities {
            if let sequence = string(capability.name) { keys.add(sequence, capability.key) }
        }
        if isLikeXterm { restoreSequence += Capabilities.stopPasteMarks }
        for name in ["sgr0", "op", "rmkx", "cnorm", "rmcup"] {
            restoreSequence += Capabilities.withoutPadding(string(name) ?? [])
        }
        // Without another screen to leave, the next prompt must not overwrite a line.
        if string("rmcup") == nil { restoreSequence += Array("\r\n".utf8) }
    }

    /// The colours to use: none if the user said so (no-color.org) or the terminal has fewer than 8.
    static func depth(colours: Int, environment: [String: String]) -> ColourDepth {
        if environment["NO_COLOR"]?.isEmpty == false { return .mono }
        switch colours {
        case 256...: return .twoHundredFiftySix
        case 8...: return .sixteen
        default: return .mono
        }
    }

    /// The bytes without terminfo's `$<5>`, which asks for a delay that no terminal needs today.
    static func withoutPadding(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.first {
            if rest.starts(with: Array("$<".utf8)), let end = rest.firstIndex(of: UInt8(ascii: ">"))
            {
                rest = rest[(end + 1)...]
            } else {
                result.append(byte)
                rest = rest.dropFirst()
            }
        }
        return result
    }
}
