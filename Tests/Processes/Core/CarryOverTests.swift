import Testing

@testable import Processes

@Suite struct CarryOverTests {
    private func carry(_ fields: [String], before: [String: String] = [:]) -> CarryOver? {
        CarryOver(fields.flatMap { Array($0.utf8) + [0] }, before: before)
    }

    @Test func newAndChangedAndGoneVariablesAreFound() {
        let carried = carry(
            ["/x", "A=2", "B=same", "N=a=b\nc", "_=/usr/bin/env", "SHLVL=2", "PWD=/x", "."],
            before: ["A": "1", "B": "same", "C": "gone", "SHLVL": "1", "OLDPWD": "/"])
        #expect(carried?.workingDirectory == "/x")
        #expect(carried?.set == ["A": "2", "N": "a=b\nc"])
        #expect(carried?.unset == ["C"])
    }

    @Test(arguments: [[], ["/x"], ["/x", "A=1"], ["/x", "A=1", ".."]])
    func brokenOffFileIsNothing(_ fields: [String]) {
        #expect(carry(fields) == nil)
    }

    @Test func fileCutInsideTheMarkIsNothing() {
        #expect(CarryOver(Array("/x\0A=1\0.".utf8), before: [:]) == nil)
    }

    @Test func valueThatIsNotTextIsLeftAlone() {
        let bytes = Array("/x\0A=".utf8) + [0xFF, 0] + Array(".\0".utf8)
        let carried = CarryOver(bytes, before: ["A": "text"])
        #expect(carried?.set == [:])
        #expect(carried?.unset == [])
    }

    @Test func changesApplyToTheNextEnvironment() {
        let carried = carry(["/x", "A=2", "."], before: ["A": "1", "B": "1"])
        let next = carried?.applied(to: .adding(["B": "1", "C": "3"]))
        let own = ["A": "1", "B": "0", "D": "4"]
        #expect(next?.resolved(own: own) == ["A": "2", "C": "3", "D": "4"])
    }
}
