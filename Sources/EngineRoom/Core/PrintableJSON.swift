import Foundation

/// JSON that is safe to print: whatever may steer a terminal or hide text is escaped.
enum PrintableJSON {
    /// The text of a value, keys in alphabetical order.
    ///
    /// - Parameters:
    ///   - value: Anything whose encoding cannot fail; `{}` stands for what does.
    ///   - isOnOneLine: False for indented lines.
    /// - Returns: One line of JSON, or several.
    static func text(of value: some Encodable, isOnOneLine: Bool = false) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if !isOnOneLine { encoder.outputFormatting.insert(.prettyPrinted) }
        guard let data = try? encoder.encode(value) else { return "{}" }
        return escaped(String(decoding: data, as: UTF8.self))
    }

    /// JSON escapes U+0000 to U+001F; the other controls and formats stand only inside its strings.
    private static func escaped(_ json: String) -> String {
        guard json.unicodeScalars.contains(where: isUnsafe) else { return json }
        var result = String.UnicodeScalarView()
        for scalar in json.unicodeScalars {
            if isUnsafe(scalar) {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    let zeros = String(repeating: "0", count: 4 - digits.count)
                    result.append(contentsOf: ("\\u" + zeros + digits).unicodeScalars)
                }
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value == 0x7F }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned,
            .surrogate:
            true
        default: scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
