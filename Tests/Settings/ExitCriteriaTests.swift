import Foundation
import IncidentModel
import Runbooks
import SafeText
import Testing

@testable import Settings

/// `exit_criteria:` in `quell.yaml`.
struct ExitCriteriaTests {
    @Test func everyFormIsUnderstood() throws {
        let criteria = try Self.criteria(
            """
            exit_criteria:
              - health of all services 200 for 10 min
              - {condition: errors < 5 per hour, name: few errors}
              - {command: ./smoke.sh --all, every: 30s, timeout: 2m}
              - {command: "true", name: smoke test}
              - {person: users can log in}
            """)
        #expect(
            criteria.map(\.text) == [
                "health of all services 200 for 10 min", "few errors", "./smoke.sh --all",
                "smoke test", "users can log in",
            ])
        #expect(criteria[0].isCondition && criteria[1].isCondition)
        #expect(
            criteria[2].judge
                == .command(
                    CriterionCommand(
                        script: "./smoke.sh --all", every: .seconds(30), timeout: .seconds(120))))
        #expect(criteria[3].judge == .command(CriterionCommand(script: "true")))
        #expect(criteria[4].judge == .person)
    }

    @Test func oneCriterionNeedsNoList() throws {
        #expect(try Self.criteria("exit_criteria: errors < 5 per hour").count == 1)
        #expect(try Self.criteria("exit_criteria: {person: users are happy}").count == 1)
        #expect(try Self.criteria("exit_criteria: []").isEmpty)
    }

    /// Each mistake: the text, its line, and what the sentence must hold.
    @Test(arguments: [
        ("exit_criteria: [\"all is well\"]", 1, ["{person: \"all is well\"}"]),
        ("exit_criteria:\n  - errors < 5 per week", 2, ["minute", "hour", "column 16"]),
        ("exit_criteria:\n  - users can log in", 2, ["users can log in", "{person: "]),
        ("exit_criteria:\n  - probe ghost is up", 2, ["ghost"]),
        ("exit_criteria:\n  - {condition: probe ghost is up}", 2, ["ghost"]),
        ("exit_criteria:\n  - {command: ./a, person: b}", 2, ["condition, command and person"]),
        ("exit_criteria:\n  - {name: x}", 2, ["condition, command and person"]),
        ("exit_criteria:\n  - {command: ./a, every: 1s}", 2, ["1s", "5s"]),
        ("exit_criteria:\n  - {command: ./a, every: soon}", 2, ["soon"]),
        ("exit_criteria:\n  - {command: ./a, timeout: 1h}", 2, ["1h", "5m"]),
        ("exit_criteria:\n  - {command: \" \"}", 2, ["command line"]),
        ("exit_criteria:\n  - {person: x, every: 30s}", 2, ["every"]),
        ("exit_criteria:\n  - {persona: x}", 2, ["condition, command and person"]),
        ("exit_criteria:\n  - {person: \"\"}", 2, ["confirm"]),
        ("exit_criteria:\n  - {person: x}\n  - {person: x}", 3, ["once"]),
        ("exit_criteria:\n  - [a]", 2, ["a list"]),
    ])
    func mistakeIsNamedWithLineAndExpectation(
        text: String, line: Int, words: [String]
    ) throws {
        let error = try #require(throws: (any Error).self) {
            try SettingsLoader.parse(text, path: "quell.yaml")
        }
        let sentence = "\(error)"
        #expect(sentence.contains("quell.yaml:\(line): "), "\(sentence)")
        for word in words { #expect(sentence.contains(word), "\(sentence)") }
    }

    @Test func allMistakesAreNamedAtOnce() throws {
        let error = try #require(throws: (any Error).self) {
            try SettingsLoader.parse(
                "exit_criteria:\n  - nonsense\n  - {person: fine}\n  - {name: y}",
                path: "quell.yaml")
        }
        #expect("\(error)".contains("quell.yaml:2: ") && "\(error)".contains("quell.yaml:4: "))
    }

    private static func criteria(_ text: String) throws -> [ExitCriterionDefinition] {
        try SettingsLoader.parse(text, path: "quell.yaml").exitCriteria
    }
}

extension ExitCriterionDefinition {
    fileprivate var isCondition: Bool {
        if case .condition = judge { true } else { false }
    }
}
