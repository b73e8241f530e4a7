import Foundation
import SafeText
import Testing

@testable import Journal

/// Hostile texts in a report, read by GitHub's own reader of Markdown: they come out as they went in.
@Suite struct MarkdownOracleTests {
    private static let reader = "/usr/bin/cmark-gfm"
    private static let pieces = [
        "*", "**", "_", "__", "`", "``", "~~", "[", "](x)", "<b>", "</b>", "&amp;", "&#60;", "\\",
        "|", "<", "<!", "->",
        "#", "-", "+", "1.", "2)", ">", "=", "!", "![", " ", "a", "snake_case", "@all", "#12", "$x",
        "http://x.y/a_b", "ü", "--", "é", "\"", "'", "(", ")", "<!--", "{", "}",
    ]

    private static func hostileTexts(count: Int) -> [String] {
        var generator = SeededGenerator(seed: 65)
        return (0..<count).map { _ in
            let text = (0..<Int.random(in: 1...9, using: &generator)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &generator)]
            }.joined()
            return text.trimmingCharacters(in: .whitespaces)
        }.filter { !$0.isEmpty }
    }

    private static func html(_ markdown: String) throws -> String {
        let child = Process()
        let (input, output) = (Pipe(), Pipe())
        child.executableURL = URL(fileURLWithPath: reader)
        child.arguments = ["-e", "table", "-e", "strikethrough", "-e", "tasklist"]
        child.standardInput = input
        child.standardOutput = output
        try child.run()
        let writer = Thread {
            input.fileHandleForWriting.write(Data(markdown.utf8))
            try? input.fileHandleForWriting.close()
        }
        writer.start()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        child.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    /// The words of each element of a kind.
    private static func words(of element: String, in html: String) -> [String] {
        html.split(separator: "\n").compactMap { line in
            guard line.hasPrefix("<\(element)>"), line.hasSuffix("</\(element)>") else {
                return nil
            }
            return line.dropFirst(element.count + 2).dropLast(element.count + 3)
                .replacingOccurrences(of: "<code>", with: "")
                .replacingOccurrences(of: "</code>", with: "")
                .replacingOccurrences(of: "&lt;", with: "<")
                .replacingOccurrences(of: "&gt;", with: ">")
                .replacingOccurrences(of: "&quot;", with: "\"")
                .replacingOccurrences(of: "&amp;", with: "&")
        }
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: reader)))
    func textsInListsComeOutAsTheyWentIn() throws {
        let texts = Self.hostileTexts(count: 2000)
        let document = texts.map { "- " + MarkdownText.escaped($0, inTable: false) }
            .joined(separator: "\n")
        let found = Self.words(of: "li", in: try Self.html(document))
        #expect(found.count == texts.count)
        for (text, words) in zip(texts, found) where text != words {
            Issue.record("\(text) came out as \(words)")
        }
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: reader)))
    func textsAndCodeInTablesComeOutAsTheyWentIn() throws {
        let texts = Self.hostileTexts(count: 2000)
        let rows = texts.map { text in
            "| \(MarkdownText.escaped(text)) | \(MarkdownText.code(DisplayText(text), inTable: true)) |"
        }
        let document = "| a | b |\n| --- | --- |\n" + rows.joined(separator: "\n")
        let found = Self.words(of: "td", in: try Self.html(document))
        #expect(found.count == texts.count * 2)
        for (place, text) in texts.enumerated() where place * 2 + 1 < found.count {
            if found[place * 2] != text { Issue.record("\(text) came out as \(found[place * 2])") }
            if found[place * 2 + 1] != text {
                Issue.record("the code \(text) came out as \(found[place * 2 + 1])")
            }
        }
    }
}
