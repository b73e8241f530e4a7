import Testing

@testable import Probes

@Suite struct JSONConditionTests {
    private let body = Array(
        #"{"s": "ok", "n": 150, "f": 1.50, "t": true, "z": null, "l": [{"a.b": "x y"}], "v": "7.2"}"#
            .utf8)

    private func reason(_ path: String, _ expected: String) throws -> String? {
        let condition = try JSONCondition(path: path, expected: expected)
        return JSONCondition.failure(of: [condition], in: body)?.reason
    }

    @Test(arguments: [
        ("$.s", "ok"), ("$.s", "= ok"), ("$.s", "!= down"), ("$.n", "150"), ("$.n", "150.0"),
        ("$.n", "< 151"), ("$.n", "<=150"), ("$.n", "> 149.5"), ("$.f", "1.5"), ("$.t", "true"),
        ("$.z", "null"), ("$.z", "exists"), ("$.q", "absent"), ("$.l[0]['a.b']", "x y"),
        ("$.l[0][\"a.b\"]", "~ ^x"), ("$.v", ">= 7"), ("$.l[1]", "absent"),
    ])
    func conditionsHold(_ path: String, _ expected: String) throws {
        #expect(try reason(path, expected) == nil)
    }

    @Test(arguments: [
        ("$.s", "down", "$.s is “ok”, expected “down”"),
        ("$.n", "< 100", "$.n is “150”, expected “< 100”"),
        ("$.s", "> 1", "$.s is “ok”, expected “> 1”"),
        ("$.q", "exists", "the body has no $.q"), ("$.l[1]", "x", "the body has no $.l[1]"),
        ("$.s", "absent", "$.s is “ok”, expected “absent”"),
        ("$.s", "~ ^k", "$.s is “ok”, expected “~ ^k”"),
        ("$.t", "1", "$.t is “true”, expected “1”"),
    ])
    func whatDoesNotHoldIsTold(_ path: String, _ expected: String, _ sentence: String) throws {
        #expect(try reason(path, expected) == sentence)
    }

    @Test(arguments: ["s", "$s", "$.", "$[x]", "$[-1]", "$['a", "$.a[0"])
    func otherTextsAreNoPath(_ path: String) {
        #expect(throws: JSONCondition.Problem.path) {
            try JSONCondition(path: path, expected: "")
        }
    }

    @Test func badValuesAreRefused() {
        #expect(throws: JSONCondition.Problem.value("a number after <")) {
            try JSONCondition(path: "$.a", expected: "< many")
        }
        #expect(throws: JSONCondition.Problem.self) {
            try JSONCondition(path: "$.a", expected: "~ (")
        }
    }

    @Test func hostileDepthIsNoJSON() throws {
        let condition = try JSONCondition(path: "$.a", expected: "1")
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 65_536)
        let failure = JSONCondition.failure(of: [condition], in: deep)
        #expect(failure?.reason == "the body is not JSON")
    }

    @Test func anotherBodyIsNoJSON() throws {
        let condition = try JSONCondition(path: "$.a", expected: "1")
        let page = JSONCondition.failure(of: [condition], in: Array("<html>".utf8))
        #expect(page?.reason == "the body is not JSON")
        #expect(
            JSONCondition.failure(of: [condition], in: [])?.reason
                == "the body is empty, expected JSON")
    }
}
