import IncidentModel
import SafeText
import Testing

@testable import Journal

@Suite struct ReportTemplateTests {
    private static let account = StagingOutage.account()
    private static let shape = ReportFields.report.shape
    private static let value = ReportFields.report.value(of: account, account.clock)

    private func filled(_ text: String, file: String = "t.txt") throws -> String {
        try ReportTemplate(text, file: file).filled(with: Self.value, shape: Self.shape)
    }

    private func problem(_ text: String) -> String? {
        let error = #expect(throws: TemplateError.self) { try filled(text) }
        return error?.description
    }

    @Test func namesAreReplaced() throws {
        #expect(
            try filled("{{severity}} {{metrics.resolve}} {{ metrics.resolveText }}\n")
                == "P0 2640 44 min\n")
    }

    @Test func sectionsRepeatTheirTextAndTakeTheirLinesWithThem() throws {
        let text = """
            Actions:
            {{#actions}}
            - {{text}}{{#owner}} ({{.}}){{/owner}}{{^owner}} (nobody){{/owner}}
            {{/actions}}
            {{^rollbacks}}
            none
            {{/rollbacks}}
            end
            """
        #expect(
            try filled(text) == """
                Actions:
                - Fix .dockerignore (ada)
                - Test imports before a deploy (bob)
                - Map critical modules (nobody)
                end
                """)
    }

    @Test func innerNamesReachOutwards() throws {
        #expect(try filled("{{#roles}}{{id}} {{/roles}}").hasPrefix("INC-20261121-0232 INC-"))
    }

    @Test(arguments: [
        ("t.md", "Staging down \\| all of it"), ("t.html", "Staging down | all of it"),
        ("t.txt", "Staging down | all of it"),
    ])
    func valuesAreEscapedByTheTemplatesEnding(file: String, title: String) throws {
        #expect(try filled("{{title}}", file: file) == title)
        let note = try filled("{{#notes}}{{text}}{{/notes}}", file: file)
        switch file {
        case "t.md": #expect(note == "\\*not\\* \\<b>bold\\</b> `@everyone`")
        case "t.html": #expect(note == "*not* &lt;b&gt;bold&lt;/b&gt; @everyone")
        default: #expect(note == "*not* <b>bold</b> @everyone")
        }
    }

    @Test func threeBracesOrAnAmpersandEscapeNothing() throws {
        #expect(try filled("{{{title}}} {{&title}}", file: "t.md").hasSuffix("down | all of it"))
    }

    @Test func oneOfSeveralTagsOnALineTakesNothingWithIt() throws {
        #expect(try filled("{{#title}} {{/title}}\nx") == " \nx")
        #expect(try filled("{{severity}} {{#title}}\ny{{/title}}") == "P0 \ny")
    }

    @Test func remarksVanish() throws {
        #expect(try filled("a\n{{! not this }}\nb{{! nor this}}\n") == "a\nb\n")
    }

    @Test(arguments: [
        ("one\n{{titel}}\n", "t.txt:2: there is no name titel here"),
        ("{{#links}}\n\n{{titel}}{{/links}}", "t.txt:3: there is no name titel here"),
        ("{{metrics.never}}", "t.txt:1: there is no name metrics.never here"),
        ("{{#actions}}", "t.txt:1: {{#actions}} is never closed"),
        ("a\n{{/actions}}", "t.txt:2: {{/actions}} closes nothing that is open"),
        ("{{#actions}}{{#whys}}{{/actions}}{{/whys}}", "closes nothing that is open"),
        ("\n\n{{title", "t.txt:3: {{ is never closed"),
        ("{{actions}}", "actions is no single value"),
        ("{{a b}}", "expected a name between braces, found \"a b\""),
        ("{{#notes}}{{owner}}{{/notes}}", "there is no name owner here"),
    ])
    func mistakesAreOneSentenceWithFileAndLine(text: String, words: String) {
        #expect(problem(text)?.contains(words) == true)
    }

    @Test func nestingIsBounded() {
        let text = String(repeating: "{{#title}}", count: 20_000)
        #expect(problem(text) == "t.txt:1: sections are nested deeper than 50")
    }

    @Test func everyDocumentedNameIsKnownToTemplates() throws {
        for line in IncidentReport.keys.split(separator: "\n") {
            let parts = line.prefix { $0 != " " }.split(separator: ".").map(String.init)
            var text =
                "{{#\(parts[0].filter { !"[]".contains($0) })}}{{/\(parts[0].filter { !"[]".contains($0) })}}"
            if parts.count == 2 {
                let (outer, inner) = (parts[0].filter { !"[]".contains($0) }, parts[1])
                text = "{{#\(outer)}}{{#\(inner)}}{{/\(inner)}}{{/\(outer)}}"
            }
            guard parts.count < 3 else { continue }
            #expect(throws: Never.self) { try filled(text) }
        }
    }

    @Test func anyTextIsReadOrRefusedAndNeverTraps() {
        var generator = SeededGenerator(seed: 6)
        let pieces = [
            "{{", "}}", "{", "}", "#", "/", "^", "title", "actions", " ", "\n", ".", "&", "!",
        ]
        for _ in 0..<1000 {
            let text = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &generator)]
            }.joined()
            _ = try? filled(text)
        }
    }
}
