import Testing

@testable import Processes

@Suite struct ProcessEnvironmentTests {
    private let own = ["A": "1", "B": "2"]

    @Test func inheritedIsUnchanged() {
        #expect(ProcessEnvironment.inherited.resolved(own: own) == own)
    }

    @Test func addedVariablesWin() {
        let environment = ProcessEnvironment.adding(["B": "3", "C": "4"])
        #expect(environment.resolved(own: own) == ["A": "1", "B": "3", "C": "4"])
    }

    @Test func unsetVariablesAreGoneUnlessSet() {
        let environment = ProcessEnvironment(set: ["B": "3"], unset: ["A", "B"])
        #expect(environment.resolved(own: own) == ["B": "3"])
    }

    @Test func exactVariablesAreAll() {
        #expect(ProcessEnvironment.exactly(["C": "4"]).resolved(own: own) == ["C": "4"])
    }
}
