import SafeText
import Testing

@testable import Journal

@Suite struct MarkdownTextTests {
    @Test(arguments: [
        ("ls -l", "`ls -l`"),
        ("echo `date`", "`` echo `date` ``"),
        ("a ``b`` | c", "``` a ``b`` \\| c ```"),
        ("", ""),
    ])
    func commandsStayCodeWhateverTheyHold(command: String, expected: String) {
        #expect(MarkdownText.code(DisplayText(command), inTable: true) == expected)
    }

    @Test(arguments: [
        ("*a* _b_ [c](d) <e> `f` | ~g~", "\\*a\\* \\_b\\_ \\[c\\](d) \\<e> \\`f\\` \\| \\~g\\~"),
        ("snake_case_name", "snake_case_name"),
        ("see @everyone and #12, a@b", "see `@everyone` and `#12`, a@b"),
        ("# no heading", "\\# no heading"),
        ("- no list", "\\- no list"), ("1. no list", "1\\. no list"), ("12) x", "12\\) x"),
        ("v1.2 is fine", "v1.2 is fine"), ("1.2 is fine", "1.2 is fine"), ("3.", "3\\."),
        ("&lt; & &#60;", "\\&lt; & \\&`#60`;"),
        ("$a and $b", "\\$a and \\$b"), ("$500K", "$500K"),
        ("a\\|b", "a\\\\\\|b"), ("C:\\data", "C:\\data"), ("\\*", "\\\\\\*"), ("a\\", "a\\\\"),
        ("errors < 5 per hour", "errors < 5 per hour"), ("a <", "a \\<"), ("<!-- x", "\\<!-- x"),
        ("a -> b", "a -> b"), ("> no quotation", "\\> no quotation"),
        ("C# or F#", "C# or F#"), ("x ##", "x \\##"),
    ])
    func foreignTextIsNeverMarkup(text: String, expected: String) {
        #expect(MarkdownText.escaped(DisplayText(text)) == expected)
    }
}
