import CellGrid
import Testing

@testable import CursesTerminal

@Suite("What a terminal can do follows its description and the environment")
struct CapabilitiesTests {
    @Test(arguments: [
        (256, nil, ColourDepth.twoHundredFiftySix), (16, nil, .sixteen), (8, nil, .sixteen),
        (2, nil, .mono), (0, nil, .mono), (256, "1", .mono), (256, "", .twoHundredFiftySix),
    ])
    func coloursAreThoseOfTheTerminalUnlessRefused(
        colours: Int, noColour: String?, expected: ColourDepth
    ) {
        var environment: [String: String] = [:]
        environment["NO_COLOR"] = noColour
        #expect(Capabilities.depth(colours: colours, environment: environment) == expected)
    }

    @Test func delaysAreTakenOutOfSequences() {
        let bytes = Capabilities.withoutPadding(Array("\u{1B}[m$<2>x$<5/>$y".utf8))
        #expect(bytes == Array("\u{1B}[mx$y".utf8))
    }

    @Test func theTerminalIsPutBackWithItsOwnSequences() {
        let strings = [
            "smcup": "\u{1B}[?1049h", "rmcup": "<rmcup>", "cnorm": "<cnorm>", "rmkx": "<rmkx>",
        ]
        let result = Capabilities(
            environment: [:], string: { strings[$0].map { Array($0.utf8) } }, number: { _ in nil })
        #expect(result.isLikeXterm)
        #expect(
            String(decoding: result.restoreSequence, as: UTF8.self)
                == "\u{1B}[?2004l<rmkx><cnorm><rmcup>")
    }

    @Test func theLongestSequenceOfARealTerminalFitsTheHandlersMemory() throws {
        for name in ["xterm-256color", "linux", "vt100", "rxvt-unicode", "screen"] {
            let capabilities = try TerminalDescription.capabilities(
                of: name, output: 1, environment: [:])
            #expect(capabilities.restoreSequence.count < 512)
            #expect(capabilities.isLikeXterm || !name.hasPrefix("xterm"))
        }
    }

    @Test(arguments: [
        (["LANG": "en_US.UTF-8"], ["en_US.UTF-8", "C.UTF-8"]),
        (["LANG": "de_DE.utf8", "LC_ALL": ""], ["de_DE.utf8", "C.UTF-8"]),
        (["LANG": "en_US.UTF-8", "LC_ALL": "C"], ["C", "C"]), ([:], ["C", "C"]),
        (["LC_CTYPE": "POSIX", "LANG": "en_US.UTF-8"], ["POSIX", "C"]),
    ])
    func theLocaleIsThatOfTheStrongestVariable(environment: [String: String], locales: [String]) {
        #expect(CharacterEncoding(environment: environment, terminal: "xterm").locales == locales)
    }

    @Test(arguments: [("vt100", false), ("xterm", true), ("tmux-256color", true), ("ansi", false)])
    func oldTerminalsHaveOnlyASCII(terminal: String, more: Bool) {
        #expect(CharacterEncoding(environment: [:], terminal: terminal).terminalHasMore == more)
    }

    @Test func everyReplacementIsPrintableASCII() {
        for value in UInt32(0)...0x1FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let replacement = AsciiFallback.replacement(for: scalar).value
            #expect((0x20...0x7E).contains(replacement))
        }
        #expect(AsciiFallback.replacement(for: "╭") == "+")
        #expect(AsciiFallback.replacement(for: "─") == "-")
        #expect(AsciiFallback.replacement(for: "│") == "|")
    }
}
