import SafeText
import Testing

/// Fails for every scalar in a text that must not reach a terminal.
///
/// Written apart from the filter: by category, not by its tables.
func expectSafe(
    _ text: DisplayText, _ note: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation
) {
    var previous: Unicode.Scalar?
    var marks = 0
    for scalar in text.string.unicodeScalars {
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
            Issue.record("U+\(String(scalar.value, radix: 16))", sourceLocation: sourceLocation)
        case .format:
            let joins =
                scalar.value == 0x200D && (previous?.properties.isEmoji ?? false)
                || scalar.value == 0x200D && previous?.value == 0xFE0F
            #expect(joins, note, sourceLocation: sourceLocation)
        case .nonspacingMark, .enclosingMark, .spacingMark:
            marks += 1
            #expect(marks <= 5, note, sourceLocation: sourceLocation)
        default: marks = 0
        }
        if properties.isDefaultIgnorableCodePoint {
            #expect(
                [0x200D, 0xFE0E, 0xFE0F].contains(scalar.value), sourceLocation: sourceLocation)
        }
        previous = scalar
    }
}
