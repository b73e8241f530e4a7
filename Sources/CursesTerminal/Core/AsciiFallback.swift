/// What stands for a glyph on a terminal that shows only ASCII: something that looks or reads alike.
enum AsciiFallback {
    /// A printable ASCII character for any scalar; `?` when nothing is alike.
    static func replacement(for scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x20...0x7E: scalar
        case 0xA0, 0x2000...0x200A, 0x202F, 0x3000: " "
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? "?"
        case 0x1F1E6...0x1F1FF: Unicode.Scalar(scalar.value - 0x1F1E6 + 0x41) ?? "?"
        default: lookAlikes[scalar] ?? boxDrawing(scalar.value)
        }
    }

    /// The lines of the box drawing block, thick, thin, double and dashed.
    private static func boxDrawing(_ value: UInt32) -> Unicode.Scalar {
        switch value {
        case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D, 0x2550, 0x2574, 0x2576,
            0x2578, 0x257A, 0x257C, 0x257E:
            "-"
        case 0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x254E, 0x254F, 0x2551, 0x2575, 0x2577,
            0x2579, 0x257B, 0x257D, 0x257F:
            "|"
        case 0x250C...0x2570: "+"
        default: "?"
        }
    }

    private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = [
        // Bars of growing height, and shades.
        "▁": "_", "▂": ".", "▃": ":", "▄": "-", "▅": "=", "▆": "+", "▇": "*", "█": "#",
        "▌": "|", "▐": "|", "▎": "|", "▏": "|", "░": ".", "▒": ":", "▓": "#",
        // States.
        "✓": "+", "✔": "+", "✅": "+", "✗": "x", "✘": "x", "❌": "x", "⊘": "-", "●": "*",
        "○": "o", "◌": "o", "◐": "o", "◆": "*", "◇": "o", "■": "#", "□": "o", "☐": "o",
        "☑": "+", "☒": "x", "⚠": "!", "▶": ">", "◀": "<", "▸": ">", "◂": "<", "▼": "v",
        "▲": "^", "▾": "v", "▴": "^", "★": "*", "☆": "*",
        // Arrows and keys.
        "←": "<", "→": ">", "↑": "^", "↓": "v", "↵": "<", "⏎": "<", "↔": "-", "⇒": ">",
        "␛": "^", "⇥": ">",
        // Punctuation.
        "…": ".", "·": ".", "•": "*", "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-",
        "‘": "'", "’": "'", "“": "\"", "”": "\"", "«": "<", "»": ">", "‹": "<", "›": ">",
        "×": "x", "÷": "/", "≤": "<", "≥": ">", "≠": "#", "≈": "~", "µ": "u", "°": "o",
        "\u{FFFD}": "?", "¦": "|", "§": "S", "€": "E", "£": "L",
    ]
}
