import Testing

@testable import Probes

@Suite struct EnvironmentTextTests {
    private let values = ["TOKEN": "t0p", "EMPTY": ""]

    @Test func valuesTakeThePlacesOfTheirNames() throws {
        let text = try #require(EnvironmentText("Bearer ${TOKEN}, $${TOKEN} costs $5"))
        #expect(text.names == ["TOKEN"])
        #expect(text.filled { values[$0] } == .success("Bearer t0p, ${TOKEN} costs $5"))
    }

    @Test(arguments: ["MISSING", "EMPTY"])
    func aVariableWithoutAValueIsNamed(_ name: String) throws {
        let text = try #require(EnvironmentText("a ${\(name)} b"))
        #expect(text.filled { values[$0] } == .failure(MissingVariable(name: name)))
    }

    @Test(arguments: ["${", "${}", "${A", "${A-b}", "${1A}", "a ${A:-x} b"])
    func otherBracesAreRefused(_ text: String) {
        #expect(EnvironmentText(text) == nil)
    }

    @Test(arguments: [
        ("Bearer ${TOKEN}", #""H: Bearer $TOKEN""#), ("${A}b", #""H: ${A}b""#),
        ("${A}${B} \"x\" $y `z` \\", #""H: $A$B \"x\" \$y \`z\` \\""#), ("it's", #"'H: it'\''s'"#),
    ])
    func shellWordsReferToVariables(_ text: String, _ word: String) throws {
        #expect(try #require(EnvironmentText(text)).shellWord(after: "H: ") == word)
    }
}
